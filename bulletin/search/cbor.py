"""The part of CBOR (RFC 8949) that Pagefind's files are made of: whole numbers, texts and arrays."""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = "int | str | list[Value]"

_POSITIVE, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4


def encode(value: Value) -> bytes:
    """`value` in its shortest form, which is the one that Pagefind writes.

    >>> encode([1, -1, "đ"]).hex()
    '83012062c491'
    """
    if isinstance(value, int):
        return head(_POSITIVE, value) if value >= 0 else head(_NEGATIVE, -1 - value)
    if isinstance(value, str):
        data = value.encode()
        return head(_TEXT, len(data)) + data
    return array_head(len(value)) + b"".join(map(encode, value))


def array_head(length: int) -> bytes:
    """What stands before the members of an array.

    >>> array_head(3).hex()
    '83'
    """
    return head(_ARRAY, length)


def head(kind: int, number: int) -> bytes:
    """The first bytes of an item of the major type `kind`.

    >>> head(3, 500).hex()
    '7901f4'
    """
    if number < 24:
        return bytes((kind << 5 | number,))
    for code, size in ((24, 1), (25, 2), (26, 4)):
        if number < 1 << 8 * size:
            return bytes((kind << 5 | code,)) + number.to_bytes(size, "big")
    raise ValueError(f"{number} does not fit into four bytes")


def decode(data: bytes) -> Value:
    """The one value in `data`. Raises ValueError where it is anything else.

    >>> decode(bytes.fromhex("83012062c491"))
    [1, -1, 'đ']
    """
    value, end = _decode(data, 0)
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes are left over")
    return value


def _decode(data: bytes, at: int) -> tuple[Value, int]:
    kind, code = data[at] >> 5, data[at] & 31
    at += 1
    if code < 24:
        number = code
    elif code <= 26:
        size = 1 << code - 24
        number = int.from_bytes(data[at : at + size], "big")
        at += size
    else:
        raise ValueError(f"byte {at - 1}: a number of a length not known here")
    if kind == _POSITIVE:
        return number, at
    if kind == _NEGATIVE:
        return -1 - number, at
    if kind == _TEXT:
        return data[at : at + number].decode(), at + number
    if kind == _ARRAY:
        members: list[Value] = []
        for _ in range(number):
            member, at = _decode(data, at)
            members.append(member)
        return members, at
    raise ValueError(f"byte {at - 1}: major type {kind} is not known here")
