"""Damage to the bytes of a file, by chance: what editors' programs, disks and attackers do."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_STRANGE = (
    b"../../../evil",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "‮\u200b\u0301".encode(),
    b"<script>alert(1)</script>",
    b"javascript:alert(1)",
    b"]]>",
    b"[" * 2_000,
    b"> " * 500,
    b"9" * 400,
    b"1e999",
    b"null",
    b"true",
    b"-1",
    b'""',
    b"{}",
    b"[]",
    b"\t\t\t\t",
    b"\r\n",
    b"\r",
    b"=",
    b"---\n",
    b"| a |\n|--|\n",
    b"[a](b)" * 300,
    b"9999-12-31",
    b"0000-00-00",
)


def damaged(data: bytes, dice: Random) -> bytes:
    """The `data` of a file after one to four damages."""
    for _ in range(dice.randint(1, 4)):
        data = dice.choice(_DAMAGES)(data, dice)
    return data


def _strange(data: bytes, dice: Random) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + dice.choice(_STRANGE) + data[at:]


def _cut(data: bytes, dice: Random) -> bytes:
    return data[: dice.randint(0, len(data))]


def _without(data: bytes, dice: Random) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + data[at + dice.randint(1, 40) :]


def _byte(data: bytes, dice: Random) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + bytes((dice.randrange(256),)) + data[at + 1 :]


def _lines(change: Callable[[list[bytes], Random], None]) -> Callable[[bytes, Random], bytes]:
    def damage(data: bytes, dice: Random) -> bytes:
        lines = data.split(b"\n")
        change(lines, dice)
        return b"\n".join(lines)

    return damage


def _twice(lines: list[bytes], dice: Random) -> None:
    lines.insert(dice.randrange(len(lines) + 1), dice.choice(lines))


def _lost(lines: list[bytes], dice: Random) -> None:
    del lines[dice.randrange(len(lines))]


def _swapped(lines: list[bytes], dice: Random) -> None:
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _other_value(lines: list[bytes], dice: Random) -> None:
    at = dice.randrange(len(lines))
    sign = next((sign for sign in (b" = ", b": ", b"\t") if sign in lines[at]), None)
    if sign:
        lines[at] = lines[at].partition(sign)[0] + sign + dice.choice(_STRANGE)


_DAMAGES = (
    _strange,
    _cut,
    _without,
    _byte,
    *(_lines(change) for change in (_twice, _lost, _swapped, _other_value, _other_value)),
)
