"""Asks a search in a real browser: many queries at once for what they find, typed ones for their time."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.by import By

from bulletin.content.model import BulletinError
from tests.bench.search.chromium import chromium
from tests.bench.search.server import SearchServer

_OURS = """
const [queries, done] = arguments;
const { HttpData } = await import("/theme/js/search/data.js");
const { Search } = await import("/theme/js/search/search.js");
globalThis.benchSearch ??= new Search(new HttpData(new URL("/search/", location.href).href));
const answers = [];
for (const [text, day] of queries) {
  let last;
  const filters = { tinh: "", gopTinh: false, muc: "", nguon: "", nam: "", tu: day, den: day };
  const request = { text, typing: false, filters, order: "relevance", shown: day ? 100 : 10 };
  await benchSearch.answer(request, (answer) => { last = answer; }, () => true);
  answers.push(last.results.map((result) => result.path));
}
done(answers);
"""
_STOCK = """
const [queries, done] = arguments;
const pagefind = await import("/pagefind/pagefind.js");
const answers = [];
for (const [text] of queries) {
  const found = (await pagefind.search(text)).results.slice(0, 10);
  const pages = await Promise.all(found.map((result) => result.data()));
  answers.push(pages.map((page) => page.url.replace(/^\\//, "").replace(/index\\.html$/, "")));
}
done(answers);
"""
# Notes the times of the last key, the first results and the whole answer, and what froze the page.
_WATCH = """
const list = document.getElementById("tim-ket-qua");
const seen = globalThis.seen = { key: 0, first: 0, all: 0, frozen: 0 };
document.getElementById("tim-q").addEventListener("keydown", () => {
  Object.assign(seen, { key: performance.now(), first: 0, all: 0 });
});
new MutationObserver(() => {
  const now = performance.now();
  // Results of the letters before are still there at first.
  const isAnswered = list.dataset.asked === document.getElementById("tim-q").value;
  if (!seen.first && isAnswered && list.childElementCount) seen.first = now;
  seen.all = isAnswered && list.getAttribute("aria-busy") === "false" ? now : 0;
}).observe(list, { childList: true, attributes: true });
new PerformanceObserver((found) => {
  for (const task of found.getEntries()) seen.frozen = Math.max(seen.frozen, task.duration);
}).observe({ type: "longtask" });
"""


# The driver gives up on a script after two minutes.
_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed query: seconds from the last key to first results and whole answer, bytes, longest freeze."""

    text: str
    first: float
    whole: float
    bytes: int
    frozen: float


def open_browser() -> webdriver.Chrome:
    """A browser for long scripts. Raises BulletinError where there is none."""
    driver = chromium()
    driver.set_script_timeout(3600)
    return driver


def answers(
    browser: webdriver.Chrome, queries: Sequence[str], stock: bool = False, days: Sequence[str] = ()
) -> list[list[str]]:
    """The addresses of the ten best that each query finds.

    With `days`, a day (`2023-12-11`) for each query: all that it finds of that day, however many it finds in
    all. So it can be told whether an article is found that stands far behind the first ones.
    """
    body = _STOCK if stock else _OURS
    script = (
        "const end = arguments[arguments.length - 1];"
        f"(async function () {{ {body} }}).apply(null, arguments)"
        ".catch((error) => end({ error: String(error) }));"
    )
    found: list[list[str]] = []
    pairs = list(zip(queries, days or [""] * len(queries), strict=True))
    for first in range(0, len(pairs), _AT_ONCE):
        answer: Any = browser.execute_async_script(script, pairs[first : first + _AT_ONCE])
        if isinstance(answer, dict):
            raise BulletinError(f"the search failed: {json.dumps(answer)}")
        found += answer
    return found


def start(browser: webdriver.Chrome, server: SearchServer) -> tuple[int, int]:
    """Open the search page and go to its field; bytes of the page's scripts, and of what is loaded then."""
    browser.get(f"{server.address}tim-kiem/")
    time.sleep(0.5)
    before = sum(size for name, size in server.sent.requests if "/js/search/" in name)
    server.sent.requests.clear()
    browser.execute_script(_WATCH)
    browser.find_element(By.ID, "tim-q").click()
    time.sleep(1.5)
    return before, server.sent.bytes


def typed(browser: webdriver.Chrome, server: SearchServer, text: str, key_seconds: float = 0) -> Typed:
    """Type `text` over what is in the field, wait for the whole answer, and tell how it went.

    `key_seconds` is the pause between two keys.
    """
    field = browser.find_element(By.ID, "tim-q")
    browser.execute_script("arguments[0].select(); seen.frozen = 0", field)
    server.sent.requests.clear()
    due = time.monotonic()
    for piece in text if key_seconds else (text,):
        time.sleep(max(0, due - time.monotonic()))
        field.send_keys(piece)
        due += key_seconds
    end = time.monotonic() + 60
    while time.monotonic() < end:
        seen = browser.execute_script("return { ...seen, now: performance.now() }")
        # Quiet for a moment after the answer: no later key is still being answered.
        if seen["all"] and seen["now"] - seen["all"] > 300 and seen["first"]:
            return Typed(
                text,
                (seen["first"] - seen["key"]) / 1000,
                (seen["all"] - seen["key"]) / 1000,
                server.sent.bytes,
                seen["frozen"] / 1000,
            )
        time.sleep(0.05)
    raise BulletinError(f"{text}: not answered within a minute")
