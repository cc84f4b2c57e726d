"""The address of each page, relative to the site's root and without a leading slash: `2023/12/11/5/`."""

from __future__ import annotations

from datetime import date

from bulletin.content.model import BulletinError

HOME = ""
SEARCH = "tim-kiem/"
PROVINCES = "tinh-thanh/"
SECTIONS = "chuyen-muc/"
SOURCES = "nguon/"
AUTHORS = "tac-gia/"
TOPICS = "chu-de/"
CALENDAR = "lich/"
DATA = "data/"
FIGURES = "so-lieu/"
GLOSSARY = "tu-viet-tat/"
DOWNLOADS = "tai-ve/"
FEED_OF_ALL = "feeds/tat-ca.atom.xml"
JSON_FEED = "feeds/tat-ca.json"
SITEMAP = "sitemap.xml"
OPENSEARCH = "opensearch.xml"
ROBOTS = "robots.txt"
SAVED_WORKER = "saved-worker.js"
REDIRECTS = "_redirects"
REDIRECTS_NGINX = "redirects.nginx.conf"
REDIRECTS_APACHE = "redirects.apache.conf"
REDIRECTS_CADDY = "redirects.caddy.conf"
# First parts of addresses, and folders, that no page of an editor may take.
RESERVED = frozenset(
    (
        *(path.split("/")[0] for path in (SEARCH, PROVINCES, SECTIONS, SOURCES, AUTHORS, TOPICS, CALENDAR)),
        *(path.split("/")[0] for path in (DATA, FIGURES, GLOSSARY, DOWNLOADS)),
        *("feeds", "theme", "search", "ban-sao"),
    )
)


def issue(day: date) -> str:
    """The page of the issue of `day`.

    >>> issue(date(2023, 12, 11))
    '2023/12/11/'
    """
    return f"{day.isoformat().replace('-', '/')}/"


def article(day: date, number: int) -> str:
    """The page of article `number` of the issue of `day`.

    >>> article(date(2023, 12, 11), 5)
    '2023/12/11/5/'
    """
    return f"{day.isoformat().replace('-', '/')}/{number}/"


def year(number: int) -> str:
    """The calendar of a year.

    >>> year(2023)
    '2023/'
    """
    return f"{number:04d}/"


def month(year_number: int, number: int) -> str:
    """The calendar of a month.

    >>> month(2023, 2)
    '2023/02/'
    """
    return f"{year_number:04d}/{number:02d}/"


def issue_book(day: date) -> str:
    """The EPUB of the issue of `day`.

    >>> issue_book(date(2023, 12, 11))
    '2023/12/11/ban-tin-2023-12-11.epub'
    """
    return f"{issue(day)}ban-tin-{day.isoformat()}.epub"


def month_book(year_number: int, number: int) -> str:
    """The EPUB of the issues of a month.

    >>> month_book(2023, 2)
    '2023/02/ban-tin-2023-02.epub'
    """
    return f"{month(year_number, number)}ban-tin-{year_number:04d}-{number:02d}.epub"


def closed_pages(of: str) -> str:
    """What the addresses of the closed pages of the long list at the address `of` begin with.

    >>> closed_pages("tinh-thanh/bac-giang/")
    'tinh-thanh/bac-giang/trang/'
    """
    return f"{of}trang/"


def closed_page(of: str, number: int) -> str:
    """Page `number`, from the oldest, of the long list at the address `of`.

    >>> closed_page("tinh-thanh/bac-giang/", 2)
    'tinh-thanh/bac-giang/trang/2/'
    """
    return f"{closed_pages(of)}{number}/"


def feed(of: str) -> str:
    """The feed of the list at the address `of`: `feeds/tinh-thanh/bac-giang.atom.xml`.

    >>> feed("tinh-thanh/bac-giang/")
    'feeds/tinh-thanh/bac-giang.atom.xml'
    """
    return f"feeds/{of.rstrip('/')}.atom.xml"


def sitemap(part: str) -> str:
    """A part of the sitemap: of a year, or of the pages that belong to none.

    >>> sitemap("2023")
    'sitemap-2023.xml'
    """
    return f"sitemap-{part}.xml"


def file_of(path: str) -> str:
    """The file that answers the address `path`: the one place that turns an address into a file's path.

    Raises BulletinError for one that would lead out of the site's folder.

    >>> file_of("2023/12/11/")
    '2023/12/11/index.html'
    """
    if path.startswith("/") or "\\" in path or "\0" in path or ".." in path.split("/"):
        raise BulletinError(f"{path!r}: this address leads out of the site's folder; nothing was written")
    return f"{path}index.html" if not path or path.endswith("/") else path


def root_from(path: str) -> str:
    """The way from the page at `path` to the site's root: `../../../../` for an article.

    >>> root_from("2023/12/11/5/")
    '../../../../'
    """
    return "../" * path.count("/") or "./"
