"""Templates as an earlier build took them apart and compiled them, which a new day need not do again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from types import CodeType
from typing import NamedTuple

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class References(NamedTuple):
    """The names of the templates that one template refers to, and those of them that it imports."""

    all: tuple[str, ...]
    imported: tuple[str, ...]


@dataclass(slots=True)
class KnownTemplates:
    """The references and the code of templates by their names, each with a key of what it was made from."""

    references: dict[str, tuple[str, References]] = field(default_factory=dict)
    code: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def references_of(self, name: str, key: str, make: Callable[[], References]) -> References:
        """The references of the template `name`, made only where those known have another `key`."""
        known = self.references.get(name)
        if known is None or known[0] != key:
            known = self.references[name] = key, make()
        return known[1]


class CodeCache(BytecodeCache):
    """Lets Jinja take the code of templates from `known`, and puts there what has to be compiled.

    `setup` says what the environment was set up with; the code of a template whose name is in `imported`
    is another one (`template_code`). `compiled` gives the code of a template, by name and file, where it
    need not be parsed for it.
    """

    def __init__(
        self,
        known: KnownTemplates,
        setup: str,
        imported: Collection[str],
        compiled: Callable[[str, str], CodeType | None],
    ) -> None:
        self._known = known
        self._setup = setup
        self._imported = imported
        self._compiled = compiled

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name and the file of a template: one code is kept for each."""
        return f"{name}\n{filename or '<template>'}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give `bucket` its code, if it is known or at hand."""
        name, key = self._place(bucket)
        known = self._known.code.get(name)
        if known is not None and known[0] == key:
            bucket.bytecode_from_string(known[1])
        elif code := self._compiled(name, bucket.key.partition("\n")[2]):
            bucket.code = code
            self.dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of `bucket`."""
        name, key = self._place(bucket)
        self._known.code[name] = key, bucket.bytecode_to_string()

    def _place(self, bucket: Bucket) -> tuple[str, str]:
        name = bucket.key.partition("\n")[0]
        return name, f"{bucket.key} {bucket.checksum} {name in self._imported} {self._setup}"
