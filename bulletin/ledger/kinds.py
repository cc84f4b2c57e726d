"""The kinds of addresses in the ledger, each with the form that only its own addresses have.

So an address says by itself what it is of, and cannot become one of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bulletin.ledger import addresses
from bulletin.text.dates import is_iso_day

LIST_PAGE = "list-page"

_SLUG = r"[a-z0-9][a-z0-9.-]*"
_LISTS = "|".join(
    (addresses.PROVINCES, addresses.SECTIONS, addresses.SOURCES, addresses.AUTHORS, addresses.TOPICS)
)
KINDS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(form)
    for kind, form in (
        ("issue", r"/\d{4}/\d{2}/\d{2}/"),
        ("article", r"/\d{4}/\d{2}/\d{2}/[1-9]\d*/"),
        ("year", r"/\d{4}/"),
        ("month", r"/\d{4}/(?:0[1-9]|1[0-2])/"),
        ("author", f"/{addresses.AUTHORS}{_SLUG}/"),
        ("province", f"/{addresses.PROVINCES}{_SLUG}/"),
        ("topic", f"/{addresses.TOPICS}{_SLUG}/"),
        ("section", f"/{addresses.SECTIONS}{_SLUG}/"),
        ("source", f"/{addresses.SOURCES}{_SLUG}/"),
        (LIST_PAGE, f"/(?:{_LISTS}){_SLUG}/trang/[1-9]\\d*/"),
        # Digits alone are never the slug of a page: they are years.
        ("page", rf"/(?!\d+/){_SLUG}/"),
    )
}


def kind_fault(address: str, kind: str) -> str | None:
    """Why `address` cannot be one of the kind `kind`; None where it can.

    >>> kind_fault("/2023/02/30/", "issue")
    '/2023/02/30/ is of a day that cannot be'
    """
    if kind not in KINDS:
        return f"{kind!r} is no kind; known: {', '.join(KINDS)}"
    if not KINDS[kind].fullmatch(address):
        return f"{address!r} is no address of the kind {kind}; an address keeps its kind"
    if kind in ("issue", "article") and not is_iso_day(address[1:11].replace("/", "-")):
        return f"{address} is of a day that cannot be"
    return None
