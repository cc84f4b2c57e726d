"""Adds a name to a list of `content/registry/`: to an entry that is there, or a newspaper that is not."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path

from bulletin.content import registry_file
from bulletin.content.model import BulletinError
from bulletin.content.transaction import begun, write_all

# Each list with the key by which its entries are known.
LISTS = {"source": "id", "section": "slug", "province": "slug"}
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_ALIASES = re.compile(r"^aliases = \[(.*)\]", re.MULTILINE)


def add_name(content: Path, kind: str, entry: str, name: str) -> str:
    """Add `name` to the aliases of the `entry` of a list; a newspaper that is not there is added by its host.

    Returns the changed file, as a path below `content`. Raises BulletinError for an unknown list or entry,
    and for a name that another entry has; then nothing is written.
    """
    name = " ".join(name.split())
    if kind not in LISTS:
        raise BulletinError(f"{kind}: is no list; there are {', '.join(LISTS)}")
    if not name:
        raise BulletinError("no name to add")
    path = f"registry/{kind}s.toml"
    with begun(content):
        text = (content / path).read_text(encoding="utf-8")
        changed = _changed(text, kind, entry, name)
        _refuse_faulty(content, path, changed)
        write_all(content, {path: changed.encode()})
    return path


def _changed(text: str, kind: str, entry: str, name: str) -> str:
    key = LISTS[kind]
    blocks = re.split(rf"(?m)^(?=\[\[{kind}\]\])", text)
    for index, block in enumerate(blocks):
        if index and re.search(rf'(?m)^{key} = "{re.escape(entry)}"', block):
            blocks[index] = _with_alias(block, name)
            return "".join(blocks)
    if kind != "source":
        raise BulletinError(f"{entry}: is no {kind} in registry/{kind}s.toml; name one by its {key}")
    if not _HOST.fullmatch(entry):
        raise BulletinError(f"{entry}: is no host of a newspaper; write it as baobacgiang.vn")
    return f"{text.rstrip()}\n\n[[source]]\nid = {_quoted(entry)}\nname = {_quoted(name)}\n"


def _with_alias(block: str, name: str) -> str:
    if found := _ALIASES.search(block):
        before = f"{found[1]}, " if found[1].strip() else ""
        return block[: found.start()] + f"aliases = [{before}{_quoted(name)}]" + block[found.end() :]
    if re.search(r"^aliases", block, re.MULTILINE):
        raise BulletinError(f"the aliases stand on several lines; add {name!r} there by hand")
    at = re.search(r"^name = .*\n", block, re.MULTILINE)
    end = at.end() if at else len(block)
    return f"{block[:end]}aliases = [{_quoted(name)}]\n{block[end:]}"


def _refuse_faulty(content: Path, path: str, text: str) -> None:
    """Read the registries as they would be. Raises BulletinError where they would have a fault."""
    with tempfile.TemporaryDirectory() as made:
        trial = Path(shutil.copytree(content / "registry", Path(made, "registry")))
        (Path(made) / path).write_text(text, encoding="utf-8")
        registry_file.load(trial)


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)
