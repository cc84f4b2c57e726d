"""axe on pages of each kind: light, dark, in colours that the system forces; telephone and desktop."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from tests.audit import tools
from tests.audit.findings import Finding, Outcome
from tests.browser.visitor import Visitor

LOOKS = {
    "light": {"prefers-color-scheme": "light"},
    "dark": {"prefers-color-scheme": "dark"},
    "forced": {"forced-colors": "active"},
}
WIDTHS = (360, 1280)
_ANSWERED = "return document.querySelector('#tim-ket-qua').getAttribute('aria-busy') === 'false'"
_RUN = """
const done = arguments[arguments.length - 1];
axe.run({ resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }).then(
  ({ violations }) => done(violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => [id, `${target.join(" ")}: ${failureSummary}`]))),
  (error) => done([["axe", String(error)]]),
);
"""


def outcome(visitor: Visitor, address: str, pages: Iterable[str]) -> Outcome:
    """What axe says of `pages` of the site at `address`, each in all looks."""
    script = (tools.PACKAGES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    all_pages = list(pages)
    looks: dict[tuple[str, str, str], list[str]] = {}
    for page, width in product(all_pages, WIDTHS):
        visitor.width(width)
        visitor.open(address + page)
        if "?q=" in page:
            visitor.wait(lambda: visitor.run(_ANSWERED))
        visitor.run(script)
        for name, features in LOOKS.items():
            visitor.media(**features)
            for rule, told in visitor.chromium.execute_async_script(_RUN):
                looks.setdefault((page, rule, " ".join(told.split())), []).append(f"{name} {width}")
    found = (
        Finding(f"/{page} ({', '.join(where)})", rule, told) for (page, rule, told), where in looks.items()
    )
    looked_at = f"{len(all_pages)} pages, {len(LOOKS)} looks, {len(WIDTHS)} widths"
    return Outcome(f"axe {tools.version('axe-core')}", looked_at, tuple(found))
