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
# Answered after what was seen so far, or after a while where nothing moved.
_MOVED = """
const done = arguments[arguments.length - 1];
const moved = ({ sources }) => sources.map(({ node }) => node?.outerHTML ?? "?");
const tell = (moves) => done(moves.flatMap(moved));
new PerformanceObserver((list) => tell(list.getEntries())).observe({ type: "layout-shift", buffered: true });
setTimeout(() => tell([]), 100);
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
    assert weights["theme/css/site.css"] <= 6_800
    # An issue is a whole bulletin, and the search a program.
    views = {kind: frame + weights[KINDS[kind]] for kind in KINDS if kind != "search"}
    assert views.pop("issue") <= 16_200
    assert {kind: size for kind, size in views.items() if size > 14_000} == {}


@pytest.mark.parametrize(
    "address", ["", "2023/12/11/", "2023/12/11/5/", "tinh-thanh/", "tim-kiem/?q=một+cửa"]
)
def test_nothing_moves_while_a_page_comes(visitor: Visitor, site: str, address: str) -> None:
    for pixels in (360, 1280):
        visitor.width(pixels)
        visitor.open(site + address)
        if "?q=" in address:
            visitor.wait(lambda: visitor.see("#tim-ket-qua[aria-busy=false] .card"))
        assert visitor.chromium.execute_async_script(_MOVED) == [], pixels


@pytest.mark.parametrize("kind", ["home", "issue", "article", "list", "provinces", "figures"])
def test_a_page_needs_three_requests(visitor: Visitor, site: str, kind: str) -> None:
    visitor.chromium.execute_cdp_cmd("Network.clearBrowserCache", {})
    visitor.forget()
    visitor.open(site + KINDS[kind])
    assert len([one for one in visitor.requests() if not one.endswith("favicon.svg")]) == 3
