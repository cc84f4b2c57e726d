"""The manifest of a search, which lists what it consists of, and the files that stand beside its bundles."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bulletin.archive.archive import Archive
from bulletin.ledger.author_addresses import author_names
from bulletin.machine.json_value import json_value
from bulletin.search.bundle_files import packed, unzipped, zipped
from bulletin.search.engine import Engine
from bulletin.search.equivalents import Equivalents
from bulletin.search.titles import titles_of

FOLDER = "search"
MANIFEST = "manifest.json"
# A syllable that this part of the articles has is one that a few letters may become.
_OFTEN = 0.004


@dataclass(frozen=True, slots=True)
class ListedBundle:
    """A bundle as the manifest lists it: days such as `2023-12-11`, numbers of articles and files."""

    name: str
    fingerprint: str
    first: str
    last: str
    articles: int
    frequent: int
    common: int
    rare: int
    files: int

    @property
    def tiers(self) -> Mapping[str, int]:
        """How many files each tier has, by its letter."""
        return {"f": self.frequent, "c": self.common, "r": self.rare}


@dataclass(frozen=True, slots=True)
class EngineFiles:
    """The files of Pagefind's engine, and what its metadata must say: version, and the rest of a page."""

    version: str
    glue: str
    wasm: str
    page: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What the registries know of words: phrases that mean the same, and those that say nothing."""

    equivalents: Equivalents
    idle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a search by their names; `engine` is None where the page counts by itself.

    `titles` has the files of titles by the two letters with which these begin (`titles.py`).
    """

    engine: EngineFiles | None
    names: str
    syllables: str
    spelling: str
    titles: Mapping[str, str]
    bundles: tuple[ListedBundle, ...]

    @property
    def files(self) -> frozenset[str]:
        """The files and folders that it lists."""
        engine = (self.engine.glue, self.engine.wasm) if self.engine else ()
        loose = (*engine, self.names, self.syllables, self.spelling, *self.titles.values())
        return frozenset((*loose, *(bundle.name for bundle in self.bundles)))

    def to_json(self) -> bytes:
        """The bytes of `manifest.json`."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode() + b"\n"


def from_json(data: bytes) -> Manifest:
    """The manifest that `Manifest.to_json` wrote. Raises ValueError for anything else.

    >>> from_json(Manifest(None, "names-1.bin", "syllables-2.bin", "spelling-3.bin", {}, ()).to_json()).names
    'names-1.bin'
    """
    try:
        value = json_value(data)
        engine = value["engine"]
        return Manifest(
            engine=EngineFiles(**{**engine, "page": tuple(engine["page"])}) if engine else None,
            names=_text(value["names"]),
            syllables=_text(value["syllables"]),
            spelling=_text(value["spelling"]),
            titles={key: _text(name) for key, name in value["titles"].items()},
            bundles=tuple(_bundle(one) for one in value["bundles"]),
        )
    except (LookupError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError(f"{MANIFEST} is no manifest: {error}") from None


def read(folder: Path) -> Manifest:
    """The manifest in `folder`, a folder `search/`; raises OSError or ValueError where there is none.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     listed = Manifest(None, "names-1.bin", "syllables-2.bin", "spelling-3.bin", {}, ())
    ...     _ = Path(folder, "manifest.json").write_bytes(listed.to_json())
    ...     read(Path(folder)) == listed
    True
    """
    return from_json((folder / MANIFEST).read_bytes())


def published_names(output: Path) -> frozenset[str]:
    """The bundles and files that the search in `output` consists of, but for the manifest that lists them.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as output:
    ...     Path(output, "search").mkdir()
    ...     listed = Manifest(None, "names-1.bin", "syllables-2.bin", "spelling-3.bin", {}, ())
    ...     _ = Path(output, "search/manifest.json").write_bytes(listed.to_json())
    ...     sorted(published_names(Path(output)))
    ['names-1.bin', 'spelling-3.bin', 'syllables-2.bin']
    """
    return read(output / FOLDER).files


def files_beside(
    archive: Archive,
    words: Words,
    engine: Engine | None,
    folder: Path,
    bundles: Sequence[ListedBundle],
) -> dict[str, bytes]:
    """The files beside the bundles, each named by its content; the manifest comes last.

    >>> from bulletin.content.registry import Registries
    >>> archive, words = Archive((), Registries((), (), ()), {}), Words(Equivalents(()), ())
    >>> [name.partition("-")[0] for name in files_beside(archive, words, None, Path(), ())]
    ['names', 'syllables', 'spelling', 'manifest.json']
    """
    files: dict[str, bytes] = {}

    def named(stem: str, data: bytes, suffix: str = ".bin") -> str:
        name = f"{stem}-{hashlib.sha256(data).hexdigest()[:16]}{suffix}"
        files[name] = data
        return name

    engine_files = None
    if engine is not None:
        glue, wasm = named("engine", engine.glue.encode(), ".js"), named("engine", zipped(engine.wasm))
        engine_files = EngineFiles(engine.version, glue, wasm, engine.page)
    counted = (unzipped((folder / bundle.name / "syllables.bin").read_bytes()) for bundle in bundles)
    syllables, spelling = spelling_of(map(json_value, counted), len(archive.articles))
    manifest = Manifest(
        engine=engine_files,
        names=named("names", packed(_names(archive, words))),
        syllables=named("syllables", packed(syllables)),
        spelling=named("spelling", packed(spelling)),
        titles={key: named("titles", packed(titles)) for key, titles in titles_of(archive.articles).items()},
        bundles=tuple(bundles),
    )
    files[MANIFEST] = manifest.to_json()
    return files


def spelling_of(
    counted: Iterable[Mapping[str, int]], articles: int
) -> tuple[list[str], tuple[str, list[int]]]:
    """Folded syllables, most frequent first: the list of the frequent, and all in one text with their counts.

    `counted` are the articles of each syllable in each bundle, `articles` how many there are in all.

    >>> spelling_of([{"cua": 9, "mot": 2}, {"mot": 9, "xyz": 1}], 1000)
    (['mot', 'cua'], ('mot cua xyz', [11, 9, 1]))
    """
    counts: Counter[str] = Counter()
    for of_bundle in counted:
        counts.update(of_bundle)
    ordered = sorted(counts, key=lambda one: (-counts[one], one))
    often = [one for one in ordered if counts[one] >= _OFTEN * articles]
    return often, (" ".join(ordered), [counts[one] for one in ordered])


def _names(archive: Archive, words: Words) -> dict[str, Any]:
    """What the slugs of the bundles are called, in the order in which they are listed.

    `also` are the other names by which a query may mean them.
    """
    registries = archive.registries
    authors = dict.fromkeys(
        name
        for stored in archive.articles
        if stored.article.author
        for name in author_names(stored.article.author)
    )
    return {
        "provinces": [
            {
                "slug": one.slug,
                "name": one.name,
                "kind": one.kind,
                "into": one.merged_into,
                "to": one.to.isoformat() if one.to else None,
                "also": one.aliases,
            }
            for one in registries.provinces
        ],
        "sections": [
            {"slug": one.slug, "name": one.name, "also": one.aliases} for one in registries.sections
        ],
        "sources": [
            {"slug": one.id, "name": one.name, "also": (*one.aliases, *one.former_hosts)}
            for one in registries.sources
        ],
        "authors": sorted(authors),
        "blocked": registries.blocked_phrases,
        "equivalents": [[" ".join(phrase) for phrase in group] for group in words.equivalents.groups],
        "idle": words.idle,
    }


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{MANIFEST}: {value!r} is no name")
    return value


def _bundle(value: Mapping[str, Any]) -> ListedBundle:
    bundle = ListedBundle(**value)
    numbers = (bundle.articles, bundle.frequent, bundle.common, bundle.rare, bundle.files)
    if not all(isinstance(number, int) for number in numbers):
        raise ValueError(f"{MANIFEST}: a bundle has no numbers")
    for text in (bundle.name, bundle.fingerprint, bundle.first, bundle.last):
        _text(text)
    return bundle
