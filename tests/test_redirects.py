"""The files that tell hosts of moved addresses: within each host's limits, and true where nginx runs."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_site import MINI, build, settings_with

from bulletin.pages.redirects import MOST_BYTES, MOST_RULES, ApacheFile, Move, NginxMap, RedirectsFile
from bulletin.site import Site

SITE = Site("Tên", "", "https://a.example/duoi", None)
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


class NoBodies:
    """These files show no article."""

    def html(self, path: str, digest: str) -> str:
        raise AssertionError(path)

    plain = html


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
    text = ApacheFile((Move("nguon/a.vn/", "nguon/b.vn/"),)).text(SITE, NoBodies())
    assert text == "RedirectMatch 301 ^/duoi/nguon/a\\.vn/$ /duoi/nguon/b.vn/\n"


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[int]:
    """The mini-site behind nginx as the file itself says to set it up; its port."""
    output = tmp_path / "output"
    settings = settings_with(tmp_path, SITEURL="https://a.example")
    assert build(MINI / "in", output, "-s", str(settings)).code == 0
    long = NginxMap(moves(3_000, 200)).text(SITE, NoBodies()).partition("{\n")[2].partition("}")[0]
    included = tmp_path / "redirects.conf"
    included.write_text(
        (output / "redirects.nginx.conf").read_text("utf-8").replace("{\n", "{\n" + long), "utf-8"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    temporary = "".join(
        f"{name}_temp_path t;" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"pid pid; error_log error.log; events {{}}\n"
        f"http {{ access_log off; {temporary} map_hash_max_size 32768; map_hash_bucket_size 512;\n"
        "include redirects.conf;\n"
        f"server {{ listen 127.0.0.1:{port}; root {output};\n"
        "if ($bulletin_moved) { return 301 $bulletin_moved; }}}",
        "utf-8",
    )
    # A worker with fewer rights could not read the folder of a test.
    as_owner = "user root;" if os.geteuid() == 0 else ""
    command = [str(NGINX), "-p", str(tmp_path), "-c", "nginx.conf", "-g", f"daemon off; {as_owner}"]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        assert (tmp_path / "error.log").read_text("utf-8") == ""
        yield port
    finally:
        running.terminate()
        running.wait()


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed here")
def test_nginx_forwards(nginx: int) -> None:
    def ask(path: str) -> tuple[int, str | None]:
        connection = http.client.HTTPConnection("127.0.0.1", nginx)
        connection.request("GET", path)
        answer = connection.getresponse()
        connection.close()
        location = answer.getheader("Location")
        return answer.status, location and re.sub(r"^http://[^/]*", "", location)

    assert ask("/2023/12/28/3/") == (301, "/2024/01/02/1/")
    assert ask("/tac-gia/thanh-maii/") == (301, "/tac-gia/thanh-mai/")
    assert ask(f"/duoi/tac-gia/{'a' * 200}-7/") == (301, "/duoi/tac-gia/b-7/")
    assert ask("/2024/01/02/1/") == (200, None)
    assert ask("/2024/01/02/2/") == (200, None)
