"""Somebody who reads the site in a browser: what they see, type and press, and what the browser asked for."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By

# One address for each template that makes pages; `test_every_template_is_visited` keeps it whole. The page
# that forwards does not stay long enough to be looked at: see `test_departed`.
KINDS = {
    "home": "",
    "issue": "2023/12/11/",
    "article": "2023/12/11/5/",
    "year": "2023/",
    "month": "2023/12/",
    "calendar": "lich/",
    "list": "tinh-thanh/bac-giang/",
    "provinces": "tinh-thanh/",
    "index_list": "chuyen-muc/",
    "index_letters": "nguon/",
    "page": "gioi-thieu/",
    "search": "tim-kiem/",
    "figures": "so-lieu/",
    "glossary": "tu-viet-tat/",
    "data": "data/",
    "downloads": "tai-ve/",
    "404": "404.html",
    "gone": "2023/12/11/97/",
}


class Visitor:
    """A browser in the hands of a reader."""

    def __init__(self, chromium: Chrome) -> None:
        self.chromium = chromium

    def open(self, address: str) -> None:
        self.chromium.get(address)

    def see(self, selector: str) -> list[Any]:
        """The elements that `selector` finds, those that are not shown too."""
        return list(self.chromium.find_elements(By.CSS_SELECTOR, selector))

    def first(self, selector: str) -> Any:
        """The first element that `selector` finds, once it is there: a page that another one led to has its
        address before it has its elements."""
        self.wait(lambda: self.see(selector))
        return self.see(selector)[0]

    def text(self, selector: str) -> str:
        return str(self.first(selector).text)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.chromium.execute_script(script, *arguments)

    def press(self, *keys: str) -> None:
        """Keys, wherever the focus is."""
        ActionChains(self.chromium, duration=0).send_keys(*keys).perform()

    def found(self) -> list[str]:
        """The addresses that the search has found by now, without the words to mark there."""
        script = "return [...document.querySelectorAll('#tim-ket-qua a')].map((link) => link.href)"
        return [str(address).partition("?")[0].partition("#")[0] for address in self.run(script)]

    def wait(self, done: Callable[[], Any], seconds: float = 10) -> None:
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, f"waited {seconds} s in vain at {self.chromium.current_url}"
            time.sleep(0.02)

    def complaints(self) -> list[str]:
        """What the console said since the last question."""
        return [str(entry["message"]) for entry in self.chromium.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses asked for since the last question, the browser's own `data:` icons aside."""
        events = (json.loads(entry["message"])["message"] for entry in self.chromium.get_log("performance"))
        sent = (event for event in events if event["method"] == "Network.requestWillBeSent")
        addresses = (str(event["params"]["request"]["url"]) for event in sent)
        return [address for address in addresses if not address.startswith("data:")]

    def forget(self) -> None:
        self.complaints()
        self.requests()

    def width(self, pixels: int) -> None:
        self._emulate(
            "Emulation.setDeviceMetricsOverride", width=pixels, height=700, deviceScaleFactor=2, mobile=False
        )

    def scheme(self, name: str) -> None:
        self.media(**{"prefers-color-scheme": name})

    def media(self, **features: str) -> None:
        """What the page is told of the reader's device, and nothing else: `{"forced-colors": "active"}`."""
        told = [{"name": name, "value": value} for name, value in features.items()]
        self._emulate("Emulation.setEmulatedMedia", features=told)

    def without_javascript(self) -> None:
        self._emulate("Emulation.setScriptExecutionDisabled", value=True)

    def reset(self) -> None:
        self._emulate("Emulation.clearDeviceMetricsOverride")
        self._emulate("Emulation.setEmulatedMedia", features=[])
        self._emulate("Emulation.setScriptExecutionDisabled", value=False)

    def _emulate(self, command: str, **parameters: Any) -> None:
        self.chromium.execute_cdp_cmd(command, parameters)
