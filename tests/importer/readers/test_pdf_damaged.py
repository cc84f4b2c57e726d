"""PDFs damaged at random, and pages drawn at random: read without a gap, or refused in one line.

`python -m tests.importer.readers.test_pdf_damaged [COUNT [SEED]]` tries more, each in a process that may die.
"""

import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bulletin.content.model import BulletinError
from bulletin.importer import document
from bulletin.importer.readers import pdf
from bulletin.importer.readers.flow.account import Account
from bulletin.importer.readers.printed.glyphs import Glyph
from bulletin.importer.readers.printed.letters import as_letters
from bulletin.importer.source import Disposition
from tests.importer.readers.test_pdf_cases import NAMES, made

_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_ODD_NUMBERS = (b"0", b"-1", b"1e9", b"99999999999", b"2147483648", b"0.00001", b"-500", b"nan", b"65536")
_LONGEST = 30


def damaged(data: bytes, chance: random.Random) -> bytes:
    """`data` with bytes changed, cut out or doubled, or numbers put for others, some times."""
    made_worse = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 30))):
        at = chance.randrange(len(made_worse))
        length = chance.randrange(1, 200)
        match chance.randrange(5):
            case 0:
                made_worse[at] = chance.randrange(256)
            case 1 if len(made_worse) > 400:
                del made_worse[at : at + length]
            case 2:
                made_worse[at:at] = made_worse[at : at + length]
            case _:
                number = _NUMBER.search(made_worse, at)
                if number:
                    made_worse[number.start() : number.end()] = chance.choice(_ODD_NUMBERS)
    return bytes(made_worse)


def outcome(data: bytes) -> str:
    """`read` or `refused`; raises what must not be."""
    try:
        source = pdf.read(data, "x.pdf")
    except BulletinError as error:
        assert str(error).startswith("x.pdf: ") and "\n" not in str(error)
        return "refused"
    document.of(source)
    return "read"


def test_a_table_is_read_once_where_text_of_endless_width_stands_between_its_lines() -> None:
    place = b"1 0 0 1 222.000 621.000 Tm"
    whole = made("table-in-one-of-two-columns")
    assert whole.count(place) == 1
    source = pdf.read(whole.replace(place, b"2147483648 0 0 1 222.000 621.000 Tm"), "x.pdf")
    document.of(source)
    assert [block.text for block in source.blocks].count("Sở Tư pháp\t652") == 1


def test_a_mark_that_is_a_sign_of_its_own_elsewhere_has_its_place_in_the_account() -> None:
    account = Account()
    beneath = Glyph("\u06d5", 0, 5, 0, 10)
    glyphs = [beneath, beneath._replace(text="\u0654", order=1, ink=(1, 4))]
    (letter,) = as_letters(glyphs, account)
    account.take(letter.text, Disposition.TEXT)
    assert (letter.text, account.closed(2).missing) == ("\u06c0", 0)


def test_damaged_files_are_read_without_a_gap_or_refused() -> None:
    chance = random.Random(12)
    outcomes = Counter(outcome(damaged(made(chance.choice(NAMES)), chance)) for _ in range(100))
    assert min(outcomes["read"], outcomes["refused"]) > 5


def main() -> int:
    """Try as many as were asked for, each in a process of its own; give the exit code."""
    given = [int(each) for each in sys.argv[1:3]]
    count, seed = [*given, *(300, 1)[len(given) :]]
    chance = random.Random(seed)
    outcomes: Counter[str] = Counter()
    for at in range(count):
        file = Path(tempfile.gettempdir()) / f"damaged-{seed}-{at}.pdf"
        file.write_bytes(damaged(made(chance.choice(NAMES)), chance))
        program = (
            "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30));"
            "from tests.importer.readers.test_pdf_damaged import outcome;"
            "print(outcome(open(sys.argv[1], 'rb').read()))"
        )
        ran = subprocess.run(
            [sys.executable, "-c", program, str(file)], capture_output=True, text=True, timeout=_LONGEST
        )
        came_out = "died" if ran.returncode < 0 else ran.stdout.strip() or "with a fault"
        outcomes[came_out] += 1
        if came_out == "with a fault":
            print(f"{file}: {ran.stderr.strip().splitlines()[-1]}")
        else:
            file.unlink()
    print(", ".join(f"{number} {what}" for what, number in sorted(outcomes.items())))
    return 1 if outcomes["with a fault"] else 0


if __name__ == "__main__":
    sys.exit(main())
