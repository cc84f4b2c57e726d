"""The addresses that moved or are gone, as hosts want to be told of them to forward or to answer 410.

The pages of `departed` do on any host and from a disk what can be done there; these files only make it
faster, and tell search engines for good. A host's limits are kept by leaving out what moved longest ago.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.archive.archive import Departure
from bulletin.ledger import addresses
from bulletin.pages.page import Bodies, Page, PageGroup
from bulletin.pages.site import Site

# GitLab's limits; Cloudflare takes 2,000 rules. See docs/addresses.md for where these are from. Rules are not
# forced (`301!`): Cloudflare knows no such code.
MOST_RULES = 1_000
MOST_BYTES = 64_000


@dataclass(frozen=True, slots=True)
class Move:
    """An address and the one that it leads to, relative to the site's root; for good, or only `for_now`.

    A browser may keep a 301 and never ask for the page again, and nginx, Apache and Caddy keep their rules
    until somebody reloads them. So what is for now is told with 302, and only where rules come with the site.
    """

    path: str
    to: str
    for_now: bool = False

    @property
    def code(self) -> int:
        """The status that tells it."""
        return 302 if self.for_now else 301


@dataclass(frozen=True, slots=True)
class RedirectsFile:
    """`_redirects` of Netlify, Cloudflare Pages and GitLab Pages; the newest moves come first."""

    moves: tuple[Move, ...]

    def text(self, site: Site, bodies: Bodies) -> str:
        """As many rules as each of the hosts takes."""
        rules = [
            f"{site.root_path}{one.path} {site.root_path}{one.to} {one.code}\n"
            for one in reversed(self.moves)
        ]
        kept: list[str] = []
        size = 0
        for rule in rules[:MOST_RULES]:
            size += len(rule)
            if size > MOST_BYTES:
                break
            kept.append(rule)
        return "".join(kept)


@dataclass(frozen=True, slots=True)
class NginxMaps:
    """Maps of nginx to include in its `http` block; their variables are empty for all other addresses."""

    moves: tuple[Move, ...]
    gone: tuple[str, ...]

    def text(self, site: Site, bodies: Bodies) -> str:
        """The maps alone: nginx takes the sizes of its tables only once and before them."""
        moves = (f"    {site.root_path}{one.path} {site.root_path}{one.to};\n" for one in self.moves)
        gone = (f"    {site.root_path}{path} 1;\n" for path in self.gone)
        return (
            "# In the http block: map_hash_max_size 32768; map_hash_bucket_size 512; and include this file.\n"
            "# In the server block: if ($bulletin_moved) { return 301 $bulletin_moved; }\n"
            "# deploy/nginx/ does both, and answers 410 for what is gone, with the page that is there.\n"
            f"map $uri $bulletin_moved {{\n{''.join(moves)}}}\n"
            f"map $uri $bulletin_gone {{\n{''.join(gone)}}}\n"
        )


@dataclass(frozen=True, slots=True)
class ApacheFile:
    """Rules of Apache's mod_alias, to include in a virtual host or to copy to `.htaccess`."""

    moves: tuple[Move, ...]
    gone: tuple[str, ...]

    def text(self, site: Site, bodies: Bodies) -> str:
        """A rule a line, each for one address and none below it; what is gone is sent with its own page."""
        moves = (
            f"RedirectMatch 301 ^{re.escape(site.root_path + one.path)}$ {site.root_path}{one.to}\n"
            for one in self.moves
        )
        gone = (f"RedirectMatch 410 ^{re.escape(site.root_path + path)}$\n" for path in self.gone)
        # Apache takes what does not begin with a slash for the text of the message itself.
        page = "ErrorDocument 410 /%{REQUEST_URI}index.html\n" if self.gone else ""
        return "".join((*moves, page, *gone))


@dataclass(frozen=True, slots=True)
class CaddyFile:
    """Rules of Caddy to import in the block of a site, each for one address and none below it."""

    moves: tuple[Move, ...]
    gone: tuple[str, ...]

    def text(self, site: Site, bodies: Bodies) -> str:
        """What is gone is an error of its own: `handle_errors` of deploy/caddy/Caddyfile sends its page."""
        root = site.root_path
        moves = (f"redir {root}{one.path} {root}{one.to} 301\n" for one in self.moves)
        return "".join((*moves, *(f"error {root}{path} 410\n" for path in self.gone)))


def redirect_groups(departed: Iterable[Departure], replaced: Iterable[str]) -> Iterator[PageGroup]:
    """The files that each host needs, where anything moved or is gone; what came last comes last.

    `replaced` are data files that others took the place of, so that people who ask for them are led to the
    page about the data. No page could forward there: they are told as the newest.
    """
    in_order = sorted(departed, key=lambda one: one.row.line)
    moves = (
        *(
            Move(one.row.address.removeprefix("/"), one.to.address.removeprefix("/"), one.is_for_now)
            for one in in_order
            if one.to is not None
        ),
        *(Move(path, addresses.DATA) for path in replaced),
    )
    gone = tuple(
        one.row.address.removeprefix("/") for one in in_order if one.to is None and one.row.reason is not None
    )
    if moves or gone:
        yield PageGroup(_files, (moves, gone), ())


def _files(moves: tuple[Move, ...], gone: tuple[str, ...]) -> Iterator[Page]:
    if moves:
        yield Page(addresses.REDIRECTS, None, RedirectsFile(moves))
    lasting = tuple(one for one in moves if not one.for_now)
    if lasting or gone:
        yield Page(addresses.REDIRECTS_NGINX, None, NginxMaps(lasting, gone))
        yield Page(addresses.REDIRECTS_APACHE, None, ApacheFile(lasting, gone))
        yield Page(addresses.REDIRECTS_CADDY, None, CaddyFile(lasting, gone))
