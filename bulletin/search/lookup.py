"""Finds an article in a finished folder `search/`, by the files that a reader's browser would fetch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bulletin.archive.archive import StoredArticle
from bulletin.machine.json_value import json_value
from bulletin.search import manifest
from bulletin.search.bundle_files import packs_of, unzipped
from bulletin.search.index_text import bucket_key, fold_token, hash_of, joined, single, syllables
from bulletin.search.manifest import FOLDER, ListedBundle, published_names
from bulletin.search.packs import TEXTS, Packs
from bulletin.search.postings import decode


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
        the part c/7     mộtǀcửaǀ stands in the articles 3 and 8
        the text of 8    {"title": "Một cửa tại xã", …}: the answer is True
    """
    folder = output / FOLDER
    token = _token(stored.article.title)
    day = stored.article.date.isoformat()
    for bundle in manifest.read(folder).bundles:
        if bundle.first <= day <= bundle.last:
            table = _json(folder / bundle.name / "articles.bin")
            packs = packs_of(folder / bundle.name)
            return any(
                json_value(unzipped(packs[TEXTS].part(number)))["title"] == stored.article.title
                for number in _numbers(packs, bundle, table["frequent"], token)
            )
    return False


def _token(title: str) -> str:
    """What the first two syllables of `title` are indexed as, or its only one."""
    first = syllables(title)[:2]
    return joined(*first) if len(first) == 2 else single("".join(first))


def _numbers(
    packs: Mapping[str, Packs], listed: ListedBundle, frequent: Sequence[str], token: str
) -> list[int]:
    """The articles with `token`, from the part that has its word; see `tiers`."""
    folded = fold_token(token)
    if folded in frequent:
        parts = {"f": frequent.index(folded)}
    else:
        key = hash_of(bucket_key(folded))
        parts = {tier: key % count for tier, count in listed.tiers.items() if tier != "f" and count}
    for tier, number in parts.items():
        if places := decode(unzipped(packs[tier].part(number))).get(token):
            return [number for number, _ in places]
    return []


def _json(file: Path) -> dict[str, Any]:
    value = json_value(unzipped(file.read_bytes()))
    if not isinstance(value, dict):
        raise ValueError(f"{file.name} is damaged")
    return value
