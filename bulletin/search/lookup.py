"""Finds an article in a finished folder `search/`, by the files that a reader's browser would fetch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bulletin.archive.archive import StoredArticle
from bulletin.search import manifest
from bulletin.search.bundle_files import unzipped
from bulletin.search.index_text import bucket_key, fold_token, hash_of, joined, single, syllables
from bulletin.search.manifest import FOLDER, ListedBundle, published_names
from bulletin.search.postings import decode
from bulletin.search.text_packs import TextPacks


def articles_listed(output: Path) -> int:
    """How many articles the search in `output` says it has; raises what `finds` raises.

    >>> from tempfile import TemporaryDirectory
    >>> bundle = ListedBundle("01ab", "01abcd", "2023-12-11", "2023-12-12", 40, 0, 9, 0, files=52)
    >>> with TemporaryDirectory() as output:
    ...     Path(output, "search").mkdir()
    ...     listed = manifest.Manifest(None, "n.bin", "s.bin", "p.bin", {}, (bundle,))
    ...     _ = Path(output, "search/manifest.json").write_bytes(listed.to_json())
    ...     articles_listed(Path(output))
    40
    """
    return sum(bundle.articles for bundle in manifest.read(output / FOLDER).bundles)


def missing_names(output: Path) -> list[str]:
    """The bundles and files that the search in `output` lists and does not have.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as output:
    ...     Path(output, "search").mkdir()
    ...     listed = manifest.Manifest(None, "n.bin", "s.bin", "p.bin", {}, ())
    ...     _ = Path(output, "search/manifest.json").write_bytes(listed.to_json())
    ...     missing_names(Path(output))
    ['n.bin', 'p.bin', 's.bin']
    """
    return sorted(name for name in published_names(output) if not (output / FOLDER / name).exists())


def finds(output: Path, stored: StoredArticle) -> bool:
    """Whether the beginning of the title of `stored` leads to it and its title.

    Raises OSError, EOFError, ValueError, LookupError or TypeError where a file is missing or damaged.

        the title        Một cửa tại xã
        the file c/7     mộtǀcửaǀ stands in the articles 3 and 8
        the text of 8    {"title": "Một cửa tại xã", …}: the answer is True
    """
    folder = output / FOLDER
    token = _token(stored.article.title)
    day = stored.article.date.isoformat()
    for bundle in manifest.read(folder).bundles:
        if bundle.first <= day <= bundle.last:
            table = _json(folder / bundle.name / "articles.bin")
            texts = TextPacks(folder / bundle.name, table["texts"])
            return any(
                json.loads(unzipped(texts.text(number)))["title"] == stored.article.title
                for number in _numbers(folder / bundle.name, bundle, table["frequent"], token)
            )
    return False


def _token(title: str) -> str:
    """What the first two syllables of `title` are indexed as, or its only one."""
    first = syllables(title)[:2]
    return joined(*first) if len(first) == 2 else single("".join(first))


def _numbers(bundle: Path, listed: ListedBundle, frequent: Sequence[str], token: str) -> list[int]:
    """The articles with `token`, from the file that has its word; see `bundle_files`."""
    folded = fold_token(token)
    if folded in frequent:
        files = [f"f/{frequent.index(folded)}"]
    else:
        key = hash_of(bucket_key(folded))
        files = [f"{tier}/{key % count}" for tier, count in listed.tiers.items() if tier != "f" and count]
    for file in files:
        if places := decode(unzipped((bundle / f"{file}.bin").read_bytes())).get(token):
            return [number for number, _ in places]
    return []


def _json(file: Path) -> dict[str, Any]:
    value = json.loads(unzipped(file.read_bytes()))
    if not isinstance(value, dict):
        raise ValueError(f"{file.name} is damaged")
    return value
