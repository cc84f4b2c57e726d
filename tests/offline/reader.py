"""Somebody who reads a copy, in either browser: what they ask, see, and what the browser asks for."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any, Protocol

from selenium.webdriver import Chrome

from tests.browser.firefox import Firefox

# Types a query into the field, sends it and waits for the whole answer.
ASK = """async (text) => {
  const field = document.getElementById("tim-q");
  const list = document.getElementById("tim-ket-qua");
  field.focus();
  field.value = text;
  field.form.requestSubmit();
  const settled = () => list.dataset.asked === text && list.getAttribute("aria-busy") === "false";
  const failed = () => !document.getElementById("tim-lai").hidden;
  for (let turn = 0; !settled() && !failed() && turn < 4000; turn++)
    await new Promise((go) => setTimeout(go, 5));
  const content = (id) => document.getElementById(id).textContent;
  return {
    links: [...list.querySelectorAll("a")].map((link) => link.href),
    status: content("tim-trang-thai"),
    warning: content("tim-canh-bao"),
    marked: [...list.querySelectorAll("mark")].map((mark) => mark.textContent),
  };
}"""


class Reader(Protocol):
    """A browser in the hands of a reader."""

    def open(self, address: str) -> None:
        """Go to an address."""

    def run(self, function: str, *arguments: Any) -> Any:
        """What a JavaScript function gives in the page."""

    def complaints(self) -> list[str]:
        """What the console complained of since the last question."""

    def requests(self) -> list[str]:
        """The addresses asked for since the last question; Firefox does not tell those of files."""

    def forget(self) -> None:
        """Begin anew with what was said."""


class _Both:
    run: Callable[..., Any]
    complaints: Callable[[], list[str]]
    requests: Callable[[], list[str]]

    def forget(self) -> None:
        self.complaints()
        self.requests()


class ChromiumReader(_Both):
    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def run(self, function: str, *arguments: Any) -> Any:
        script = f"Promise.resolve(({function})(...arguments)).then(arguments[arguments.length - 1])"
        return self.driver.execute_async_script(script, *arguments)

    def complaints(self) -> list[str]:
        return [str(entry["message"]) for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        sent = (event for event in events if event["method"] == "Network.requestWillBeSent")
        addresses = (str(event["params"]["request"]["url"]) for event in sent)
        return [address for address in addresses if not address.startswith("data:")]


class FirefoxReader(_Both):
    def __init__(self, firefox: Firefox) -> None:
        self.firefox = firefox

    def open(self, address: str) -> None:
        self.firefox.open(address)

    def run(self, function: str, *arguments: Any) -> Any:
        return self.firefox.run(function, *arguments)

    def complaints(self) -> list[str]:
        return self.firefox.complaints()

    def requests(self) -> list[str]:
        return self.firefox.requests()


def wait(done: Callable[[], Any], seconds: float = 60) -> None:
    """Ask `done` until it says yes."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, f"waited {seconds} s in vain"
        time.sleep(0.02)
