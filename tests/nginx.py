"""A real nginx with the preset of `deploy/nginx`, on a free port of this machine."""

from __future__ import annotations

import gzip
import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from built_site import ROOT

PRESET = ROOT / "deploy" / "nginx"


@dataclass(frozen=True)
class Answer:
    """What came back: `body` is unpacked where it came compressed."""

    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running nginx, with the folder that it serves."""

    port: int
    root: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def get(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        if response.headers["Content-Encoding"] == "gzip":
            body = gzip.decompress(body)
        return Answer(response.status, response.headers, body)


@contextmanager
def nginx(folder: Path, root: Path, path: str = "") -> Iterator[Server]:
    """Serve `root` with the preset; the site lies below `path` in it. Its own files go to `folder`."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    assert program, "nginx is not installed; type: sh .ci/hosting.sh"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # What a keeper of a server changes in the preset, and no more.
    site = f"{root}{path}"
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "root /var/www/diem-bao;": f"root {root};",
        'set $bulletin_path "";': f'set $bulletin_path "{path}";',
        "include /var/www/diem-bao/redirects": f"include {site}/redirects",
    }
    preset = "".join((PRESET / name).read_text(encoding="utf-8") for name in ("http.conf", "site.conf"))
    for old, new in changes.items():
        assert preset.count(old) == 1, old
        preset = preset.replace(old, new)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"user root;\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{preset}}}\n",
        encoding="utf-8",
    )
    with subprocess.Popen([program, "-c", str(configuration), "-e", str(folder / "error.log")]) as process:
        try:
            _wait(process, port, folder / "error.log")
            yield Server(port, root)
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not start")
