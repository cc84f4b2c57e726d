"""The templates of a theme: which ones a page is made with, and what they make of its view."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import CodeType

from jinja2 import Environment, Template, TemplateError, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates

from bulletin.build.jinja_setup import setup_of
from bulletin.build.template_cache import CodeCache, KnownTemplates, References
from bulletin.build.template_code import compile_lean
from bulletin.content.model import BulletinError


class Templates:
    """The templates that `environment` loads, each read once, and taken apart where not `known`."""

    def __init__(self, environment: Environment, known: KnownTemplates | None = None) -> None:
        self._environment = environment
        self._known = known or KnownTemplates()
        # Two templates of one text may differ in what an environment makes of it.
        self.setup = hashlib.sha256(setup_of(environment).encode()).hexdigest()
        self._texts: dict[str, str] = {}
        self._references: dict[str, tuple[str, ...]] = {}
        self._imported: set[str] = set()
        self._trees: dict[str, nodes.Template] = {}
        self._ready: dict[str, Template] = {}
        # The theme is read once a build: nobody is to look at its files again for every page.
        environment.auto_reload = False
        compile_lean(environment, self._imported)
        environment.bytecode_cache = CodeCache(self._known, self.setup, self._imported, self._compiled)
        self._globals = dict(environment.globals)

    def render(self, name: str, **view: object) -> str:
        """What the template `name` makes of `view`. Raises BulletinError with the place of a fault."""
        try:
            template = self._get(name)
            # What `Template.render` does, without copying the globals for each page.
            context = template.new_context({**self._globals, **view}, shared=True)
            try:
                return self._environment.concat(template.root_render_func(context))
            except Exception:
                # Raises it again, with lines of the template in place of those of its code.
                self._environment.handle_exception()
        except TemplateError as error:
            raise BulletinError(_fault(error)) from None
        except (TypeError, ValueError, ArithmeticError, LookupError) as error:
            # What a filter of ours raises is no fault of the theme.
            if traceback.extract_tb(error.__traceback__)[-1].filename.endswith(".py"):
                raise
            raise BulletinError(_fault(error)) from None

    def prepare(self, names: Iterable[str]) -> None:
        """Have the templates `names` and all that they refer to ready, in processes forked later too.

        Raises BulletinError with the place of a fault.
        """
        try:
            for name, _ in self.closure(names):
                self._get(name)
        except TemplateError as error:
            raise BulletinError(_fault(error)) from None

    def _get(self, name: str) -> Template:
        if name not in self._ready:
            self.closure([name])
            self._ready[name] = self._environment.get_template(name)
        return self._ready[name]

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
            key = hashlib.sha256(f"{self.setup} {text}".encode()).hexdigest()
            found = self._known.references_of(name, key, lambda: self._taken_apart(name, text))
            self._imported.update(found.imported)
            self._references[name] = found.all
        return self._references[name]

    def _taken_apart(self, name: str, text: str) -> References:
        tree = self._trees[name] = self._parsed(text, name)
        sources = [one.template for one in tree.find_all(nodes.Import)]
        sources += [one.template for one in tree.find_all(nodes.FromImport)]
        imported = tuple(one.value for one in sources if isinstance(one, nodes.Const))
        references = tuple(find_referenced_templates(tree))
        known = tuple(reference for reference in references if reference is not None)
        if len(known) < len(references):
            raise BulletinError(f"theme: {name} includes a template by a computed name; write it out")
        return References(known, imported)

    def _compiled(self, name: str, file: str) -> CodeType | None:
        """The code of a template that was taken apart in this build: to parse it again takes as long."""
        tree = self._trees.pop(name, None)
        return self._environment.compile(tree, name, file) if tree else None

    def _parsed(self, text: str, name: str) -> nodes.Template:
        try:
            return self._environment.parse(text, name)
        except TemplateSyntaxError as error:
            raise BulletinError(f"theme: {name}:{error.lineno}: {error.message}") from None

    def _read(self, name: str) -> str:
        assert self._environment.loader is not None
        try:
            return self._environment.loader.get_source(self._environment, name)[0]
        except TemplateNotFound:
            raise BulletinError(f"theme: there is no template {name}") from None


def _fault(error: Exception) -> str:
    """The message of `error` with the innermost template and line of it: Jinja puts them in the traceback."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    inside = (frame for frame in frames if not frame.filename.endswith(".py"))
    place = next((f"{Path(frame.filename).name}:{frame.lineno}: " for frame in inside), "")
    return f"theme: {place}{error}"
