"""Fields of a .docx: what is instruction and what is result, and the addresses of links among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

# With a switch before the address (\l) it links to a place in the document.
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]+)"|([^"\\\s]\S*))')


@dataclass(slots=True)
class WordField:
    """A field that has begun: its instruction so far, and whether its result is being read."""

    code: list[str] = field(default_factory=list)
    in_result: bool = False
    start: int = 0

    def is_page_number(self) -> bool:
        """Whether it gives the page of something: what stands at the end of a line of a contents list."""
        return "".join(self.code).split()[:1] == ["PAGEREF"]

    def address(self) -> str:
        """The address outside the document that it links to; empty where it links to none."""
        found = _LINK.match("".join(self.code))
        return (found[1] or found[2]) if found else ""


class Fields:
    """The fields that are open while a part is walked.

    A sign without its counterparts is none: else a damaged field would swallow all that follows.
    """

    def __init__(self, part: Element) -> None:
        self._sound = _sound_signs(part)
        self._open: list[WordField] = []
        self._in_code = 0

    @property
    def in_code(self) -> bool:
        """Whether what is read now is instruction, or a result inside an instruction."""
        return self._in_code > 0

    def read_code(self, text: str) -> None:
        """Take a text of the innermost field's instruction."""
        if self._open:
            self._open[-1].code.append(text)

    def sign(self, element: Element) -> WordField | None:
        """Take a `w:fldChar`; gives the field where its result begins or where it ends."""
        if element not in self._sound:
            return None
        kind = element.get("w:fldCharType")
        if kind == "begin":
            self._open.append(WordField())
            self._in_code += 1
            return None
        field = self._open[-1] if kind == "separate" else self._open.pop()
        self._in_code -= not field.in_result
        field.in_result = True
        return field


def _sound_signs(part: Element) -> set[Element]:
    """All signs of fields that begin and end, those of fields inside them among them."""
    sound: set[Element] = set()
    open_signs: list[list[Element]] = []
    for element in part.iter("w:fldChar"):
        kind = element.get("w:fldCharType")
        if kind == "begin":
            open_signs.append([element])
        elif kind == "separate" and open_signs:
            open_signs[-1].append(element)
        elif kind == "end" and open_signs:
            sound.update([*open_signs.pop(), element])
    return sound
