"""Shows a built site on this machine as a static host would: types, 404 page and all, nothing kept in caches.

For looking and for tests, never for the public: `PreviewServer` listens on 127.0.0.1 only. With a `Reloader`
it adds a small script to each page, which loads the page anew when the site was rebuilt; the files themselves
are not touched.
"""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Mapping
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any

from bulletin.commands.byte_range import asked_part
from bulletin.commands.reloader import Reloader
from bulletin.content.model import BulletinError

HOST = "127.0.0.1"
# `localhost` is that address as well, and browsers ask it first.
_HOST_TOO = "::1"

# Spelled out, since the fallback is the system's own list, which differs from machine to machine.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".epub": "application/epub+zip",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pagefind": "application/octet-stream",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}

RELOAD_SCRIPT = "/-/reload.js"
RELOAD_EVENTS = "/-/reload"
# Files of our own origin, not inline, so that the pages' content security policy lets them run.
_SCRIPT = f'new EventSource("{RELOAD_EVENTS}").addEventListener("rebuilt", () => location.reload());\n'
_SECONDS_BETWEEN_SIGNS_OF_LIFE = 10.0


class PreviewServer(ThreadingHTTPServer):
    """Serves one folder; port 0 takes any free port, `address` tells which.

    Raises BulletinError if the folder is missing or the port is taken.
    """

    def __init__(self, folder: Path, port: int = 8000, reloader: Reloader | None = None) -> None:
        # As text and looked up at each request: a build may replace the folder while it is being served.
        self.folder = str(folder.resolve())
        self.reloader = reloader
        if not folder.is_dir():
            raise BulletinError(f"{folder}: no such folder; build the site first: invoke build")
        in_use = f"port {port} is already in use: stop the other server, or add --port {port + 1}"
        if _is_served(_HOST_TOO, port):
            raise BulletinError(in_use)
        try:
            super().__init__((HOST, port), _Handler)
        except OverflowError:
            raise BulletinError(_no_port(port)) from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise BulletinError(in_use) from None
            raise BulletinError(f"cannot listen on port {port}: {error.strerror}") from None

    @property
    def address(self) -> str:
        """The address of the home page."""
        return f"http://localhost:{self.server_port}/"

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Answer one request from the folder."""
        _Handler(request, client_address, self, directory=self.folder)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a browser went away in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def port_of(typed: str) -> int:
    """The port that was typed. Raises BulletinError for what is none.

    >>> port_of("8000")
    8000
    """
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 5 or int(typed) > 65535:
        raise BulletinError(_no_port(typed))
    return int(typed)


def _no_port(typed: object) -> str:
    return f"{typed} is not a port: take one from 1 to 65535"


def _is_served(host: str, port: int) -> bool:
    """Whether somebody answers at `port` of `host`."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except (OSError, OverflowError):
        return False


def serve(server: PreviewServer) -> None:
    """Serve until Ctrl-C, which is the way to stop and no error."""
    print(f"Serving {server.folder} at {server.address} (Ctrl-C stops)", flush=True)
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nStopped.")


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PreviewServer

    def do_GET(self) -> None:
        if self._send_part():
            return
        if self.server.reloader is None:
            super().do_GET()
        elif self.path == RELOAD_SCRIPT:
            self._send(HTTPStatus.OK, TYPES[".js"], _SCRIPT.encode())
        elif self.path == RELOAD_EVENTS:
            self._send_events(self.server.reloader)
        elif (page := self._page(self.server.reloader.ahead)) is not None:
            self._send(HTTPStatus.OK, TYPES[".html"], self._with_script(page))
        else:
            super().do_GET()

    def _send_part(self) -> bool:
        """Send the part of a file that was asked for; whether one was."""
        path = Path(self.translate_path(self.path))
        size = path.stat().st_size if path.is_file() else 0
        part = asked_part(self.headers["Range"], size)
        if part is None:
            return False
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Range", f"bytes {part.start}-{part.stop - 1}/{size}")
        self._send_body(self.guess_type(path), path.read_bytes()[part.start : part.stop])
        return True

    def guess_type(self, path: Any) -> str:
        name = PurePosixPath(path).name.lower()
        suffix = PurePosixPath(name).suffix
        if suffix.startswith(".pf_"):
            return TYPES[".pagefind"]
        return TYPES.get(suffix) or super().guess_type(path)

    def list_directory(self, path: Any) -> None:
        # A static host shows no listings: a folder without index.html is a page that does not exist.
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.server.folder, "404.html")
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self.log_error("%s: not found", self.path)
            self._send(HTTPStatus.NOT_FOUND, TYPES[".html"], self._with_script(page.read_bytes()))
        else:
            super().send_error(code, message, explain)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """Stay silent: only errors are worth a line."""

    def _page(self, ahead: Mapping[str, bytes]) -> bytes | None:
        """The HTML that the address names, if it names a page as the static host would have it."""
        path = Path(self.translate_path(self.path))
        if self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        name = path.relative_to(self.server.folder).as_posix()
        if name in ahead:
            return ahead[name]
        return path.read_bytes() if path.suffix == ".html" and path.is_file() else None

    def _with_script(self, page: bytes) -> bytes:
        if self.server.reloader is None:
            return page
        head, end, tail = page.rpartition(b"</body>")
        script = f'<script src="{RELOAD_SCRIPT}"></script>'.encode()
        return head + script + end + tail if end else page + script

    def _send(self, status: HTTPStatus, media_type: str, body: bytes) -> None:
        self.send_response(status)
        self._send_body(media_type, body)

    def _send_body(self, media_type: str, body: bytes) -> None:
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_events(self, reloader: Reloader) -> None:
        seen = reloader.builds
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        while True:
            builds = reloader.wait(seen, _SECONDS_BETWEEN_SIGNS_OF_LIFE)
            # The comment (":") shows, by failing, that the page was closed.
            self.wfile.write(b"event: rebuilt\ndata:\n\n" if builds > seen else b":\n\n")
            seen = builds
            self.wfile.flush()
