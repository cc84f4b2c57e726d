"""`python -m tests.importer.readers.fuzz [COUNT [SEED]]`: damaged documents read, and what came of it.

Each is read or refused in one line, within five seconds, and no character goes missing; else it is
kept in the folder for temporary files and named, and the exit code is 1.
"""

import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from bulletin.content.model import BulletinError
from bulletin.importer.readers import docx
from bulletin.importer.source import Disposition
from tests.importer.readers.mutate import mutants
from tests.importer.readers.test_docx_cases import CASES, in_blocks
from tests.importer.readers.word_file import of_folder

LONGEST = 5.0


def outcome(data: bytes) -> str:
    """`read`, `refused`, or what went wrong with the document `data`."""
    started = time.perf_counter()
    came_out = "read"
    try:
        source = docx.read(data, "x.docx")
    except BulletinError:
        came_out = "refused"
    except Exception:
        traceback.print_exc(limit=-3)
        return "not caught"
    else:
        text = source.held.counts.get(Disposition.TEXT, 0)
        if source.held.missing or in_blocks(source) != text + source.held.added:
            return "with a gap"
    return came_out if time.perf_counter() - started < LONGEST else "too slow"


def main() -> int:
    """Try as many as were asked for; give the exit code."""
    given = [int(each) for each in sys.argv[1:3]]
    count, seed = [*given, *(500, 1)[len(given) :]]
    documents = [
        of_folder(folder / "in") for folder in sorted(CASES.iterdir()) if "refused" not in folder.name
    ]
    outcomes: Counter[str] = Counter()
    for at, mutant in enumerate(mutants(documents, count, seed)):
        came_out = outcome(mutant)
        outcomes[came_out] += 1
        if came_out not in ("read", "refused"):
            kept = Path(tempfile.gettempdir()) / f"mutant-{seed}-{at}.docx"
            kept.write_bytes(mutant)
            print(f"{kept}: {came_out}")
    print(", ".join(f"{number} {what}" for what, number in sorted(outcomes.items())))
    return 0 if set(outcomes) <= {"read", "refused"} else 1


if __name__ == "__main__":
    sys.exit(main())
