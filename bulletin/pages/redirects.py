"""The moved addresses as hosts want to be told of them, so that they forward before a page is sent.

The pages of `departed` forward on any host and from a disk; these files only make it faster, and tell
search engines for good. A host's limits are kept by leaving out what moved longest ago.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bulletin import addresses
from bulletin.archive import Archive
from bulletin.pages.page import Bodies, Page, PageGroup
from bulletin.site import Site

# GitLab reads no rule at all of a longer file: 1,000 rules and 64 kB. Cloudflare takes 2,000 rules. See
# docs/addresses.md for where these are from. Rules are not forced (`301!`): Cloudflare knows no such code.
MOST_RULES = 1_000
MOST_BYTES = 64_000


@dataclass(frozen=True, slots=True)
class Move:
    """An address and the one that it moved to, relative to the site's root."""

    path: str
    to: str


@dataclass(frozen=True, slots=True)
class RedirectsFile:
    """`_redirects` of Netlify, Cloudflare Pages and GitLab Pages; the newest moves come first."""

    moves: tuple[Move, ...]

    def text(self, site: Site, bodies: Bodies) -> str:
        """As many rules as each of the hosts takes."""
        rules = [f"{site.root_path}{one.path} {site.root_path}{one.to} 301\n" for one in reversed(self.moves)]
        kept: list[str] = []
        size = 0
        for rule in rules[:MOST_RULES]:
            size += len(rule)
            if size > MOST_BYTES:
                break
            kept.append(rule)
        return "".join(kept)


@dataclass(frozen=True, slots=True)
class NginxMap:
    """A map of nginx to include in its `http` block; `$bulletin_moved` is empty for all other addresses."""

    moves: tuple[Move, ...]

    def text(self, site: Site, bodies: Bodies) -> str:
        """The map alone: nginx takes the sizes of its tables only once and before them."""
        lines = (f"    {site.root_path}{one.path} {site.root_path}{one.to};\n" for one in self.moves)
        return (
            "# In the http block: map_hash_max_size 32768; map_hash_bucket_size 512; and include this file.\n"
            "# In the server block: if ($bulletin_moved) { return 301 $bulletin_moved; }\n"
            "# deploy/nginx/ does both.\n"
            f"map $uri $bulletin_moved {{\n{''.join(lines)}}}\n"
        )


@dataclass(frozen=True, slots=True)
class ApacheFile:
    """Rules of Apache's mod_alias, to include in a virtual host or to copy to `.htaccess`."""

    moves: tuple[Move, ...]

    def text(self, site: Site, bodies: Bodies) -> str:
        """A rule a line, each for one address and none below it."""
        return "".join(
            f"RedirectMatch 301 ^{re.escape(site.root_path + one.path)}$ {site.root_path}{one.to}\n"
            for one in self.moves
        )


FILES: tuple[tuple[str, Callable[[tuple[Move, ...]], RedirectsFile | NginxMap | ApacheFile]], ...] = (
    (addresses.REDIRECTS, RedirectsFile),
    (addresses.REDIRECTS_NGINX, NginxMap),
    (addresses.REDIRECTS_APACHE, ApacheFile),
)


def redirect_groups(archive: Archive) -> Iterator[PageGroup]:
    """The three files, where anything moved; what moved last comes last."""
    moves = tuple(
        Move(departure.row.address.removeprefix("/"), departure.to.address.removeprefix("/"))
        for departure in sorted(archive.departed, key=lambda one: one.row.line)
        if departure.to is not None
    )
    if moves:
        yield PageGroup(_files, (moves,), ())


def _files(moves: tuple[Move, ...]) -> Iterator[Page]:
    for path, view in FILES:
        yield Page(path, None, view(moves))
