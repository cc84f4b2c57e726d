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
# What the document says stands between these marks.
_QUOTED = re.compile(r"«[^»]*»")
_ENGLISH = re.compile(r"\b(?:the|is|are|has|of|for|was|it|and|or|ask|page|pages|article|line)\b")


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
    assert said.language == "vi" and not _ENGLISH.search(_QUOTED.sub("", said.text)), said.text


@pytest.mark.parametrize(("name", "message"), _refusals())
def test_a_refusal_is_told_in_vietnamese_behind_the_name_of_the_document(name: str, message: str) -> None:
    said = KNOWN.refused(f"{name}: {message}", name)
    assert said.language == "vi" and said.text.startswith(f"{name}: "), said.text
    assert not _ENGLISH.search(_QUOTED.sub("", said.text)), said.text


@pytest.mark.parametrize(
    "message",
    [
        "is a PDF that is damaged at page 1; ask the sender to send it again",
        "pages 2–4 are pictures without text; ask the sender for the Word file",
        "is a Word file locked with a password; ask the sender for it without one",
        "is a PDF whose fonts do not say which letters they draw; "
        "no program can read it: ask the sender for the Word file",
        "is an Excel file; ask the sender for the Word file",
        "has 200,000 pages; ask the sender for one issue",
        "is damaged at word/document.xml; ask the sender to send it again",
        "unpacks to 1,200 MB, more than a bulletin can be; ask the sender for the bulletin alone, saved anew",
    ],
)
def test_what_hostile_documents_are_refused_with_is_vietnamese(message: str) -> None:
    said = KNOWN.refused(f"a.pdf: {message}", "a.pdf")
    assert said.language == "vi" and not _ENGLISH.search(said.text), said.text


def test_there_are_doubts_and_refusals_to_try() -> None:
    assert len(_doubts()) > 25 and len(_refusals()) > 10


def test_what_is_not_known_stays_as_it_was_said_and_is_called_english() -> None:
    said = KNOWN.said("the trailer names no author; something else was found")
    assert said == messages.Said("dòng nguồn không ghi tên tác giả; something else was found", "en")


def test_no_two_messages_are_one() -> None:
    english = [one for one, _ in KNOWN.pairs]
    assert len(english) == len(set(english))
    assert all(vietnamese.count("{") == one.count("{}") for one, vietnamese in KNOWN.pairs)
