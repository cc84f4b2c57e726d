"""The file `_headers`, by which Netlify and Cloudflare Pages are told which headers to send with the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bulletin.pages.page import Bodies, Page, PageGroup
from bulletin.pages.site import Site

# Both hosts look for this name at the root of the site.
HEADERS_FILE = "_headers"
# Files of search bundles: each bundle is a folder named by a hash. The manifest beside them is not meant.
_HASHED = "/search/:bundle/*"


@dataclass(frozen=True, slots=True)
class HeadersFile:
    """The headers of all files, and how long those that never change may be kept.

    A header that two rules give is sent with both values, so each stands in one. Both hosts have all other
    files asked for anew by themselves.
    """

    every: tuple[tuple[str, str], ...]
    cache_hashed: str

    def text(self, site: Site, bodies: Bodies) -> str:
        """A rule for all files and one for those of search bundles."""
        every = "".join(f"  {name}: {value}\n" for name, value in self.every)
        return f"/*\n{every}{_HASHED}\n  Cache-Control: {self.cache_hashed}\n"


def headers_group(every: Mapping[str, str], cache_hashed: str) -> PageGroup:
    """The file for the hosts that read one."""
    return PageGroup(_page, (HeadersFile(tuple(every.items()), cache_hashed),), ())


def _page(view: HeadersFile) -> Iterator[Page]:
    yield Page(HEADERS_FILE, None, view)
