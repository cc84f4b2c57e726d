"""What a site has to tell readers before it is published: its address, and whom to write to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bulletin.content.model import BulletinError

# RFC 2606: nobody can own a name that ends in one of these.
_NOBODYS = re.compile(r"\.(?:example|invalid|test)(?:[:/]|$)")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?$")


@dataclass(frozen=True, slots=True)
class PublicSite:
    """The address and the contact in the settings `file`."""

    address: str
    contact: str
    file: str


def is_address(typed: str) -> bool:
    """Whether a site can have this address.

    >>> is_address("https://diem-bao.example"), is_address("https://diembao.vn/kho")
    (False, True)
    """
    return bool(_ADDRESS.match(typed)) and not _NOBODYS.search(typed)


def refuse_nobodys(site: PublicSite) -> None:
    """Raise BulletinError for an address that nobody can have, or where there is no contact."""
    if not is_address(site.address):
        raise BulletinError(
            f"{site.file}: SITEURL is {site.address or 'empty'}, which is nobody's address; write there the "
            'address of the site: SITEURL = "https://…"'
        )
    if not site.contact.strip():
        raise BulletinError(
            f"{site.file}: CONTACT is empty; write there whom readers can write to or call: "
            'CONTACT = "toa-soan@…"'
        )
