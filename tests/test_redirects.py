"""The files that tell hosts of moved addresses: within each host's limits, and true where nginx runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin.pages.redirects import (
    MOST_BYTES,
    MOST_RULES,
    ApacheFile,
    CaddyFile,
    Move,
    NginxMaps,
    RedirectsFile,
)
from bulletin.pages.site import Site
from tests.built_site import MINI, built_at
from tests.nginx import nginx_with
from tests.web_server import Server

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

SITE = Site("Tên", "", "https://a.example/duoi", None)


class NoBodies:
    """These files show no article."""

    def html_elsewhere(self, path: str, digest: str, page: str) -> str:
        raise AssertionError(path)

    def plain(self, path: str, digest: str) -> str:
        raise AssertionError(path)


def moves(count: int, length: int = 1) -> tuple[Move, ...]:
    return tuple(Move(f"tac-gia/{'a' * length}-{n}/", f"tac-gia/b-{n}/") for n in range(count))


@pytest.mark.parametrize(("count", "length"), [(3, 1), (1_500, 1), (900, 90)])
def test_redirects_keep_the_newest_within_the_limits_of_hosts(count: int, length: int) -> None:
    lines = RedirectsFile(moves(count, length)).text(SITE, NoBodies()).splitlines()
    size = len("\n".join(lines))
    assert len(lines) == min(count, MOST_RULES) or size > MOST_BYTES - 300
    assert len(lines) <= MOST_RULES
    assert size <= MOST_BYTES
    assert lines[0] == f"/duoi/tac-gia/{'a' * length}-{count - 1}/ /duoi/tac-gia/b-{count - 1}/ 301"
    for line in lines:
        # No splat and no placeholder, of which Cloudflare takes a hundred only; no line over 1,000 letters.
        assert re.fullmatch(r"/[a-z0-9./-]+/ /[a-z0-9./-]+/ 301", line)
        assert len(line) <= 1_000


def test_apache_rules_are_for_one_address_each() -> None:
    moved = "RedirectMatch 301 ^/duoi/nguon/a\\.vn/$ /duoi/nguon/b.vn/\n"
    gone = "ErrorDocument 410 /%{REQUEST_URI}index.html\nRedirectMatch 410 ^/duoi/2024/01/02/2/$\n"
    move = (Move("nguon/a.vn/", "nguon/b.vn/"),)
    assert ApacheFile(move, ()).text(SITE, NoBodies()) == moved
    assert ApacheFile(move, ("2024/01/02/2/",)).text(SITE, NoBodies()) == moved + gone


def test_rules_of_caddy_are_for_one_address_each() -> None:
    moved = "redir /duoi/nguon/a.vn/ /duoi/nguon/b.vn/ 301\n"
    file = CaddyFile((Move("nguon/a.vn/", "nguon/b.vn/"),), ("2024/01/02/2/",))
    assert file.text(SITE, NoBodies()) == f"{moved}error /duoi/2024/01/02/2/ 410\n"


def test_what_is_gone_alone_needs_no_redirects() -> None:
    assert (
        NginxMaps((), ("2024/01/02/2/",))
        .text(SITE, NoBodies())
        .endswith("map $uri $bulletin_moved {\n}\nmap $uri $bulletin_gone {\n    /duoi/2024/01/02/2/ 1;\n}\n")
    )


@pytest.fixture
def by_hand(tmp_path: Path) -> Iterator[Server]:
    """The mini-site behind nginx as the file itself says to set it up, with thousands of other moves."""
    output = built_at("https://a.example", tmp_path / "output", MINI / "in")
    long = NginxMaps(moves(3_000, 200), ()).text(SITE, NoBodies()).partition("{\n")[2].partition("}")[0]
    maps = (output / "redirects.nginx.conf").read_text("utf-8").replace("{\n", "{\n" + long, 1)
    with nginx_with(
        tmp_path,
        f"map_hash_max_size 32768; map_hash_bucket_size 512;\n{maps}"
        f"server {{ listen 127.0.0.1:PORT; root {output};\n"
        "if ($bulletin_moved) { return 301 $bulletin_moved; }}",
    ) as port:
        # It would warn of tables that are too small.
        assert (tmp_path / "error.log").read_text("utf-8") == ""
        yield Server(port, output)


def test_nginx_forwards(by_hand: Server) -> None:
    def ask(path: str) -> tuple[int, str]:
        answer = by_hand.get(path)
        return answer.status, answer.leads_to

    assert ask("/2023/12/28/3/") == (301, "/2024/01/02/1/")
    assert ask("/tac-gia/thanh-maii/") == (301, "/tac-gia/thanh-mai/")
    # It forwards by its page: the list may grow again before somebody reloads nginx.
    assert ask("/tinh-thanh/bac-giang/trang/1/") == (200, "")
    assert ask(f"/duoi/tac-gia/{'a' * 200}-7/") == (301, "/duoi/tac-gia/b-7/")
    assert ask("/2024/01/02/1/") == (200, "")
    assert ask("/2024/01/02/2/") == (200, "")
