"""The templates of a theme as texts: which ones a page is made with, however deep they refer."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment, TemplateNotFound
from jinja2.meta import find_referenced_templates

from bulletin.model import BulletinError


class Templates:
    """The templates that `environment` loads, each read and taken apart once."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._texts: dict[str, str] = {}
        self._references: dict[str, tuple[str, ...]] = {}

    def closure(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The templates `names` and all that they extend, include or import: name and text, sorted.

        Raises BulletinError where one is missing, or is named by a computation, since then nobody
        can tell what a page depends on.
        """
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._referred_to(name)
        return tuple((name, self._texts[name]) for name in sorted(found))

    def _referred_to(self, name: str) -> tuple[str, ...]:
        if name not in self._references:
            text = self._texts[name] = self._read(name)
            references = tuple(find_referenced_templates(self._environment.parse(text, name)))
            known = tuple(reference for reference in references if reference is not None)
            if len(known) < len(references):
                raise BulletinError(f"theme: {name} includes a template by a computed name; write it out")
            self._references[name] = known
        return self._references[name]

    def _read(self, name: str) -> str:
        assert self._environment.loader is not None
        try:
            return self._environment.loader.get_source(self._environment, name)[0]
        except TemplateNotFound:
            raise BulletinError(f"theme: there is no template {name}") from None
