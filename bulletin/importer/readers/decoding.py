"""Bytes of a text to the text: of all encodings that a Vietnamese text may have, the one that makes words."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bulletin.content.model import BulletinError
from bulletin.importer import gate
from bulletin.importer.readers import lost_capitals, old_encodings
from bulletin.importer.source import Note
from bulletin.text.letters import nfc

UTF_8 = "UTF-8"
_UTF_16 = "UTF-16"
_TCVN3 = "TCVN3"
_TWICE = "UTF-8 read as windows-1252 and saved again"
_MARKS = (
    (codecs.BOM_UTF8, UTF_8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "UTF-32", "utf-32"),
    (codecs.BOM_UTF16_LE, _UTF_16, "utf-16"),
    (codecs.BOM_UTF16_BE, _UTF_16, "utf-16"),
)
# Two of three letters of Vietnamese have a zero byte in UTF-16; no other text has zeros.
_ZEROS = 0.2
_SAMPLE = 1 << 16
# Enough words to know an encoding by: the beginning of a text, its list of contents and a few articles.
_PROBE = 20_000
# Style sheets of Word come first, and take this much.
_LONGEST_HEAD = 200_000
_TAG = re.compile(r"<style\b[^<]*|<[^<>]{0,5000}>", re.IGNORECASE)
_LINE_END = re.compile(rb"\r\n|\r|\n")
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text in NFC; `decoder` is empty for UTF-8, and `notes` say what was found instead."""

    text: str
    decoder: str = ""
    notes: tuple[Note, ...] = ()


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """The text in `data`, the bytes of the file `name`; `declared` is an encoding that the file names itself.

    UTF-8 and UTF-16 are known by their bytes. Where they make no Vietnamese, the older encodings are
    tried, and the one whose result has the fewest impossible words is taken. Raises BulletinError for
    bytes that are none of these.
    """
    for mark, decoder, codec in _MARKS:
        if data.startswith(mark):
            return Decoded(nfc(_strict(data, codec, decoder, name)), "" if decoder == UTF_8 else decoder)
    wide = _wide_codec(data)
    if wide:
        return Decoded(nfc(_strict(data, wide, _UTF_16, name)), _UTF_16)
    best = min(_candidates(data, declared), key=lambda found: found[0], default=None)
    if best is None or (best[0] > gate.REFUSED and best[1].decoder):
        # None makes Vietnamese: then it is UTF-8, or nothing that can be named.
        return Decoded(nfc(_strict(data, "utf-8", UTF_8, name)))
    return best[1]


def decode_shown(data: bytes, declared: str) -> str:
    """The text in `data` as programs show it that know no Vietnamese: its fonts say which letters it has.

    That is UTF-8, the encoding `declared`, or windows-1252, the first of them that `data` admits.
    """
    for codec in ("utf-8-sig", declared):
        try:
            return nfc(data.decode(codec))
        except (UnicodeError, LookupError):
            continue
    return old_encodings.decode_windows_1252(data)


def _strict(data: bytes, codec: str, decoder: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if decoder != UTF_8:
            raise BulletinError(
                f"{name}: is broken {decoder} at byte {error.start}; save it again as UTF-8"
            ) from None
        line = len(_LINE_END.findall(data[: error.start])) + 1
        raise BulletinError(
            f"{name}: is not UTF-8: byte {error.start} (0x{data[error.start]:02x}), line {line}; "
            "save it again as UTF-8"
        ) from None


def _wide_codec(data: bytes) -> str:
    """The UTF-16 of a text without a mark, by where its zero bytes stand; empty for other texts."""
    sample = data[:_SAMPLE]
    low, high = sample[::2].count(0), sample[1::2].count(0)
    if max(low, high) < _ZEROS * len(sample) / 2 or min(low, high) > max(low, high) / 10:
        return ""
    return "utf-16-le" if high > low else "utf-16-be"


def _candidates(data: bytes, declared: str) -> Iterator[tuple[float, Decoded]]:
    """Each decoding that `data` admits, with its share of impossible words, the likelier first."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        tries: list[tuple[str, Callable[[], str]]] = [
            ("windows-1258", lambda: old_encodings.decode_windows_1258(data)),
            (_TCVN3, lambda: old_encodings.decode_tcvn3(data)),
            ("TCVN 5712", lambda: old_encodings.decode_tcvn_5712(data)),
            ("VNI", lambda: old_encodings.decode_vni(data)),
        ]
        if declared:
            tries.insert(0, (declared, lambda: data.decode(declared)))
    else:
        yield _badness(text), Decoded(nfc(text))
        if gate.weigh(_probe(text)).share <= gate.REFUSED:
            return
        # Somebody's program took the bytes for windows-1252 and saved the signs that it saw.
        tries = [
            (_TWICE, lambda: _bytes_of(text).decode("utf-8")),
            ("windows-1258", lambda: old_encodings.decode_windows_1258(_bytes_of(text))),
            (_TCVN3, lambda: old_encodings.from_tcvn3(text)),
            ("VNI", lambda: old_encodings.from_vni(text)),
        ]
    for decoder, attempt in tries:
        try:
            found = nfc(attempt())
        except (UnicodeError, LookupError):
            continue
        yield _badness(found), _noted(found, decoder)


def _badness(text: str) -> float:
    """The share of impossible words; nearly 1 for a text without words, of which nothing can be known."""
    spelling = gate.weigh(_probe(text))
    return (spelling.impossible.total() + 1) / (spelling.words + 1)


def _probe(text: str) -> list[str]:
    """The beginning of `text` without the markup of a web page."""
    return html.unescape(_TAG.sub(" ", text[:_LONGEST_HEAD])[:_PROBE]).splitlines()


def _bytes_of(text: str) -> bytes:
    """The bytes that a program showed as `text`, taking them for windows-1252."""
    return b"".join(
        letter.encode("latin-1") if ord(letter) < 0x100 else letter.encode("cp1252") for letter in text
    )


def _noted(text: str, decoder: str) -> Decoded:
    if decoder != _TCVN3:
        note = Note("decoder", f"the text was saved as {decoder}, and is read as that")
        return Decoded(text, decoder, (note,))
    names = lost_capitals.doubtful_names(text)
    shown = f"; look at {', '.join(f'«{name}»' for name in names[:_SHOWN])}" if names else ""
    note = Note(
        "decoder",
        "the text was saved as TCVN3 (ABC), which has no capitals with tone marks; they were set where a line"
        f" is in capitals and where a sentence begins, not in names{shown}",
    )
    return Decoded(lost_capitals.restored(text), decoder, (note,))
