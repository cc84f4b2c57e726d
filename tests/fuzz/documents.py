"""Documents of every form, damaged: read without a gap or refused in one line, in time and memory."""

from __future__ import annotations

import os
import tempfile
import threading
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from random import Random
from types import TracebackType

from bulletin.content import registry_file
from bulletin.content.model import BulletinError
from bulletin.content.registry import Registries
from bulletin.importer import document, parse
from bulletin.importer.readers.apart import Apart
from tests.fuzz.bulletin_forms import bulletin, forms_of
from tests.fuzz.mutations import damaged
from tests.importer.readers import mutate, test_docx_cases, test_odt, test_pdf_cases, test_pdf_damaged
from tests.importer.readers.odt_file import of_folder as odt_of_folder
from tests.importer.readers.word_file import of_folder

SECONDS = 30.0
MEGABYTES = 1_000
_FILES = Path(__file__).resolve().parents[1] / "importer" / "readers" / "cases" / "files"
_REGISTRY = Path(__file__).resolve().parents[1] / "importer" / "project" / "registry"
# What the program says where it is at fault itself: lost characters, or an error that nobody foresaw.
_OWN_FAULT = "report this fault"


def fuzz(_folder: Path, rounds: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Damage so many documents and read each as the import does; counts, and what went wrong.

    A document with which something went wrong is kept in the folder for temporary files, and named.
    """
    dice = Random(seed)
    registries = registry_file.load(_REGISTRY)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with _host() as (host, asked), Apart() as apart, Watch() as watch:
        # Whole bulletins and what each reader finds hard, in turn.
        originals = ([*forms_of(bulletin(), host), *_real()], list(_cases()))
        for round_ in range(rounds):
            name, data = dice.choice(originals[round_ % 2])
            mutant = damaged_document(name, data, dice)
            watch.most, began = 0, time.monotonic()
            outcome, fault = _outcome(apart, mutant, name, registries)
            seconds = time.monotonic() - began
            counts[f"{name.rpartition('.')[2]} {outcome}"] += 1
            counts["seconds for the slowest"] = max(counts["seconds for the slowest"], round(seconds))
            counts["MB for the largest"] = max(counts["MB for the largest"], watch.most)
            faults = [fault, f"{seconds:.1f} s" if seconds > SECONDS else ""]
            faults += [f"{watch.most} MB" if watch.most > MEGABYTES else "", *asked]
            asked.clear()
            for each in filter(None, faults):
                kept = Path(tempfile.gettempdir()) / f"damaged-{seed}-{round_}-{name}"
                kept.write_bytes(mutant)
                wrong.append(f"{kept}: {each}")
    return counts, wrong


def damaged_document(name: str, data: bytes, dice: Random) -> bytes:
    """`data` after some damage of the kind that its form takes; never in vain."""
    if data.startswith(b"PK") and zipfile.is_zipfile(BytesIO(data)):
        return mutate.mutant(data, dice)
    if data.startswith(b"%PDF"):
        return test_pdf_damaged.damaged(data, dice)
    return damaged(data, dice)


def _outcome(apart: Apart, data: bytes, name: str, registries: Registries) -> tuple[str, str]:
    """`imported`, `read` (and then refused) or `refused`, and what is wrong with that."""
    outcome, fault = "refused", ""
    try:
        held = document.of(apart.read(data, name))
        outcome = "read"
        parse.parse(held, registries)
        outcome = "imported"
    except BulletinError as error:
        told = str(error)
        if _OWN_FAULT in told or "\n" in told or not told.startswith(name):
            fault = told[:300]
    except Exception:
        fault = "traceback: " + " | ".join(traceback.format_exc().splitlines()[-3:])
    return outcome, fault


def _real() -> Iterator[tuple[str, bytes]]:
    """The documents in the folder that BULLETINS names, where it does."""
    folder = os.environ.get("BULLETINS")
    for file in sorted(Path(folder).iterdir()) if folder else ():
        if file.suffix != ".json":
            yield file.name, file.read_bytes()


def _cases() -> Iterator[tuple[str, bytes]]:
    """The golden cases of all readers."""
    for folder in sorted(test_docx_cases.CASES.iterdir()):
        yield f"{folder.name}.docx", of_folder(folder / "in")
    for folder in sorted(test_odt.CASES.iterdir()):
        yield f"{folder.name}.odt", odt_of_folder(folder / "in")
    for name in test_pdf_cases.NAMES:
        yield f"{name}.pdf", test_pdf_cases.made(name)
    for file in sorted(_FILES.glob("*/in/*")):
        yield f"{file.parents[1].name}{file.suffix}", file.read_bytes()


@contextmanager
def _host() -> Iterator[tuple[str, list[str]]]:
    """The address of a host on this machine, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"asked a host for {self.path}")
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_POST = do_GET

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


class Watch:
    """Looks ten times a second at how much memory this program's children have: `most`, in MB."""

    def __init__(self) -> None:
        self.most = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(0.1):
            self.most = max(self.most, _megabytes_below(os.getpid()))


def _megabytes_below(process: int) -> int:
    """What the largest process among the children of `process`, and theirs, holds in memory."""
    most = 0
    for child in _children(process):
        try:
            pages = int(Path(f"/proc/{child}/statm").read_text().split()[1])
        except OSError:
            continue
        most = max(most, pages * os.sysconf("SC_PAGESIZE") // 1_000_000, _megabytes_below(child))
    return most


def _children(process: int) -> list[int]:
    found: list[int] = []
    # A process may end while it is looked at.
    with suppress(OSError):
        for file in Path(f"/proc/{process}/task").glob("*/children"):
            found += map(int, file.read_text().split())
    return found
