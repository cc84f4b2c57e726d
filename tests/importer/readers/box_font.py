"""A TrueType font in which every letter is a box: enough for an engine that measures what is drawn."""

from __future__ import annotations

import struct
from collections.abc import Sequence

UNITS = 1000


def box_font(boxes: Sequence[tuple[int, int, int, int, int]]) -> bytes:
    """A font with a glyph for each box, behind the one for what is missing.

    A box is the advance and the left, bottom, right and top edge, in thousandths of the type size.
    """
    glyphs = [_glyph(*box[1:]) for box in [(500, 0, 0, 0, 0), *boxes]]
    advances = [500, *(box[0] for box in boxes)]
    lefts = [0, *(box[1] for box in boxes)]
    loca, places = b"".join(glyphs), [0]
    for glyph in glyphs:
        places.append(places[-1] + len(glyph))
    tables = {
        b"cmap": struct.pack(
            ">HHHHIHHHHHHHHHHHHH", 0, 1, 3, 1, 12, 4, 24, 0, 2, 2, 0, 0, 65535, 0, 65535, 1, 0, 0
        ),
        b"glyf": loca,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            0x10000,
            0x10000,
            0,
            0x5F0F3CF5,
            3,
            UNITS,
            0,
            0,
            -500,
            -300,
            1000,
            1000,
            0,
            8,
            2,
            1,
            0,
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", 0x10000, 900, -300, 0, 1000, 0, 0, 1000, 1, *[0] * 7, len(glyphs)
        ),
        b"hmtx": b"".join(struct.pack(">Hh", *each) for each in zip(advances, lefts, strict=True)),
        b"loca": b"".join(struct.pack(">I", place) for place in places),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, len(glyphs), 4, 1, 0, 0, 2, *[0] * 8),
    }
    return _assembled(tables)


def _glyph(left: int, bottom: int, right: int, top: int) -> bytes:
    if right <= left:
        return b""
    corners = [(left, bottom), (left, top), (right, top), (right, bottom)]
    steps = [(x - a, y - b) for (x, y), (a, b) in zip(corners, [(0, 0), *corners[:-1]], strict=True)]
    drawn = struct.pack(">hhhhhHH", 1, left, bottom, right, top, 3, 0) + b"\x01" * 4
    drawn += b"".join(struct.pack(">h", x) for x, _ in steps) + b"".join(
        struct.pack(">h", y) for _, y in steps
    )
    return drawn + b"\0" * (-len(drawn) % 4)


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">IHHHH", 0x10000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    place = len(head) + 16 * count
    directory, body = b"", b""
    for tag, content in sorted(tables.items()):
        padded = content + b"\0" * (-len(content) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += tag + struct.pack(">III", total, place + len(body), len(content))
        body += padded
    return head + directory + body
