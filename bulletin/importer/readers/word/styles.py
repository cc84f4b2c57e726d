"""Styles of a .docx: how paragraphs and runs are printed, by chains of styles, switches, theme fonts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from xml.etree.ElementTree import Element

from bulletin.content.model import BulletinError
from bulletin.importer.readers.flow.xml_tree import child, number
from bulletin.importer.readers.word.xml import switch, value

# Built-in names are English in the file, whatever language Word speaks.
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RunFormat:
    """What one place says of the look of runs; None where it says nothing.

    `low` is the font of ASCII characters, `high` that of the others; `raised` is `superscript`,
    `subscript` or `baseline`.
    """

    caps: bool | None = None
    vanish: bool | None = None
    low: str | None = None
    high: str | None = None
    raised: str | None = None

    def over(self, base: RunFormat) -> RunFormat:
        """This format, with `base` where it says nothing."""
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return RunFormat(**{key: getattr(base, key) if said is None else said for key, said in mine.items()})


@dataclass(frozen=True, slots=True)
class WordLook:
    """How a run is printed, all told."""

    caps: bool = False
    hidden: bool = False
    low: str = ""
    high: str = ""
    raised: str = ""


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style as it applies, its chain followed: look of runs, list and level, outline level (0 to 8)."""

    name: str = ""
    run: RunFormat = RunFormat()
    list_id: int | None = None
    level: int | None = None
    outline: int | None = None


class WordStyles:
    """The styles in a styles part and a theme part, either of which may be missing.

    Raises BulletinError, beginning with `name`, where styles are based on each other in a circle.
    """

    def __init__(self, part: Element | None, theme: Element | None, name: str) -> None:
        self._theme = _theme_fonts(theme)
        self._elements: dict[str, Element] = {}
        self._known: dict[str, WordStyle] = {}
        self._looks: dict[tuple[RunFormat, RunFormat, RunFormat, RunFormat], WordLook] = {}
        self._default = ""
        defaults = child(child(part, "w:docDefaults"), "w:rPrDefault")
        self._defaults = self.format(child(defaults, "w:rPr"))
        for element in part if part is not None else ():
            if element.tag == "w:style":
                key = element.get("w:styleId", "")
                self._elements.setdefault(key, element)
                is_default = element.get("w:default") in ("1", "true", "on")
                if is_default and element.get("w:type") == "paragraph":
                    self._default = key
        self._refuse_circles(name)

    def style(self, style_id: str | None) -> WordStyle:
        """The style of that identifier; one that says nothing where there is none."""
        if style_id is None or style_id not in self._elements:
            return WordStyle()
        if style_id not in self._known:
            made = WordStyle()
            for each in reversed(self._chain(style_id)):
                if each not in self._known:
                    self._known[each] = self._laid_over(made, self._elements[each])
                made = self._known[each]
        return self._known[style_id]

    def paragraph_style(self, style_id: str | None) -> WordStyle:
        """The style of a paragraph: the default one where `style_id` is None or unknown."""
        return self.style(style_id if style_id in self._elements else self._default)

    def list_of(self, style_id: str) -> int | None:
        """The list (`w:numId`) that the numbering style `style_id` stands for."""
        return self.style(style_id).list_id

    def format(self, element: Element | None) -> RunFormat:
        """What the run properties `element` say."""
        fonts = child(element, "w:rFonts")
        return RunFormat(
            caps=switch(element, "w:caps"),
            vanish=switch(element, "w:vanish"),
            low=self._font(fonts, "ascii"),
            high=self._font(fonts, "hAnsi"),
            raised=value(element, "w:vertAlign"),
        )

    def look(self, direct: RunFormat, run: RunFormat, paragraph: RunFormat, table: RunFormat) -> WordLook:
        """How a run is printed: its own format over that of its style, its paragraph's, its table's.

        A switch in several of the styles turns itself off again (ECMA-376 part 1, 17.7.3).
        """
        key = direct, run, paragraph, table
        if key not in self._looks:
            self._looks[key] = self._look(*key)
        return self._looks[key]

    def _look(self, direct: RunFormat, run: RunFormat, paragraph: RunFormat, table: RunFormat) -> WordLook:
        fonts = direct.over(run).over(paragraph).over(table).over(self._defaults)
        styles = (run, paragraph, table)
        hidden, caps = (
            said if said is not None else bool(sum(map(bool, by_style)) % 2 or default)
            for said, by_style, default in (
                (direct.vanish, [each.vanish for each in styles], self._defaults.vanish),
                (direct.caps, [each.caps for each in styles], self._defaults.caps),
            )
        )
        low, high = fonts.low or "", fonts.high or fonts.low or ""
        return WordLook(caps, hidden, low, high, fonts.raised or "")

    def _font(self, fonts: Element | None, which: str) -> str | None:
        if fonts is None:
            return None
        themed = fonts.get(f"w:{which}Theme")
        return self._theme.get(themed[:5]) if themed else fonts.get(f"w:{which}")

    def _laid_over(self, base: WordStyle, element: Element) -> WordStyle:
        properties = child(element, "w:pPr")
        numbering = child(properties, "w:numPr")
        list_id, level = (number(value(numbering, tag)) for tag in ("w:numId", "w:ilvl"))
        outline = number(value(properties, "w:outlineLvl"))
        name = value(element, "w:name") or ""
        heading = _HEADING.fullmatch(name)
        if outline is None and heading:
            outline = int(heading[1]) - 1
        return WordStyle(
            name=name,
            run=self.format(child(element, "w:rPr")).over(base.run),
            list_id=base.list_id if list_id is None else list_id,
            level=base.level if level is None else level,
            outline=base.outline if outline is None else outline,
        )

    def _chain(self, style_id: str) -> list[str]:
        """The style and those it is based on, nearest first, up to one that is known."""
        chain = [style_id]
        while chain[-1] not in self._known:
            base = value(self._elements[chain[-1]], "w:basedOn")
            if base not in self._elements:
                break
            chain.append(base)
        return chain

    def _refuse_circles(self, name: str) -> None:
        sound: set[str] = set()
        for style_id in self._elements:
            path: dict[str, None] = {}
            here: str | None = style_id
            while here in self._elements and here not in sound:
                if here in path:
                    raise BulletinError(
                        f"{name}: has styles based on each other in a circle («{here}»); "
                        "ask the sender to open it in Word and save it again"
                    )
                path[here] = None
                here = value(self._elements[here], "w:basedOn")
            sound.update(path)


def _theme_fonts(theme: Element | None) -> Mapping[str, str]:
    """The Latin fonts of a theme, by the first letters of what styles call them: `minor`, `major`."""
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        for element in theme.iter(f"a:{kind}Font") if theme is not None else ():
            latin = child(element, "a:latin")
            if latin is not None:
                found.setdefault(kind, latin.get("typeface", ""))
    return found
