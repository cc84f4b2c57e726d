"""What importer and commands say, in the clerk's language: the words stand in `messages.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bulletin.content import fields, toml_file
from bulletin.content.fields import Field
from bulletin.desk.words import where

_FILE = Path(__file__).with_name("messages.toml")
_FIELDS = {
    "english": Field(fields.text, required=True),
    "vietnamese": Field(fields.text, required=True),
}
# Between the parts of a message; what the document says stands between quotation marks, whatever is in it.
_BETWEEN = re.compile(r"; (?![^«]*»)")
_QUOTED, _OTHER = "«([^»]+)»", r"((?:(?!; ).)+?)"
# «line 12: », «page 3, line 4, in the contents list: »: where in the document it is.
_PLACE = re.compile(r"(?P<place>[a-z]+ \d+(?:, [a-z]+ \d+)*)(?P<listed>, in the contents list)?: ")
_IN_LIST = ", ở mục lục"
# Where in which file a finding is, and its code: the clerk sees the article itself.
_FINDING = re.compile(r"(?:Error: )?(?:articles/[^\s:]+:\d+: [a-z-]+ )?")


@dataclass(frozen=True, slots=True)
class Said:
    """A message as the clerk reads it; `language` is that of what could not be put into Vietnamese."""

    text: str
    language: str


@dataclass(frozen=True)
class Messages:
    """Messages in English, with `{}` for what differs, each with the same in Vietnamese."""

    pairs: tuple[tuple[str, str], ...]

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((_pattern(english), vietnamese) for english, vietnamese in self.pairs)

    def said(self, message: str) -> Said:
        """`message` in Vietnamese, as much of it as is known.

        >>> Messages((("the text names {}", "bài có nhắc đến {}"),)).said("the text names Cà Mau").text
        'bài có nhắc đến Cà Mau'
        """
        message = _FINDING.sub("", message, count=1)
        place = _PLACE.match(message)
        head = f"{where(place['place'])}{_IN_LIST * bool(place['listed'])}: " if place else ""
        rest = message[place.end() :] if place else message
        parts = [rest] if self._known(rest) else _BETWEEN.split(rest)
        known = [self._known(part) for part in parts]
        shown = "; ".join(_with_places(one) if one else part for one, part in zip(known, parts, strict=True))
        return Said(head + shown, "vi" if all(known) else "en")

    def refused(self, message: str, name: str) -> Said:
        """The same of a refusal, which begins with the `name` of the document."""
        head = f"{name}: "
        if not message.startswith(head):
            return self.said(message)
        said = self.said(message.removeprefix(head))
        return Said(head + said.text, said.language)

    def _known(self, part: str) -> str | None:
        for pattern, vietnamese in self._patterns:
            if found := pattern.fullmatch(part):
                return vietnamese.format(*found.groups())
        return None


def _with_places(text: str) -> str:
    """`text` with the places that it names in Vietnamese, but for those that are quoted."""
    return "".join(part if part.startswith("«") else where(part) for part in re.split("(«[^»]*»)", text))


def _pattern(english: str) -> re.Pattern[str]:
    pattern = re.escape(english).replace(r"«\{\}»", _QUOTED).replace(r"\{\}", _OTHER)
    return re.compile(pattern, re.DOTALL)


def load() -> Messages:
    """The messages that the desk knows. Raises BulletinError, as `file:line: code message`, for a fault."""
    entries = toml_file.read(_FILE, {"messages": _FIELDS}, {}).tables["messages"]
    return Messages(tuple((one.values["english"], one.values["vietnamese"]) for one in entries))
