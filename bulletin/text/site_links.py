"""Links from one page of the site to another: `/2023/12/11/5/`, or `{filename}` as Pelican writes it."""

from __future__ import annotations

import re

# A slash alone at the beginning; two would be another host.
SITE_TARGET = re.compile(r"/(?!/)")
_FILE = re.compile(r"\{filename\}\S*?(\d{4})-(\d\d)-(\d\d)/0*(\d+)(?:-[^/\s#]*)?\.md(#p\d+)?$")
_HREF = re.compile(r'(?<=\shref=")/(?!/)')


def address_of_target(target: str) -> str | None:
    """The address on the site that a link's `target` is of, with its paragraph; None for any other target.

    >>> address_of_target("{filename}/articles/2023/2023-12-11/05-bac-giang.md#p2")
    '/2023/12/11/5/#p2'
    """
    if SITE_TARGET.match(target):
        return target
    # Markdown shields what no address has.
    found = _FILE.match(target.replace("%7B", "{").replace("%7D", "}"))
    return f"/{found[1]}/{found[2]}/{found[3]}/{found[4]}/{found[5] or ''}" if found else None


def led_from(html: str, root: str) -> str:
    """`html` of a body with its links to the site leading there from a page whose root is at `root`.

    >>> led_from('<a href="/2023/12/11/5/">bài 5</a>', "../../")
    '<a href="../../2023/12/11/5/">bài 5</a>'
    """
    return _HREF.sub(root, html)
