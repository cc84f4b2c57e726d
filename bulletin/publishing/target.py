"""Where a site is published to, as it is typed: a folder, here or on another machine, or a host's name."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.content.model import BulletinError

# The hosts that are named, and what follows their name after a colon.
NAMED = {
    "github-pages": "remote of git, origin unless given",
    "gitlab-pages": "remote of git, origin unless given",
    "cloudflare-pages": "name of the project",
    "netlify": "name or id of the site, that of the linked folder unless given",
}
_NEEDS_VALUE = ("cloudflare-pages",)


@dataclass(frozen=True, slots=True)
class Target:
    """A host of `deploy/hosts.toml`, and its `value`: a folder, a remote, a project, a bucket, or nothing."""

    host: str
    value: str


def parse(typed: str) -> Target:
    """The target that was typed. Raises BulletinError for what is none.

    >>> parse("github-pages:upstream")
    Target(host='github-pages', value='upstream')
    """
    if typed.startswith("-") or typed.partition(":")[2].startswith("-"):
        # The programs that we call would take this for an option.
        raise BulletinError(f"{typed}: no target for publication, since it begins with a dash")
    if typed.startswith("s3:"):
        if typed.startswith("s3://") and typed.rstrip("/") != "s3:":
            return Target("s3", typed.rstrip("/"))
        raise BulletinError(f"{typed}: add the name of the bucket, s3://diem-bao")
    name, _, value = typed.partition(":")
    if name in NAMED:
        if name in _NEEDS_VALUE and not value:
            raise BulletinError(f"{name}: add the {NAMED[name]} after a colon, {name}:diem-bao")
        return Target(name, value)
    if any(sign in typed for sign in "/:\\") or typed.startswith("."):
        return Target("folder", typed)
    raise BulletinError(
        f"{typed}: no target for publication; give a folder (/var/www/diem-bao, or host:/var/www/diem-bao), "
        f"s3://bucket, or one of {', '.join(NAMED)}"
    )
