"""What became of an address: `live`, `moved → /address/` or `gone: reason`; `forgotten` frees it again."""

from __future__ import annotations

import re

LIVE = "live"
# Given and never published, so free again.
FORGOTTEN = "forgotten"
_STATE = re.compile(r"(?P<live>live)|moved\s*(?:→|->)\s*(?P<target>/\S*)|gone:\s*(?P<reason>\S.*)")


def state(written: str) -> str | None:
    """Bring the state `written` into our spelling; None where it is no state. An arrow may be typed as `->`.

    >>> state("moved -> /tinh-thanh/ha-noi/")
    'moved → /tinh-thanh/ha-noi/'
    """
    if written in (LIVE, FORGOTTEN):
        return written
    match = _STATE.fullmatch(written)
    if not match:
        return None
    return moved_to(match["target"]) if match["target"] else written


def moved_to(address: str) -> str:
    """The state of an address that leads to `address`.

    >>> moved_to("/tinh-thanh/ha-noi/")
    'moved → /tinh-thanh/ha-noi/'
    """
    return f"moved → {address}"


def no_state(written: str) -> str:
    """The message for `written`, which `state` found to be no state.

    >>> no_state("lost")
    "'lost' is no state: live, «moved → /address/» or «gone: reason»"
    """
    return f"{written!r} is no state: live, «moved → /address/» or «gone: reason»"


def target(state: str) -> str | None:
    """The address that a moved one leads to, else None.

    >>> target("moved → /tinh-thanh/ha-noi/")
    '/tinh-thanh/ha-noi/'
    """
    return _part(state, "target")


def reason(state: str) -> str | None:
    """Why the page of an address is gone, else None.

    >>> reason("gone: theo yêu cầu")
    'theo yêu cầu'
    """
    return _part(state, "reason")


def _part(state: str, name: str) -> str | None:
    match = _STATE.fullmatch(state)
    return match[name] if match else None
