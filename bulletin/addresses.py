"""The address of each page, relative to the site's root and without a leading slash: `2023/12/11/5/`."""

from __future__ import annotations

from datetime import date

HOME = ""
SEARCH = "tim-kiem/"
PROVINCES = "tinh-thanh/"
SECTIONS = "chuyen-muc/"
SOURCES = "nguon/"
AUTHORS = "tac-gia/"
CALENDAR = "lich/"


def issue(day: date) -> str:
    """The page of the issue of `day`."""
    return f"{day:%Y/%m/%d}/"


def article(day: date, number: int) -> str:
    """The page of article `number` of the issue of `day`."""
    return f"{day:%Y/%m/%d}/{number}/"


def year(number: int) -> str:
    """The calendar of a year."""
    return f"{number:04d}/"


def month(year_number: int, number: int) -> str:
    """The calendar of a month."""
    return f"{year_number:04d}/{number:02d}/"


def closed_page(of: str, number: int) -> str:
    """Page `number`, from the oldest, of the long list at the address `of`."""
    return f"{of}trang/{number}/"


def file_of(path: str) -> str:
    """The file that answers the address `path`."""
    return path if path.endswith(".html") else f"{path}index.html"


def root_from(path: str) -> str:
    """The way from the page at `path` to the site's root: `../../../../` for an article."""
    return "../" * path.count("/") or "./"
