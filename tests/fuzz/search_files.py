"""Files of the search that arrive damaged: the page finds, or says calmly that it cannot, in good time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from urllib.parse import quote

from selenium.webdriver import Chrome

from bulletin.archive import content_folder
from bulletin.search.build import build_search
from tests.bench.search.chromium import chromium
from tests.bench.search.server import SearchServer
from tests.built_site import ROOT, build
from tests.fuzz.mutations import damaged

# A host that does not answer at all is given up after a minute.
SECONDS, SECONDS_OF_SILENCE = 25.0, 70.0
QUICK = ("missing", "empty", "cut", "page", "damaged", "damaged")
_ERROR_PAGE = b"<!doctype html><title>502</title><p>Bad gateway"
# There are articles with these words, so this is a false answer.
_NOTHING = "Không tìm thấy"
_STATE = """
const text = (id) => document.getElementById(id)?.textContent.trim() ?? "";
return [text("tim-trang-thai"), text("tim-canh-bao"), document.querySelectorAll("#tim-ket-qua a").length];
"""


def site_of(folder: Path) -> Path:
    """The shipped archive as a site with its search, in `folder`."""
    run = build(ROOT / "content", folder)
    assert run.code == 0, run.err
    build_search(content_folder.load(ROOT / "content").archive, ROOT / "content", folder)
    return folder


def damage_files(
    site: Path, times: int, seed: int, how_so: Sequence[str] = (*QUICK, "silent")
) -> tuple[Counter[str], list[str]]:
    """Open the search page of `site` so often with one file of the search damaged; what the reader sees.

    `how_so` says what becomes of the files: that a host is silent about one takes a minute to find out.
    """
    dice, counts, wrong = Random(seed), Counter[str](), []
    names = _names(site)
    dice.shuffle(names)
    with SearchServer(site) as server:
        browser = chromium(waits=False)
        try:
            for number in range(times):
                name, how = names[number % len(names)], dice.choice(how_so)
                body = _body(how, (site / name).read_bytes(), dice)
                if how == "missing":
                    server.missing.add(name)
                else:
                    server.replaced[name] = body
                seen, seconds = _seen(browser, server, SECONDS_OF_SILENCE if how == "silent" else SECONDS)
                counts[f"search page {seen or 'leaves the reader alone'}"] += 1
                if not seen:
                    wrong.append(f"{name} {how}: a false answer, or none, after {seconds:.0f} s")
                server.missing.clear()
                server.replaced.clear()
        finally:
            browser.quit()
            server.shutdown()
    return counts, wrong


def _names(site: Path) -> list[str]:
    """A file of each kind that the page may load."""
    code = [file.relative_to(site).as_posix() for file in sorted(site.glob("theme/js/search/*.js"))]
    data: dict[str, str] = {}
    for file in sorted((site / "search").rglob("*")):
        if file.is_file():
            parts = file.relative_to(site).parts
            # `names-0123….bin` is one of its kind, and so is `0123…/c/7.bin`.
            kind = parts[-2] if len(parts) > 3 else parts[-1].partition("-")[0]
            data.setdefault(kind, "/".join(parts))
    return [*code, *data.values()]


def _body(how: str, data: bytes, dice: Random) -> bytes | None:
    if how == "silent":
        return None
    return {"cut": data[: len(data) // 2], "page": _ERROR_PAGE, "damaged": damaged(data, dice)}.get(how, b"")


def _seen(browser: Chrome, server: SearchServer, seconds: float) -> tuple[str, float]:
    """What a reader who asks for two words sees, and after how many seconds; nothing for nothing."""
    began = time.monotonic()
    # Nothing of the question before is kept.
    browser.get("about:blank")
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    browser.get(f"{server.address}tim-kiem/?q={quote('thủ tục')}")
    while (waited := time.monotonic() - began) < seconds:
        status, warning, results = browser.execute_script(_STATE)
        if status and not status.startswith("Đang"):
            if status.startswith(_NOTHING) and not warning:
                return "", waited
            if warning:
                return "says what it lacks", waited
            return ("finds" if results else "says so"), waited
        time.sleep(0.1)
    return "", waited
