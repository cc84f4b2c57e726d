"""A PDF looked at from outside, before the engine opens it: is it one, is it whole, how large does it grow?

The engine ends the whole process on a stream that unpacks to millions of glyphs; here it is refused in words.
"""

from __future__ import annotations

import re
import zlib

from bulletin.content.model import BulletinError

_STREAM = re.compile(rb"stream\r?\n")
# What is no text, however large: pictures, font programs, colour profiles.
_NO_TEXT = re.compile(
    rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b|/Length1\b|/ICCBased|/N\s+[134]\b(?!.*/ObjStm)",
    re.DOTALL,
)
# A page full of text is 100 kB of signs, with a map drawn on it 10 MB.
_MOST_MB_A_STREAM = 24
_MOST_MB = 100
_MB = 1_000_000
_LONGEST_DICTIONARY = 2_000


def refuse_bombs(data: bytes, name: str) -> None:
    """Look through the packed streams of the PDF in `data`.

    Raises BulletinError for what is no PDF, has no end, or unpacks to more than a bulletin can be.
    """
    if b"%PDF-" not in data[:1024]:
        raise BulletinError(f"{name}: is no PDF; ask the sender to send it again")
    whole = 0
    for begins in _STREAM.finditer(data):
        head = data[max(0, begins.start() - _LONGEST_DICTIONARY) : begins.start()]
        head = head[head.rfind(b"obj") + 3 :]
        if (b"Flate" not in head and b"/Fl" not in head) or _NO_TEXT.search(head):
            continue
        size = _unpacked_size(memoryview(data)[begins.end() :])
        whole += size
        if size > _MOST_MB_A_STREAM * _MB or whole > _MOST_MB * _MB:
            most = _MOST_MB_A_STREAM if size > _MOST_MB_A_STREAM * _MB else _MOST_MB
            raise BulletinError(
                f"{name}: unpacks to more than {most} MB of text and drawings, more than a bulletin can be; "
                "ask the sender for the Word file"
            )


def _unpacked_size(packed: memoryview) -> int:
    """How many bytes the stream at the beginning of `packed` unpacks to, counted until it is too large."""
    unpacker = zlib.decompressobj()
    size = 0
    at = 0
    step = 1 << 16
    while at < len(packed) and not unpacker.eof and size <= _MOST_MB_A_STREAM * _MB:
        try:
            chunk = packed[at : at + step]
            size += len(unpacker.decompress(chunk, _MB))
            while unpacker.unconsumed_tail and size <= _MOST_MB_A_STREAM * _MB:
                size += len(unpacker.decompress(unpacker.unconsumed_tail, _MB))
        except zlib.error:
            break
        at += step
    return size
