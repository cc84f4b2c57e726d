"""Paragraphs that a page break cut in two are put together again; nothing else is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.importer.blocks import Block, PrintedKind
from bulletin.importer.document import LineNumber

# Words after which no sentence ends.
_CONNECTOR = re.compile(
    r"và|của|với|là|các|những|tại|từ|cho|đến|trong|theo|về|để|khi|do|bởi|được|bị|một|như|mà|hoặc|hay|vào|trên|"
    r"dưới|sẽ|đã|đang|vì|nên|nếu|có|thì|cùng|khoảng",
    re.IGNORECASE,
)
_ENDED = re.compile(r"""[.!?…:;”"»)\]’'*]$""")
_LIST_MARK = re.compile(r"^(?:\(?(?:\d{1,3}|[a-zđ]|[ivx]{1,4})[.)](?:\s|$)|[-–+*•>#|(])", re.IGNORECASE)
# A place name of which only the first syllable stands: «của xã Quang» / «Lãng. Mô hình …».
_HALF_A_NAME = re.compile(
    r"\b(?:xã|phường|huyện|quận|thị trấn|thị xã|tỉnh|thôn|làng)\s(?!Huế$|Vinh$)[^\W\d_a-z][^\W\d_]*$"
)
_FRAGMENT = re.compile(r"^(?:[^\W\d_]+\s){0,2}[^\W\d_]+[.,;]")
_FIRST_WORD = re.compile(r"^[^\W\d_]+")
# Lines under these lengths can be headings inside an article, or verse.
_PARAGRAPH = 80
_SHORT = 50


@dataclass(frozen=True, slots=True)
class Join:
    """Two lines put together: their numbers and the words on either side of the cut."""

    first_line: LineNumber
    second_line: LineNumber
    words: str


def join_cut_paragraphs(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Join, ...]]:
    """The blocks of one article with cut paragraphs joined, and the joins made."""
    joined: list[Block] = []
    joins: list[Join] = []
    for block in blocks:
        before = joined[-1] if joined else None
        lead_in = joined[-2] if len(joined) > 1 else None
        if before is not None and is_cut(before, block, lead_in):
            joined[-1] = before.joined_with(block)
            words = f"{_last_words(before.text)} | {_first_words(block.text)}"
            joins.append(Join(before.last_line, block.first_line, words))
        else:
            joined.append(block)
    return tuple(joined), tuple(joins)


def may_be_cut(before: Block, after: Block) -> bool:
    """Whether a long paragraph without an end stands before another: reported, not joined."""
    return (
        before.kind is PrintedKind.PARAGRAPH
        and after.kind is PrintedKind.PARAGRAPH
        and len(before.text) >= _PARAGRAPH
        and not _ENDED.search(before.text)
    )


def is_cut(before: Block, after: Block, lead_in: Block | None = None) -> bool:
    """Whether `after` goes on with the sentence of `before`; `lead_in` is the block before that.

    A cut leaves a blank line, no end of a sentence before it, and no beginning of one after it.
    """
    if (
        after.kind is not PrintedKind.PARAGRAPH
        or before.kind is PrintedKind.TABLE
        or after.first_line == before.last_line + 1
    ):
        return False
    if _ENDED.search(before.text) or _LIST_MARK.match(after.text):
        return False
    first = _FIRST_WORD.match(after.text)
    open_end = before.text.endswith(",") or bool(_CONNECTOR.fullmatch(before.text.split()[-1]))
    if before.kind is not PrintedKind.PARAGRAPH and not open_end and len(before.text) < _PARAGRAPH:
        return False
    if first is None:
        return after.text[0].isdigit() and len(before.text) >= _PARAGRAPH
    if first.group().islower():
        return _goes_on(before, after, lead_in, open_end)
    if (
        not first.group()[0].isupper()
        or before.kind is not PrintedKind.PARAGRAPH
        or len(before.text) < _PARAGRAPH
    ):
        return False
    return bool(_HALF_A_NAME.search(before.text)) or (
        before.text.split()[-1][0].isupper() and bool(_FRAGMENT.match(after.text))
    )


def _goes_on(before: Block, after: Block, lead_in: Block | None, open_end: bool) -> bool:
    """Whether a beginning in lower case goes on with `before`: not in verse, nor in a list without marks."""
    if lead_in is not None and lead_in.text.endswith(":") and before.text[0].islower():
        return False
    return open_end or len(before.text) >= _SHORT or len(after.text) >= _SHORT


def _last_words(text: str) -> str:
    return " ".join(text.split()[-3:])


def _first_words(text: str) -> str:
    return " ".join(text.split()[:3])
