"""Records of imports that were damaged or merged badly: each fault is one line with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bulletin.content.model import BulletinError
from bulletin.importer import import_record

HASH = "0" * 64
PATH = "imports/2023/2023-12-11.json"


def record(**changes: Any) -> str:
    article = {"number": 1, "title": "Một", "file": "articles/2023/2023-12-11/01-mot.md"}
    hashes = {"document": HASH, "written": None}
    other = article | hashes | {"number": 2}
    values = {"articles": [article | hashes, other], "document": {"name": "a\t.txt", "sha256": HASH}}
    for key, value in changes.items():
        if key in other:
            other[key] = value
        else:
            values[key] = value
    return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True)


def test_a_record_as_it_was_written_is_read() -> None:
    read = import_record.parse(record(doubts=[]), PATH)
    assert (read.name, [one.number for one in read.articles]) == ("a\t.txt", [1, 2])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (record(number="2"), f"{PATH}:13: bad-number"),
        (record(number=True), f"{PATH}:13: bad-number"),
        (record(number=-2), f"{PATH}:13: bad-number"),
        (record(number=1), f"{PATH}:13: number-twice"),
        (record(file="articles/../../evil.md"), f"{PATH}:12: bad-file"),
        (record(file="/etc/passwd"), f"{PATH}:12: bad-file"),
        (record(written="x"), f"{PATH}:15: bad-written"),
        (record(title=None), f"{PATH}:14: bad-title"),
        (record(articles={}), f"{PATH}:2: bad-articles"),
        (record(articles=[1]), f"{PATH}:2: bad-articles"),
        (record(articles=[{}]), f"{PATH}:1: missing-key"),
        (record(document={"name": 1, "sha256": HASH}), f"{PATH}:"),
        (record(document="x"), f"{PATH}:"),
        (record(evil=1), f"{PATH}:22: unknown-key"),
        (record()[:60], f"{PATH}:4: no-json"),
        ("", f"{PATH}:1: no-json"),
        ("[]", f"{PATH}:1: no-json"),
        ("[" * 100_000, f"{PATH}:1: no-json"),
        ("9" * 10_000, f"{PATH}:1: no-json"),
        ("<<<<<<< HEAD\n" + record(), f"{PATH}:1: no-json"),
    ],
)
def test_each_fault_is_one_line_with_file_and_line(text: str, said: str) -> None:
    with pytest.raises(BulletinError) as told:
        import_record.parse(text, PATH)
    assert str(told.value).startswith(said)
    assert "\n" not in str(told.value)
    assert str(told.value).endswith("restore the record from the last commit")
