"""How the text of an element is printed: what its style says, its classes, and its tag; nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bulletin.importer.readers.web.tree import Element

# What is said of print alone, of fonts and pages, says nothing of what the page shows.
_ASIDE = ("@media print", "@font-face", "@page")
_BRACE = re.compile(r"([{}])")
_SIMPLE = re.compile(r"[a-z0-9]*(?:[.#][\w-]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WebLook:
    """How text is printed: its font, in capitals or not, raised or lowered, or not at all."""

    font: str = ""
    capitals: bool = False
    raised: str = ""
    hidden: bool = False


class StyleSheet:
    """The rules of a page's style sheets for a tag, a class, or both: others are for programs to know."""

    def __init__(self, texts: list[str]) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for text in texts:
            for selectors, declared in _rules(_without_comments(text)):
                for selector in map(str.strip, selectors.split(",")):
                    if _SIMPLE.fullmatch(selector):
                        self._rules.setdefault(selector.lower(), {}).update(declarations(declared))

    def of(self, element: Element) -> dict[str, str]:
        """What is declared for `element`: by its tag, its classes, its name and itself; the last counts."""
        keys = [element.tag]
        for name in element.classes():
            keys += [f".{name}", f"{element.tag}.{name}"]
        if "id" in element.attributes:
            keys.append(f"#{element.attributes['id']}")
        declared: dict[str, str] = {}
        for key in keys:
            declared |= self._rules.get(key.lower(), {})
        return declared | declarations(element.attributes.get("style", ""))


def _without_comments(text: str) -> str:
    first, *rest = text.replace("<!--", " ").replace("-->", " ").split("/*")
    return " ".join([first, *(piece.partition("*/")[2] for piece in rest)])


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """The rules in `text`, selectors and declarations, but for those inside of what stands aside."""
    above: list[str] = []
    before = ""
    for piece in _BRACE.split(text):
        if piece == "{":
            above.append(before.rpartition(";")[2].strip())
        elif piece == "}" and above:
            selectors = above.pop()
            if not any(each.lower().startswith(_ASIDE) for each in (*above, selectors)):
                yield selectors, before
        if piece != "{" or not above:
            before = "" if piece == "}" else piece


def declarations(style: str) -> dict[str, str]:
    """The declarations in `style`, names and values in lower case but for fonts.

    >>> declarations("Display: NONE; mso-list:l0 level2 lfo1")
    {'display': 'none', 'mso-list': 'l0 level2 lfo1'}
    """
    found: dict[str, str] = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        key = name.strip().lower()
        found[key] = value.strip() if key.startswith("font") else value.strip().lower()
    found.pop("", None)
    return found


def look_of(element: Element, declared: dict[str, str], before: WebLook) -> WebLook:
    """How text in `element` is printed, within one that prints it as `before`."""
    font = declared.get("font-family", element.attributes.get("face", "") if element.tag == "font" else "")
    first = font.split(",")[0].strip(" \"'")
    transform = declared.get("text-transform", "")
    capitals = transform == "uppercase" if transform else before.capitals
    raised = {"sup": "superscript", "sub": "subscript"}.get(element.tag, before.raised)
    raised = {"super": "superscript", "sub": "subscript"}.get(declared.get("vertical-align", ""), raised)
    hidden = (
        before.hidden
        or declared.get("display", "").startswith("none")
        or declared.get("visibility", "").startswith(("hidden", "collapse"))
        or declared.get("mso-hide", "").startswith("all")
        or "hidden" in element.attributes
    )
    return replace(before, font=first or before.font, capitals=capitals, raised=raised, hidden=hidden)


def points(length: str) -> float:
    """A length of a style sheet in points; 0 for one in other units than Word writes.

    >>> points("36.0pt"), points("1in"), points("auto")
    (36.0, 72.0, 0.0)
    """
    found = re.fullmatch(r"(-?\d{1,6}(?:\.\d+)?)(pt|in|cm)", length.strip())
    return float(found[1]) * {"pt": 1.0, "in": 72.0, "cm": 28.35}[found[2]] if found else 0.0
