"""All that is known of Pagefind's inside: its program, what it ships for the browser, and its file formats.

We use Pagefind's engine, the WebAssembly that matches and weighs, and the glue around it, both as the pinned
program writes them. The index it reads is written by `index_chunk.py`: stock indexing needs 1.5 GB for one
year of our tokens, stores positions that we do not use and numbers the pages by chance. Each build lets the
program index four words first and compares: with another format the build stops, never the search.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bulletin.content.model import BulletinError
from bulletin.search import cbor
from bulletin.search.index_chunk import chunk
from bulletin.search.index_text import TABLE, fold_token, joined, single

BINARY_VARIABLE = "PAGEFIND_BINARY_PATH"

_SIGNATURE = b"pagefind_dcd"
_GLUE = re.compile(r"let wasm_bindgen=\(function\(exports\)\{.*?\}\)\(\{__proto__:null\}\);", re.DOTALL)
# What the search calls; the parameters are part of what is relied upon.
_CALLS = (
    "init_pagefind(metadata_bytes)",
    "load_index_chunk(ptr,chunk_bytes)",
    "search(ptr,query,original_query,filter,sort,exact,exact_diacritics)",
    "initSync(module)",
)


@dataclass(frozen=True, slots=True)
class Engine:
    """Pagefind's engine for the browser.

    `glue` is a JavaScript module that exports the functions of the WebAssembly `wasm`; `page` is the rest
    of a page's entry in the metadata, after its name and number of words.
    """

    version: str
    glue: str
    wasm: bytes
    page: tuple[str, ...]


def executable() -> Path:
    """The program: the one that PAGEFIND_BINARY_PATH names, else the one of the package `pagefind-bin`.

    >>> from unittest.mock import patch
    >>> with patch.dict(os.environ, {BINARY_VARIABLE: "/opt/pagefind"}):
    ...     print(executable())
    /opt/pagefind
    """
    named = os.environ.get(BINARY_VARIABLE)
    if named:
        return Path(named)
    import pagefind_bin

    return Path(str(pagefind_bin.get_executable()))


def load(program: Path | None = None) -> Engine:
    """The engine that `program` (default: `executable()`) ships.

    Raises BulletinError where it cannot be run or is not what the search relies on.

    >>> load(Path("/no/program"))
    Traceback (most recent call last):
    bulletin.content.model.BulletinError: /no/program: cannot be run: No such file or directory
    """
    program = program or executable()
    with tempfile.TemporaryDirectory() as folder:
        site, bundle = Path(folder, "site"), Path(folder, "bundle")
        _write_probe(site)
        _run(program, site, bundle)
        try:
            return _read(bundle)
        except (ValueError, OSError, LookupError) as error:
            raise BulletinError(
                f"{program}: this Pagefind is not what the search relies on: {error}; "
                "use the version pinned in requirements.lock"
            ) from None


# The probe: each page one word, so that positions, which we leave out, are all 0.
_PROBE: dict[str, tuple[str, int]] = {
    "a": (joined("hành", "chính"), TABLE["weights"]["body"]),
    "b": (joined("hành", "chính"), TABLE["weights"]["title"]),
    "c": (joined("hanh", "chinh"), TABLE["weights"]["long_form"]),
    "e": (single("huế"), TABLE["weights"]["body"]),
}
_WEIGHT_UNIT = 24


def _write_probe(site: Path) -> None:
    site.mkdir()
    for name, (word, weight) in _PROBE.items():
        (site / f"{name}.html").write_text(
            '<!doctype html><html lang="vi"><body data-pagefind-body>'
            f'<p data-pagefind-weight="{weight / _WEIGHT_UNIT}">{word}</p></body></html>',
            encoding="utf-8",
        )


def _run(program: Path, site: Path, bundle: Path) -> None:
    command = [str(program), "--site", str(site), "--output-path", str(bundle), "--silent"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise BulletinError(f"{program}: cannot be run: {error.strerror}") from None
    if done.returncode:
        raise BulletinError(f"{program}: failed: {(done.stderr or done.stdout).strip()[-300:]}")


def _read(bundle: Path) -> Engine:
    language = json.loads((bundle / "pagefind-entry.json").read_bytes())
    version = language["version"]
    metadata = cbor.decode(_unpacked(bundle / f"pagefind.{language['languages']['vi']['hash']}.pf_meta"))
    pages = _pages(bundle, metadata)
    _compare(bundle, [name for name, _ in pages])
    (wasm,) = bundle.glob("wasm.*.pagefind")
    return Engine(version, _glue(bundle / "pagefind.js"), _unpacked(wasm), pages[0][1])


def _pages(bundle: Path, metadata: cbor.Value) -> list[tuple[str, tuple[str, ...]]]:
    """The probe's pages in the order of their numbers, each with the rest of its entry."""
    if not isinstance(metadata, list) or len(metadata) != 6 or not isinstance(metadata[1], list):
        raise ValueError("its metadata has another form")
    pages = []
    for entry in metadata[1]:
        if not isinstance(entry, list) or entry[1] != 1 or any(rest != "" for rest in entry[2:]):
            raise ValueError("its list of pages has another form")
        fragment = json.loads(_unpacked(bundle / "fragment" / f"{entry[0]}.pf_fragment"))
        pages.append((Path(fragment["url"]).stem, tuple(map(str, entry[2:]))))
    return pages


def _compare(bundle: Path, pages: list[str]) -> None:
    words: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for number, name in enumerate(pages):
        word, weight = _PROBE[name]
        words.setdefault(fold_token(word), {}).setdefault(word, []).append((number, weight))
    (written,) = (bundle / "index").iterdir()
    if _unpacked(written) != chunk(sorted(words.items())):
        raise ValueError("its index has another form")


def _glue(script: Path) -> str:
    found = _GLUE.search(script.read_text(encoding="utf-8"))
    if not found:
        raise ValueError("its script has no wasm_bindgen")
    for call in _CALLS:
        if f"function {call}" not in found.group():
            raise ValueError(f"its engine has no function {call}")
    return f"{found.group()}\nexport default wasm_bindgen;\n"


def _unpacked(path: Path) -> bytes:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_SIGNATURE):
        raise ValueError(f"{path.name} has another form")
    return data[len(_SIGNATURE) :]
