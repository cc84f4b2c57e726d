"""A real nginx with the preset of `deploy/nginx`, on a free port of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.built_site import ROOT
from tests.web_server import Server, changed, free_port, program, running

PRESET = ROOT / "deploy" / "nginx"


@contextmanager
def nginx(folder: Path, root: Path, path: str = "") -> Iterator[Server]:
    """Serve `root` with the preset; the site lies below `path` in it. Its own files go to `folder`."""
    preset = changed(
        "".join((PRESET / name).read_text(encoding="utf-8") for name in ("http.conf", "site.conf")),
        {
            "listen 80;": "listen 127.0.0.1:PORT;",
            "root /var/www/diem-bao;": f"root {root};",
            'set $bulletin_path "";': f'set $bulletin_path "{path}";',
            "include /var/www/diem-bao/redirects": f"include {root}{path}/redirects",
        },
    )
    with nginx_with(folder, preset) as port:
        yield Server(port, root)


@contextmanager
def nginx_with(folder: Path, http: str) -> Iterator[int]:
    """The port, which `http` calls PORT, of an nginx with that block; its own files go to `folder`."""
    port = free_port()
    log = folder / "error.log"
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # A worker with fewer rights could not read the folder of a test.
    as_owner = "user root;\n" if os.geteuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"{as_owner}daemon off;\npid {folder}/pid;\nerror_log {log};\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{http.replace('PORT', str(port))}}}\n",
        encoding="utf-8",
    )
    with running((program("nginx"), "-c", str(configuration), "-e", str(log)), port, log):
        yield port
