"""`invoke audit`: the shipped archive, built as it is published and served by nginx, before four checkers."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from bulletin.content.model import BulletinError
from tests.audit import axe, epubcheck, lighthouse, nu, tools
from tests.audit.findings import Outcome, table
from tests.bench.search.chromium import chromium
from tests.browser.shipped import shipped_archive
from tests.browser.visitor import KINDS, Visitor
from tests.built_site import built_at
from tests.nginx import nginx

# Beside one of each template: what the same template makes of other things.
OTHERS = {
    "authors": "tac-gia/",
    "author": "tac-gia/khanh-linh/",
    "topics": "chu-de/",
    "topic": "chu-de/mot-cua/",
    "section": "chuyen-muc/cai-cach-dia-phuong/",
    "source": "nguon/plo.vn/",
    "former province": "tinh-thanh/bac-giang-cu/",
    "takedown": "ban-quyen/",
    "how to search": "cach-tim-kiem/",
    "results": "tim-kiem/?q=một+cửa",
    "nothing found": "tim-kiem/?q=xyzxyz",
    "marked": "2023/12/11/5/?tim=Bắc+Giang",
}
MEASURED = ("home", "issue", "article", "list", "provinces", "search")


def audit(only: str) -> int:
    """Run the checkers named in `only` (all where it is empty), print what they found; 1 if anything, or 0.

    Raises BulletinError for a name that is none, and where a program is missing.
    """
    names = {"axe", "lighthouse", "nu", "epubcheck"}
    wanted = {name for name in only.split(",") if name} or names
    if wanted - names:
        raise BulletinError(f"--only {only}: the checkers are {', '.join(sorted(names))}")
    tools.require()
    with TemporaryDirectory(prefix="bulletin-audit-") as folder:
        outcomes = _outcomes(wanted, Path(folder))
    print(table(outcomes))
    return 1 if any(one.findings for one in outcomes) else 0


def _outcomes(wanted: set[str], folder: Path) -> list[Outcome]:
    site = built_at("https://kho.example", folder / "site" / "output", shipped_archive(folder))
    (folder / "nginx").mkdir()
    outcomes = []
    if "nu" in wanted:
        outcomes.append(nu.outcome(site))
    if "epubcheck" in wanted:
        outcomes.append(epubcheck.outcome(site))
    with nginx(folder / "nginx", site) as server:
        if "axe" in wanted:
            visitor = Visitor(chromium(logs=["browser", "performance"]))
            try:
                outcomes.append(axe.outcome(visitor, server.address, [*KINDS.values(), *OTHERS.values()]))
            finally:
                visitor.chromium.quit()
        if "lighthouse" in wanted:
            outcomes.append(lighthouse.outcome(server.address, [KINDS[kind] for kind in MEASURED]))
    return outcomes
