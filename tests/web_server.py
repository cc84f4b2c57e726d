"""A real web server on a free port, started for a test and gone with it, and what it answers."""

from __future__ import annotations

import gzip
import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What came back: `body` is unpacked where it came compressed."""

    status: int
    headers: Message
    body: bytes

    @property
    def leads_to(self) -> str:
        """The path of the header Location, which nginx sends without the host and Apache with it."""
        return urlsplit(self.headers["Location"] or "").path


@dataclass(frozen=True)
class Server:
    """A running server, with the folder that it serves."""

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


def program(name: str) -> str:
    """Where the server `name` is: Debian has servers in a folder that is not on everybody's PATH."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    assert found, f"{name} is not installed; type: sh .ci/hosting.sh"
    return found


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def changed(preset: str, changes: Mapping[str, str]) -> str:
    """`preset` with what a keeper of a server changes in it; each is there once."""
    for old, new in changes.items():
        assert preset.count(old) == 1, old
        preset = preset.replace(old, new)
    return preset


@contextmanager
def running(command: Sequence[str], port: int, log: Path) -> Iterator[None]:
    """`command` at work in the foreground, from when `port` answers; what went wrong is in `log`."""
    with subprocess.Popen(command) as process:
        try:
            for _ in range(200):
                said = log.read_text(encoding="utf-8") if log.exists() else ""
                assert process.poll() is None, said or f"{command[0]} ended"
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            else:
                raise AssertionError(f"{command[0]} did not start")
            yield
        finally:
            process.terminate()
