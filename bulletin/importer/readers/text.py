"""A plain text as a `Source`: decoded, without page numbers, wrapped lines put together, tables as rows."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bulletin.content.model import BulletinError
from bulletin.importer import gate
from bulletin.importer.readers.decoding import decode
from bulletin.importer.readers.flow import symbols
from bulletin.importer.readers.plain.lines import TextLine, lines_of
from bulletin.importer.readers.plain.pages import without_page_lines
from bulletin.importer.readers.plain.tables import table_rows
from bulletin.importer.readers.plain.wrapped import Unwrapped, Way, joined, unwrap
from bulletin.importer.source import BlockKind, Disposition, Form, Held, Note, Source, SourceBlock
from bulletin.text.letters import nfc, without_ligatures, without_spaces

# Soft hyphens, zero-width characters, marks of direction and byte order: they break words for every search.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SHOWN = 8
# Word saves texts without blank lines: a line of some length is a paragraph then, which a page may have cut.
_BLANKS = 0.2
_PARAGRAPH = 30


def read(data: bytes, name: str) -> Source:
    """The text in `data` as a `Source` of lines and rows; `name` is its file name.

    A block's text has the tabs and wide spaces of its line. Raises BulletinError for an empty file, bytes in
    no known encoding, control characters, letters that were lost, and wrapped lines whose paragraphs
    nothing tells.
    """
    if not data.strip():
        raise BulletinError(f"{name}: is empty; export the bulletin again")
    decoded = decode(data, name)
    _refuse_control_characters(decoded.text, name)
    bare, invisible = _INVISIBLE.subn("", decoded.text)
    # An accent that nothing parts from its letter any more is one with it.
    visible = nfc(bare)
    invisible += len(without_spaces(bare)) - len(without_spaces(visible))
    gate.refuse_garbled(visible.splitlines(), name)
    printed = lines_of(visible)
    if not printed:
        raise BulletinError(f"{name}: has no text; export the bulletin again")
    lines, unknown = _with_plain_signs(printed)
    kept, left = without_page_lines(lines)
    unwrapped = unwrap(kept, name)
    counts = Counter({Disposition.TEXT: _length(printed) - len(unknown)})
    counts[Disposition.INVISIBLE] = invisible + len(unknown)
    for at, disposition in left.items():
        counts[disposition] += _length(printed[at : at + 1])
        counts[Disposition.TEXT] -= _length(printed[at : at + 1])
    blocks = tuple(_blocks(unwrapped.groups, sum(line.blanks > 0 for line in kept) < _BLANKS * len(kept)))
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        form=Form.TEXT,
        blocks=blocks,
        held=Held(
            total=len(without_spaces(decoded.text)),
            counts={kind: count for kind, count in counts.items() if count},
            added=_length(kept) - counts[Disposition.TEXT],
        ),
        notes=(
            *decoded.notes,
            *_left_out(invisible, unknown),
            *_page_notes(lines, left),
            *_wrap_notes(unwrapped),
        ),
        decoder=decoded.decoder,
    )


def _length(lines: Sequence[TextLine]) -> int:
    return sum(len(without_spaces(line.text)) for line in lines)


def _refuse_control_characters(text: str, name: str) -> None:
    found = _CONTROL.search(text)
    if found:
        number = len(_LINE_END.findall(text[: found.start()])) + 1
        raise BulletinError(
            f"{name}: line {number} has the control character U+{ord(found.group()):04X}: "
            "this is no plain text; export the bulletin again or delete the character"
        )


def _with_plain_signs(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[tuple[str, int]]]:
    """The lines with bullets as `- `, signs of Symbol and Wingdings as Unicode, ligatures as their letters.

    Signs that nothing is known of are left out: each comes with the number of its line.
    """
    plain: list[TextLine] = []
    unknown: list[tuple[str, int]] = []
    for line in lines:
        text, signs = symbols.without_private(symbols.as_unicode(line.text, symbols.Coding.UNICODE))
        unknown += [(sign, line.number) for sign in signs]
        rest = symbols.without_bullet(text)
        bare = without_ligatures(text if rest is None else f"- {rest}").strip()
        plain.append(replace(line, text=bare))
    return plain, unknown


def _blocks(groups: Sequence[Sequence[TextLine]], is_dense: bool) -> Iterator[SourceBlock]:
    """The blocks; where a text `is_dense`, without blank lines, one is reckoned behind each paragraph."""
    texts = [joined(group) for group in groups]
    rows = table_rows(texts)
    # Two blocks of one line, a trailer behind its row, count as two: then all lines below count one more.
    more = last = 0
    for at, (group, text) in enumerate(zip(groups, texts, strict=True)):
        where, number = f"line {group[0].number}", group[0].number
        more = max(more, last + 1 - number)
        last = number + more
        if at not in rows:
            yield SourceBlock(BlockKind.LINE, text, where, line=last)
            last += is_dense and len(text) >= _PARAGRAPH and not text.startswith("|")
            continue
        row = rows[at]
        yield SourceBlock(
            BlockKind.ROW, "\t".join(row.cells), where, cells=row.cells, table=row.table, line=last
        )
        if row.behind:
            last += 1
            yield SourceBlock(BlockKind.LINE, row.behind, where, line=last)


def _left_out(invisible: int, unknown: Sequence[tuple[str, int]]) -> Iterator[Note]:
    if invisible:
        yield Note("invisible", f"{invisible} soft hyphens and zero-width characters", calm=True)
    if unknown:
        found = ", ".join(f"U+{ord(sign):04X}" for sign, _ in unknown[:_SHOWN])
        yield Note("sign", f"signs of an unknown font were left out: {found}", f"line {unknown[0][1]}")


def _page_notes(lines: Sequence[TextLine], left: Mapping[int, Disposition]) -> Iterator[Note]:
    running = {lines[at].text for at, found in left.items() if found is Disposition.RUNNING_LINE}
    numbers = sum(found is Disposition.PAGE_NUMBER for found in left.values())
    if running:
        shown = ", ".join(f"«{text}»" for text in sorted(running)[:_SHOWN])
        yield Note("running-line", f"{shown}, which stands on each page", calm=True)
    if numbers:
        yield Note("page-number", f"{numbers} page number{'s' if numbers > 1 else ''}", calm=True)


def _wrap_notes(unwrapped: Unwrapped) -> Iterator[Note]:
    if unwrapped.way is None:
        return
    lines = sum(map(len, unwrapped.groups))
    yield Note(
        "wrapped",
        f"{lines} lines that a program had wrapped were put together as {len(unwrapped.groups)} paragraphs "
        f"and headings, told apart {unwrapped.way.value}",
    )
    for line in unwrapped.unsure:
        message = f"«… {' '.join(line.text.split()[-4:])}» may end a paragraph; it goes on with the next line"
        yield Note("wrapped", message, f"line {line.number}")
    if unwrapped.way is not Way.BLANK and any(line.new_page for group in unwrapped.groups for line in group):
        yield Note(
            "wrapped", "the text was taken from a PDF, and hyphens at line ends may be lost; import the PDF"
        )
