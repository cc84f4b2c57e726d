"""Lets in nobody but the browser window that the desk opened: by token, by host, by origin."""

from __future__ import annotations

import secrets

from flask import Flask, Response, abort, request

_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; "
    "img-src 'self' data:; manifest-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)


def guard(app: Flask, token: str) -> None:
    """Answer only requests whose address begins with the `token`, and that no other page sent."""

    @app.before_request
    def _refuse_others() -> None:
        given = request.path.strip("/").partition("/")[0]
        if not secrets.compare_digest(given.encode(), token.encode()):
            abort(404)
        # A name that somebody else's name server leads here is none of ours.
        if request.host.rpartition(":")[0] not in ("127.0.0.1", "localhost"):
            abort(403)
        origin = request.headers.get("Origin")
        if request.method != "GET" and origin != f"http://{request.host}":
            abort(403)

    @app.after_request
    def _keep_in(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
