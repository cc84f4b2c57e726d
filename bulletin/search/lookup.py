"""Finds an article in a finished folder `search/`, by the files that a reader's browser would fetch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bulletin.archive import StoredArticle
from bulletin.search.bundle_files import unzipped
from bulletin.search.index_text import bucket_key, fold_token, hash_of, joined, single, syllables
from bulletin.search.manifest import FOLDER, MANIFEST, published_names
from bulletin.search.postings import decode


def articles_listed(output: Path) -> int:
    """How many articles the search in `output` says it has; raises what `finds` raises."""
    manifest = json.loads((output / FOLDER / MANIFEST).read_bytes())
    return sum(int(entry["articles"]) for entry in manifest["bundles"])


def missing_names(output: Path) -> list[str]:
    """The bundles and files that the search in `output` lists and has not."""
    return sorted(name for name in published_names(output) if not (output / FOLDER / name).exists())


def finds(output: Path, stored: StoredArticle) -> bool:
    """Whether the beginning of the title of `stored` leads to it and its title.

    Raises OSError, EOFError, ValueError, LookupError or TypeError where a file is missing or damaged.
    """
    folder = output / FOLDER
    manifest = json.loads((folder / MANIFEST).read_bytes())
    token = _token(stored.article.title)
    day = stored.article.date.isoformat()
    for entry in manifest["bundles"]:
        if entry["from"] <= day <= entry["to"]:
            return any(
                _text(folder / entry["name"], number)["title"] == stored.article.title
                for number in _numbers(folder / entry["name"], entry, token)
            )
    return False


def _token(title: str) -> str:
    """What the first two syllables of `title` are indexed as, or its only one."""
    first = syllables(title)[:2]
    return joined(*first) if len(first) == 2 else single("".join(first))


def _numbers(bundle: Path, entry: Mapping[str, Any], token: str) -> list[int]:
    key = hash_of(bucket_key(fold_token(token)))
    for tier, files in (("c", int(entry["common"])), ("r", int(entry["rare"]))):
        if files:
            places = decode(unzipped((bundle / tier / f"{key % files}.bin").read_bytes())).get(token)
            if places:
                return [number for number, _ in places]
    return []


def _text(bundle: Path, number: int) -> dict[str, Any]:
    text = json.loads(unzipped((bundle / "t" / f"{number}.bin").read_bytes()))
    assert isinstance(text, dict)
    return text
