"""What the importer says, in the clerk's language: the words stand in `messages.toml`."""

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
_BETWEEN = "; "
# «line 12: », «paragraph 3: »: where in the document it is.
_PLACE = re.compile(r"(?:line|lines|page|paragraph|table|row|footnote)s? \d+[^:]{0,40}(?=: )")


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
        return tuple(
            (re.compile(re.escape(english).replace(r"\{\}", "(.+?)"), re.DOTALL), vietnamese)
            for english, vietnamese in self.pairs
        )

    def said(self, message: str) -> Said:
        """`message` in Vietnamese, as much of it as is known.

        >>> Messages((("the text names {}", "bài có nhắc đến {}"),)).said("the text names Cà Mau").text
        'bài có nhắc đến Cà Mau'
        """
        place = _PLACE.match(message)
        head = f"{where(place.group())}: " if place else ""
        rest = message[place.end() + 2 :] if place else message
        whole = self._known(rest)
        parts = [whole] if whole else [self._known(part) for part in rest.split(_BETWEEN)]
        shown = [
            known or part
            for known, part in zip(parts, [rest] if whole else rest.split(_BETWEEN), strict=True)
        ]
        return Said(head + _BETWEEN.join(shown), "vi" if all(parts) else "en")

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


def load() -> Messages:
    """The messages that the desk knows. Raises BulletinError, as `file:line: code message`, for a fault."""
    entries = toml_file.read(_FILE, {"messages": _FIELDS}, {}).tables["messages"]
    return Messages(tuple((one.values["english"], one.values["vietnamese"]) for one in entries))
