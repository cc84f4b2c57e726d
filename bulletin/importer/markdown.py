"""The blocks of an article as Markdown that shows exactly the printed text, and the proof that it does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bulletin.importer.blocks import Block, PrintedKind
from bulletin.text.letters import without_spaces
from bulletin.text.markdown import BodyRenderer
from bulletin.text.shown_text import shown_lines

# Addresses and mail addresses in angle brackets stay links; inside them nothing is escaped.
_LINK = re.compile(r"<(?:https?://[^<>\s\\`\[\]]+|[^<>\s!@\\`\[\]]+@[^<>\s@\\`\[\]]+)>", re.IGNORECASE)
_ALWAYS = re.compile(r"[\\`*]")
# An underline between letters is no mark.
_UNDERLINE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_REFERENCE = re.compile(r"\][(\[:]|\]\s*[(\[:]")
_TAG = re.compile(r"<(?=[A-Za-z/!?@])|<(?=[^\s<>]*[@:])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_MARKS = re.compile(r"[\\`*_\[\]<&]")
_MOST_MARKS = 2_000
_MANY = 20
_INDENT = "    "
_LINE_START = re.compile(r"^(?P<number>\d+)(?=\.(?:\s|$))|^(?=[#>]|[-+](?:[\s-]|$))")


def render(blocks: Sequence[Block]) -> str:
    """The Markdown of an article's `blocks`.

    Items numbered from 1 and bullets that stand together become lists, nested as their levels say; any
    other number or dash is escaped and stays the text that it is.
    """
    pieces: list[str] = []
    last_list: PrintedKind | None = None
    for run in _runs(blocks):
        is_list = _is_list(run, last_list)
        if is_list:
            pieces.append("\n".join(_item(block, run[0].level) for block in run))
        elif run[0].kind is PrintedKind.TABLE:
            pieces.append(_table(run[0]))
        else:
            pieces += [_escape_line(block.text) for block in run]
        last_list = run[0].kind if is_list else None
    return "\n\n".join(pieces)


def has_too_many_marks(text: str) -> bool:
    """Whether `text` has more signs that Markdown reads than any paragraph: reading it would take minutes."""
    return len(text) > _MOST_MARKS and len(_MARKS.findall(text)) > _MOST_MARKS


def visible_text(markdown: str, renderer: BodyRenderer) -> str:
    """What a reader sees of `markdown` rendered as the site does, marks of lists and links included."""
    lines = shown_lines(renderer.to_html(markdown), link_marks=("<", ">"))
    return "\n".join(f"{line.mark.replace('•', '-')} {' '.join(line.texts)}" for line in lines)


def shows(markdown: str, blocks: Sequence[Block], renderer: BodyRenderer) -> bool:
    """Whether `markdown` shows all characters of `blocks`, spaces aside, and no other."""
    printed = "".join(block.visible for block in blocks)
    return without_spaces(visible_text(markdown, renderer)) == without_spaces(printed)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that stand together: the items of one list, nested ones included; any other block is alone."""
    run: list[Block] = []
    # The kind of the list at each level that is open, and how many items it has.
    open_lists: list[tuple[PrintedKind, int]] = []
    for block in blocks:
        goes_on = _opened(open_lists, block, run[0].level) if run and open_lists else None
        if goes_on is None:
            if run:
                yield run
            run, goes_on = [], _opened([], block, block.level) or []
        run.append(block)
        open_lists = goes_on
    if run:
        yield run


def _opened(
    open_lists: list[tuple[PrintedKind, int]], block: Block, base: int
) -> list[tuple[PrintedKind, int]] | None:
    """The open lists with the item `block` in them; None where it goes on with none of them.

    `base` is the level of the outermost list. A numbered item goes on only with the next number.
    """
    depth = block.level - base
    if block.kind not in (PrintedKind.BULLET, PrintedKind.NUMBERED) or not 0 <= depth <= len(open_lists):
        return None
    here = open_lists[depth] if depth < len(open_lists) else (block.kind, 0)
    if here[0] is not block.kind or (block.kind is PrintedKind.NUMBERED and block.mark != f"{here[1] + 1}."):
        return None
    return [*open_lists[:depth], (block.kind, here[1] + 1)]


def _is_list(run: list[Block], last_list: PrintedKind | None) -> bool:
    """Whether `run` is a list; one item alone is none: a dialogue's dash, a number.

    Two numbered lists in a row would become one in Markdown, with other numbers.
    """
    kind = run[0].kind
    return (
        len(run) > 1
        and kind in (PrintedKind.BULLET, PrintedKind.NUMBERED)
        and not (kind is last_list is PrintedKind.NUMBERED)
    )


def _item(block: Block, base: int) -> str:
    return f"{_INDENT * (block.level - base)}{block.mark} {_escape_line(block.unmarked)}"


def _table(block: Block) -> str:
    width = max(len(row) for row in block.rows)
    lines = [
        "| " + " | ".join(_cell(cell) for cell in (*row, *[""] * (width - len(row)))) + " |"
        for row in block.rows
    ]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def _cell(text: str) -> str:
    return _escape(text).replace("|", r"\|")


def _escape_line(text: str) -> str:
    """`text` as a paragraph or list item, which must not begin like another block."""
    return _LINE_START.sub(lambda found: f"{found.group()}\\", _escape(text), count=1)


def _escape(text: str) -> str:
    """`text` with a backslash or an entity wherever Markdown would take a character for a mark."""
    pieces: list[str] = []
    at = 0
    # Many brackets take Markdown long, though none begins a link.
    has_references = bool(_REFERENCE.search(text)) or text.count("[") > _MANY
    for link in _LINK.finditer(text):
        pieces += [_escape_words(text[at : link.start()], has_references), link.group()]
        at = link.end()
    pieces.append(_escape_words(text[at:], has_references))
    return "".join(pieces)


def _escape_words(text: str, has_references: bool) -> str:
    text = _ENTITY.sub("&amp;", text)
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _UNDERLINE.sub(r"\\_", text)
    if has_references:
        text = text.replace("[", r"\[")
    return _TAG.sub("&lt;", text)
