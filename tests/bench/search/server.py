"""A host for measuring and tests: strict security policy, compression as hosts do it, sent bytes counted."""

from __future__ import annotations

import contextlib
import gzip
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bulletin.commands.byte_range import asked_part

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; "
    "img-src 'self' data:"
)
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
}


@dataclass
class Sent:
    """What the server sent: path without the query, and bytes of the body as they travelled."""

    requests: list[tuple[str, int]] = field(default_factory=list)

    @property
    def bytes(self) -> int:
        """All bytes of bodies together."""
        return sum(size for _, size in self.requests)


class SearchServer(ThreadingHTTPServer):
    """Serves `folder` on a free port; paths in `broken` answer with rubbish, those in `missing` with 404.

    Paths of `replaced` answer with the bytes there, as if they were the file, and never for None.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.sent = Sent()
        self.broken: set[str] = set()
        self.missing: set[str] = set()
        self.replaced: dict[str, bytes | None] = {}
        self.is_over = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def shutdown(self) -> None:
        """Stop, and let go whoever waits for an answer."""
        self.is_over.set()
        super().shutdown()

    @property
    def address(self) -> str:
        """The address of the home page."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SearchServer

    def do_GET(self) -> None:
        name = self.path.split("?")[0]
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file() or any(part in name for part in self.server.missing):
            self._answer(404, "text/plain", b"not found", name)
        elif any(part in name for part in self.server.broken):
            self._answer(200, "application/octet-stream", b"\x1f\x8brubbish", name)
        else:
            kind = _TYPES.get(path.suffix, "application/octet-stream")
            body = next(
                (new for part, new in self.server.replaced.items() if part in name), path.read_bytes()
            )
            if body is None:
                self.server.is_over.wait()
                self.close_connection = True
                return
            part = asked_part(self.headers["Range"], len(body))
            if part is None:
                self._answer(200, kind, body, name)
            else:
                self._answer(206, kind, body[part.start : part.stop], name)

    def _answer(self, code: int, kind: str, body: bytes, name: str) -> None:
        compresses = kind.startswith(("text/", "application/json"))
        if compresses:
            body = gzip.compress(body, 6)
        self.server.sent.requests.append((name, len(body)))
        self.send_response(code)
        self.send_header("Content-Type", kind)
        if compresses:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Security-Policy", POLICY)
        changes = code not in (200, 206) or name.endswith((".html", "/", "manifest.json"))
        self.send_header("Cache-Control", "no-cache" if changes else "max-age=3600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # A browser that goes on to another page hears no more.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Stay silent."""
