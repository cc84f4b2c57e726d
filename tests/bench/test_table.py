"""The table of a run, whole."""

from __future__ import annotations

from tests.bench.measure import Cost, FileChanges
from tests.bench.table import Row, data, markdown

ROWS = [
    Row("ours", "cold", Cost(20, 30, 250), FileChanges(100, 12.4, 100, 100, 0)),
    Row("hugo", "cold", Cost(40, 60, 1700), FileChanges(90, 10, 90, 90, 0)),
    Row("ours", "template changed", Cost(19, 29, 250), FileChanges(100, 12, 99, 99, 1)),
    Row("nikola", "cold", note="cannot be installed: no network"),
]


def test_the_table_has_ratios_to_the_base_and_says_what_is_missing() -> None:
    assert markdown(ROWS, "hugo").splitlines() == [
        "| Generator | Build | Wall s | ÷ hugo | Processor s | ÷ hugo | Peak MB | Files | MB | Written "
        "| Changed | Removed |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| ours | cold | 20.0 | 0.50 | 30.0 | 0.50 | 250 | 100 | 12 | 100 | 100 | 0 |",
        "| hugo | cold | 40.0 | 1.00 | 60.0 | 1.00 | 1700 | 90 | 10 | 90 | 90 | 0 |",
        "| ours | template changed | 19.0 | – | 29.0 | – | 250 | 100 | 12 | 99 | 99 | 1 |",
        "| nikola | cold | cannot be installed: no network |  |  |  |  |  |  |  |  |  |",
    ]


def test_rows_go_into_json_with_their_names() -> None:
    assert data(ROWS)[0]["cost"] == {"wall": 20, "processor": 30, "peak": 250}
    assert data(ROWS)[3]["cost"] is None
