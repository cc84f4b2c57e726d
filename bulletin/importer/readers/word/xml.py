"""What properties in WordprocessingML say: values and switches."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.xml_tree import child


def value(parent: Element | None, tag: str) -> str | None:
    """The `w:val` of the child `tag` of `parent`; None where there is no such child or value."""
    found = child(parent, tag)
    return found.get("w:val") if found is not None else None


def switch(parent: Element | None, tag: str) -> bool | None:
    """Whether the switch `tag` is on: None where `parent` says nothing, on where it is without a value."""
    found = child(parent, tag)
    return None if found is None else found.get("w:val", "true") not in ("0", "false", "off")
