"""What a first view weighs: bytes as a host sends them (brotli), and requests."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.visitor import KINDS, Visitor

pytestmark = pytest.mark.browser

_FRAME = ("theme/css/site.css", "theme/js/site.js")
_SIZES = """
import { brotliCompressSync } from "node:zlib";
import { readFileSync } from "node:fs";
for (const file of process.argv.slice(1)) console.log(brotliCompressSync(readFileSync(file)).length);
"""


def _weights(site: str, folder: Path, addresses: list[str]) -> dict[str, int]:
    """The size of what stands at each of `addresses`, packed as hosts do; `folder` is for the copies."""
    files = []
    for number, address in enumerate(addresses):
        files.append(folder / str(number))
        with urlopen(site + address) as answer:
            files[-1].write_bytes(answer.read())
    command = ["node", "--input-type=module", "-e", _SIZES, *map(str, files)]
    sizes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return dict(zip(addresses, map(int, sizes), strict=True))


def test_a_first_view_weighs_little(site: str, tmp_path: Path) -> None:
    weights = _weights(site, tmp_path, [*_FRAME, *KINDS.values()])
    frame = sum(weights[name] for name in _FRAME)
    assert weights[KINDS["article"]] <= 5_000
    assert weights["theme/js/site.js"] <= 2_000
    # An issue is a whole bulletin, and the search a program.
    views = {kind: frame + weights[KINDS[kind]] for kind in KINDS if kind not in ("issue", "search")}
    assert {kind: size for kind, size in views.items() if size > 14_000} == {}


@pytest.mark.parametrize("kind", ["home", "issue", "article", "list", "provinces", "figures"])
def test_a_page_needs_three_requests(visitor: Visitor, site: str, kind: str) -> None:
    visitor.chromium.execute_cdp_cmd("Network.clearBrowserCache", {})
    visitor.forget()
    visitor.open(site + KINDS[kind])
    assert len([one for one in visitor.requests() if not one.endswith("favicon.svg")]) == 3
