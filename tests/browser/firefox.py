"""Firefox without a screen, driven over WebDriver BiDi, which it speaks itself: no geckodriver is needed.

Real keys and clicks; what the page asked for and complained of is kept. One tab, and its own profile.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import websocket

NAMES = ("firefox-esr", "firefox")
# Keys that are no letters, as WebDriver numbers them.
ENTER, BACKSPACE, ARROW_DOWN, ARROW_UP, CONTROL = "\ue007", "\ue003", "\ue015", "\ue013", "\ue009"

_START_SECONDS = 60
_ANSWER_SECONDS = 60
_LISTENING = "WebDriver BiDi listening on "
_EVENTS = ("log.entryAdded", "network.beforeRequestSent")
# Nothing of its own over the network; the rest a driven Firefox sets by itself.
_PREFERENCES = {
    "app.normandy.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,none",
}


class Firefox:
    """A running Firefox with one tab; a context manager. `preferences` are those of `about:config`."""

    def __init__(self, **preferences: bool | int | str) -> None:
        binary = next((path for name in NAMES if (path := shutil.which(name))), None)
        assert binary, "no Firefox on PATH; type: sh .ci/browser.sh"
        self._profile = Path(tempfile.mkdtemp(prefix="firefox-"))
        lines = (
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in {**_PREFERENCES, **preferences}.items()
        )
        (self._profile / "user.js").write_text("".join(lines), encoding="utf-8")
        self._log = (self._profile / "log.txt").open("w+", encoding="utf-8")
        command = [binary, "--headless", "--no-remote", "--profile", str(self._profile)]
        self._process = subprocess.Popen(
            [*command, "--width", "1200", "--height", "1400", "--remote-debugging-port", "0"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
        )
        self._last = 0
        self._events: list[dict[str, Any]] = []
        try:
            self._socket = websocket.create_connection(
                f"{self._listening_at()}/session", timeout=_ANSWER_SECONDS, suppress_origin=True
            )
            self.command("session.new", capabilities={})
            self.command("session.subscribe", events=list(_EVENTS))
            self._tab = self.command("browsingContext.getTree")["contexts"][0]["context"]
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End Firefox, politely first."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        shutil.rmtree(self._profile, ignore_errors=True)

    def command(self, method: str, **parameters: Any) -> Any:
        """The result of a command of WebDriver BiDi. Events that come meanwhile are kept."""
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message["type"] == "event":
                self._events.append(message)
            elif message.get("id") == self._last:
                assert message["type"] == "success", f"{method}: {message.get('message')}"
                return message["result"]

    def open(self, address: str) -> None:
        """Go to `address` (`http:` or `file:`) and wait until all of the page is loaded."""
        self.command("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def back(self) -> None:
        """The button "back"."""
        self.command("browsingContext.traverseHistory", context=self._tab, delta=-1)

    @property
    def address(self) -> str:
        return str(self.run("() => location.href"))

    def run(self, function: str, *arguments: Any) -> Any:
        """What a JavaScript function gives in the page; arguments and result are JSON, promises awaited."""
        result = self.command(
            "script.callFunction",
            functionDeclaration=(
                f"async (given) => JSON.stringify(await ({function})(...JSON.parse(given)) ?? null)"
            ),
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            awaitPromise=True,
            target={"context": self._tab},
        )
        assert result["type"] == "success", result["exceptionDetails"]["text"]
        return json.loads(result["result"]["value"])

    def before_each_page(self, function: str) -> None:
        """Run a JavaScript function in each page to come, before its own scripts."""
        self.command("script.addPreloadScript", functionDeclaration=function)

    def type(self, text: str) -> None:
        """Press and release a key for each letter of `text`, wherever the focus is."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard", "actions": keys})

    def select_all(self) -> None:
        """Control and A, so that what is typed next replaces what is there."""
        keys = [("keyDown", CONTROL), ("keyDown", "a"), ("keyUp", "a"), ("keyUp", CONTROL)]
        actions = [{"type": kind, "value": value} for kind, value in keys]
        self._act({"type": "key", "id": "keyboard", "actions": actions})

    def click(self, selector: str) -> None:
        """Click the middle of the first element that `selector` finds, once it is there."""
        self.wait(lambda: self.run("(selector) => !!document.querySelector(selector)", selector))
        self.run("(selector) => document.querySelector(selector).scrollIntoView({block: 'center'})", selector)
        locator = {"type": "css", "value": selector}
        found = self.command(
            "browsingContext.locateNodes", context=self._tab, locator=locator, maxNodeCount=1
        )
        element = {"sharedId": found["nodes"][0]["sharedId"]}
        origin = {"type": "element", "element": element}
        actions = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": actions})

    def wait(self, done: Callable[[], Any], seconds: float = 60) -> None:
        """Ask `done` until it says yes."""
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, f"waited {seconds} s in vain at {self.address}"
            time.sleep(0.02)

    def complaints(self) -> list[str]:
        """What the console complained of since the last question, the security policy included."""
        self.run("() => null")
        entries = self._taken("log.entryAdded")
        return [f"{one['level']}: {one['text']}" for one in entries if one["level"] in ("error", "warn")]

    def requests(self) -> list[str]:
        """The addresses that pages asked the network for since the last question (files are not told).

        Firefox tells of a font of its own, too, which it has as `data:`.
        """
        self.run("() => null")
        asked = [str(one["request"]["url"]) for one in self._taken("network.beforeRequestSent")]
        return [address for address in asked if not address.startswith("data:")]

    def _taken(self, method: str) -> list[dict[str, Any]]:
        taken = [event["params"] for event in self._events if event["method"] == method]
        self._events = [event for event in self._events if event["method"] != method]
        return taken

    def _act(self, source: dict[str, Any]) -> None:
        self.command("input.performActions", context=self._tab, actions=[source])

    def _listening_at(self) -> str:
        log = self._profile / "log.txt"
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
                if line.startswith(_LISTENING):
                    return line.removeprefix(_LISTENING).strip()
            time.sleep(0.05)
        raise AssertionError(f"Firefox does not listen: {log.read_text(encoding='utf-8', errors='replace')}")
