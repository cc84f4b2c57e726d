"""Chromium without a screen, as the benchmark and the tests drive it."""

from __future__ import annotations

import shutil
from collections.abc import Collection

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from bulletin.content.model import BulletinError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--window-size=1200,1400",
)
_MISSING = "Chromium and chromedriver are not on PATH: apt-get install chromium-driver"


def program() -> str:
    """Where Chromium is. Raises BulletinError where there is none."""
    binary = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if binary is None:
        raise BulletinError(_MISSING)
    return binary


def chromium(*flags: str, logs: Collection[str] = (), waits: bool = True) -> webdriver.Chrome:
    """A browser with `flags` besides ours, which keeps `logs` (`browser`, `performance`) to be asked for.

    Each command `waits` until the page is loaded; some pages never are. Raises BulletinError where there is
    none.
    """
    driver = shutil.which("chromedriver")
    if driver is None:
        raise BulletinError(_MISSING)
    options = webdriver.ChromeOptions()
    options.binary_location = program()
    options.page_load_strategy = "normal" if waits else "none"
    for flag in (*FLAGS, *flags):
        options.add_argument(flag)
    if logs:
        options.set_capability("goog:loggingPrefs", dict.fromkeys(logs, "ALL"))
    return webdriver.Chrome(options=options, service=Service(driver))
