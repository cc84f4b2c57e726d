"""`invoke desk`: serves the desk to a browser of this machine, and opens it there."""

from __future__ import annotations

import secrets
import webbrowser
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from bulletin.content.model import BulletinError
from bulletin.desk.app import make
from bulletin.desk.place import DeskPlace

HOST = "127.0.0.1"


class _Quiet(WSGIRequestHandler):
    """Says nothing of requests: the token would stand in each line."""

    def log_request(self, *_arguments: Any) -> None:
        pass


def start(place: DeskPlace, port: int = 0) -> tuple[BaseWSGIServer, str]:
    """A server of the desk, and the address that alone leads in. Raises BulletinError for a port in use."""
    token = secrets.token_urlsafe(24)
    try:
        server = make_server(HOST, port, make(place, token), threaded=True, request_handler=_Quiet)
    except (OSError, SystemExit):
        raise BulletinError(f"port {port} is in use; say --port with another one") from None
    return server, f"http://{HOST}:{server.server_port}/{token}/"


def run(place: DeskPlace, port: int, opens: bool) -> None:
    """Serve until Ctrl-C; with `opens` the browser is opened."""
    server, address = start(place, port)
    print(f"The desk: {address} (Ctrl-C stops)", flush=True)
    if opens:
        webbrowser.open(address)
    try:
        server.serve_forever()
    finally:
        server.server_close()
