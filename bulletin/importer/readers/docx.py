"""A Word document (.docx): bytes in, a `Source` out. What Word prints is read; what it does not is counted.

How it comes out, for the parser:

- A block is a paragraph as printed. An automatic number is its `mark`, `3.` or `a)`, and for any bullet `-`:
  `mark`, a space and `text` are what stands on the paper. That holds for lines of the contents list
  (items) and for titles (headings) alike. What is typed (`3. `, `- `) stays in the text.
- Headings are those of Word's outline; `level` is 0 for its first level. A title that is only set in
  bold is a paragraph. Other levels are how deep an item is nested.
- A note leaves `[1]` in the text, but not in a heading, nor at the end of a paragraph that reads like a
  title. Notes of a table stand behind its last row.
- A line that ends inside a paragraph begins a block of its own, unless it goes on with a sentence.
- A table of data is rows: each has a cell for each column of the table, empty for one that is merged
  with its neighbour. A contents list that is a table is such rows, (`1`, title, source, page), with the
  numbers printed also where Word counts them; a section's name across it is (`NAME`, "", "", "").
  Tables that only lay out text are their paragraphs, row by row.
- Text boxes stand at their paragraph: above it where they are lifted over it or stand at the head of
  the first page, else behind it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bulletin.content.model import BulletinError
from bulletin.importer.readers.flow import report
from bulletin.importer.readers.flow.account import Account
from bulletin.importer.readers.flow.blocks import Builder
from bulletin.importer.readers.flow.content import Block
from bulletin.importer.readers.flow.notes import Notes
from bulletin.importer.readers.flow.report import Seen
from bulletin.importer.readers.word.fields import Fields
from bulletin.importer.readers.word.inline import TEXT_ELEMENTS, own_text
from bulletin.importer.readers.word.note_formats import KINDS, note_formats
from bulletin.importer.readers.word.numbering import Numbering
from bulletin.importer.readers.word.package import Package, Relation
from bulletin.importer.readers.word.state import WordState
from bulletin.importer.readers.word.styles import WordStyles
from bulletin.importer.readers.word.total import may_hold_text, total
from bulletin.importer.readers.word.walk import walk
from bulletin.importer.source import Disposition, Form, Source

# Parts that are never printed with the text, by the kind of relation that leads to them.
_ASIDE = {
    "header": Disposition.HEADER,
    "footer": Disposition.FOOTER,
    "comments": Disposition.COMMENT,
}


def read(data: bytes, name: str) -> Source:
    """The document in `data`, the bytes of a .docx; `name` is its file name, for messages and the report.

    Raises BulletinError for what is no .docx, is locked, damaged, too large or without text: one line
    that says what it is, where, and what to ask the sender for. Nothing outside `data` is looked at.
    """
    return _OpenDocument(data, name).source()


class _OpenDocument:
    """One document while it is read: its parts, its account, and which parts have had their turn."""

    def __init__(self, data: bytes, name: str) -> None:
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.name = name
        self.package = Package(data, name)
        self.main, self.body = self.package.main()
        self.relations = self.package.relations(self.main)
        self.styles = WordStyles(self._part("styles"), self._part("theme"), name)
        self.numbering = Numbering(self._part("numbering"), self.styles.list_of)
        self.account = Account()
        self.seen = Seen()
        self.read_parts = {self.main.casefold()}

    def source(self) -> Source:
        """The whole document, read."""
        state = self._state(self.body, self.relations)
        walk(self.body, state)
        notes = self._notes({(sign.kind, sign.note_id) for sign in state.references})
        self._aside()
        builder = Builder(self.numbering.next_mark, self.account, notes)
        builder.add(state.content)
        if not builder.blocks:
            alone = builder.left and all(note.code == "picture" for note in builder.left)
            raise BulletinError(
                f"{self.name}: has no text{', only pictures' if alone else ''}; "
                "ask the sender for the document with its text"
            )
        return Source(
            name=self.name,
            sha256=self.sha256,
            form=Form.DOCX,
            blocks=tuple(builder.blocks),
            held=self.account.closed(total(map(self.package.read, self.package.xml_parts()))),
            notes=(*report.notes(self.account, self.seen, builder.aside), *builder.left),
        )

    def _part(self, kind: str) -> Element | None:
        """The XML of the first part that the document has for `kind`."""
        parts = self._parts_for(kind, self.relations)
        return self.package.tree(parts[0]) if parts else None

    def _parts_for(self, kind: str, relations: dict[str, Relation]) -> list[str]:
        inside = [each.target for each in relations.values() if each.kind == kind and not each.external]
        return [part for part in dict.fromkeys(inside) if self.package.has(part)]

    def _state(self, part: Element, relations: dict[str, Relation]) -> WordState:
        return WordState(self.styles, self.numbering, self.account, relations, Fields(part), self.seen)

    def _unread(self, kind: str) -> Iterator[str]:
        """The parts for `kind` that have had no turn yet; each has it now."""
        for part in self._parts_for(kind, self.relations):
            if part.casefold() not in self.read_parts:
                self.read_parts.add(part.casefold())
                yield part

    def _notes(self, used: set[tuple[str, str]]) -> Notes:
        """Footnotes and endnotes; those that are not in `used` are only counted."""
        texts: dict[tuple[str, str], list[Block]] = {}
        for kind in KINDS:
            for part in self._unread(f"{kind}s"):
                root = self.package.tree(part)
                if root.tag != f"w:{kind}s":
                    self._count(root, Disposition.MARKUP)
                    continue
                relations = self.package.relations(part)
                for element in root:
                    key = (kind, element.get("w:id", ""))
                    is_note = element.tag == f"w:{kind}" and element.get("w:type", "normal") == "normal"
                    if is_note and key in used and key not in texts:
                        state = self._state(element, relations)
                        walk(element, state)
                        texts[key] = state.content
                    else:
                        self._count(element, Disposition.UNUSED_NOTE if is_note else Disposition.MARKUP)
        return Notes(texts, note_formats(self._part("settings")))

    def _aside(self) -> None:
        """Count all other parts, and how many comments there are."""
        for kind, fate in _ASIDE.items():
            for part in self._unread(kind):
                root = self.package.tree(part)
                self._count(root, fate)
                self.seen.comments += sum(1 for _ in root.iter("w:comment"))
        # Building blocks, from which a document may be put together, are no part of it.
        stores = self._parts_for("glossaryDocument", self.relations)
        blocks = [part.rpartition("/")[0].casefold() for part in stores]
        for part in self.package.xml_parts():
            if part not in self.read_parts and may_hold_text(self.package.read(part)):
                before = self.account.count(Disposition.MARKUP)
                self._count(self.package.tree(part), Disposition.MARKUP)
                if not part.startswith(tuple(blocks)) and self.account.count(Disposition.MARKUP) > before:
                    self.seen.unused_parts.append(part)

    def _count(self, root: Element, fate: Disposition) -> None:
        for element in root.iter():
            if element.tag in TEXT_ELEMENTS:
                self.account.take(own_text(element), fate)
