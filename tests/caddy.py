"""A real Caddy with the preset of `deploy/caddy`, on a free port of this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.built_site import ROOT
from tests.web_server import Server, changed, free_port, program, running

PRESET = ROOT / "deploy" / "caddy" / "Caddyfile"


@contextmanager
def caddy(folder: Path, root: Path, path: str = "") -> Iterator[Server]:
    """Serve `root` with the preset; the site lies below `path` in it. Its own files go to `folder`."""
    if shutil.which("caddy") is None and not os.environ.get("CI"):
        pytest.skip("caddy is not installed; type: sh .ci/hosting.sh")
    port = free_port()
    preset = changed(
        PRESET.read_text(encoding="utf-8"),
        {
            "diem-bao.example {": f"http://127.0.0.1:{port} {{",
            "root * /var/www/diem-bao\n": f"root * {root}\n",
            "import /var/www/diem-bao/redirects": f"import {root}{path}/redirects",
            "rewrite @lost /404.html": f"rewrite @lost {path}/404.html",
        },
    )
    log = folder / "caddy.log"
    configuration = folder / "Caddyfile"
    alone = f"admin off\nauto_https off\nlog {{\noutput file {log}\nlevel WARN\n}}\n"
    configuration.write_text(f"{{\n{alone}}}\n{preset}", encoding="utf-8")
    at_home = ("env", f"XDG_CONFIG_HOME={folder}", f"XDG_DATA_HOME={folder}")
    command = (*at_home, program("caddy"), "run", "--adapter", "caddyfile", "--config", str(configuration))
    with running(command, port, log):
        yield Server(port, root)
