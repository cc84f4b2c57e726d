"""The clerk reads in Vietnamese what the importer says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletin.desk import messages

CASES = Path(__file__).parent / "importer" / "cases"
KNOWN = messages.load()
_DOUBT = re.compile(r"  (?:article \d+)?(?:, )?(?:[a-z]+ [\d, a-z]+)?: [a-z-]+: (?P<said>.*)")
_REFUSED = re.compile(r"(?:Error: )?(?P<name>[\w.-]+\.[a-z]+): (?!issue of )(?P<said>.*)")


def _doubts() -> list[str]:
    """All doubts that the golden cases of the importer have."""
    told = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*/golden/output.txt")))
    lists = [part.split("\n\n")[0] for part in told.split("Doubts: look at:\n")[1:]]
    return sorted({found["said"] for one in lists for found in _DOUBT.finditer(one)})


def _refusals() -> list[tuple[str, str]]:
    """All refusals that they have, each with the name of its document."""
    told = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("refused-*/golden/output.txt"))]
    lines = (line for text in told for line in text.splitlines())
    return sorted({(found["name"], found["said"]) for line in lines if (found := _REFUSED.fullmatch(line))})


@pytest.mark.parametrize("message", _doubts())
def test_a_doubt_is_told_in_vietnamese(message: str) -> None:
    said = KNOWN.said(message)
    assert said.language == "vi" and said.text != message, said.text


@pytest.mark.parametrize(("name", "message"), _refusals())
def test_a_refusal_is_told_in_vietnamese_behind_the_name_of_the_document(name: str, message: str) -> None:
    said = KNOWN.refused(f"{name}: {message}", name)
    assert said.language == "vi" and said.text.startswith(f"{name}: "), said.text


def test_there_are_doubts_and_refusals_to_try() -> None:
    assert len(_doubts()) > 25 and len(_refusals()) > 10


def test_what_is_not_known_stays_as_it_was_said_and_is_called_english() -> None:
    said = KNOWN.said("the trailer names no author; something else was found")
    assert said == messages.Said("dòng nguồn không ghi tên tác giả; something else was found", "en")


def test_no_two_messages_are_one() -> None:
    english = [one for one, _ in KNOWN.pairs]
    assert len(english) == len(set(english))
    assert all(vietnamese.count("{") == one.count("{}") for one, vietnamese in KNOWN.pairs)
