"""A tab of Chromium, driven by the browser's own protocol."""

import itertools
import json
import os
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import websocket

from dev import browser
from dev.failure import Failure

_PATIENCE = 120


class Tab:
    """A tab of the browser: asks one thing after another."""

    def __init__(self, connection: websocket.WebSocket) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command, and return what came of it.

        :raises Failure: when the browser refuses.
        """
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._connection.recv())
            if answer.get("id") == number:
                break
        if "error" in answer:
            raise Failure(f"Chromium {method}", answer["error"]["message"], "repeat")
        return dict(answer["result"])

    def value(self, expression: str) -> Any:
        """What an expression of JavaScript is in the page, as JSON has it."""
        asked = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return asked["result"].get("value")

    def wait(self, expression: str) -> None:
        """Wait until an expression of JavaScript is true in the page.

        :raises Failure: with what the page says, when that takes too long.
        """
        deadline = time.monotonic() + _PATIENCE
        while not self.value(f"!!({expression})"):
            if time.monotonic() > deadline:
                said = self.value("document.body.innerText")
                raise Failure(expression, f"was not so within {_PATIENCE} s", f"the page: {said}")
            time.sleep(0.1)


@contextmanager
def opened() -> Iterator[Tab]:
    """A tab of a browser of its own, whose profile goes with it."""
    # Chromium's own sandbox does not work for root.
    unboxed = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [
                *(browser.ensure(), "--headless", *unboxed, "--disable-gpu"),
                *("--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run"),
                *("--remote-allow-origins=*", "--remote-debugging-port=0"),
                *(f"--user-data-dir={profile}", "about:blank"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )
        try:
            connection = websocket.create_connection(
                _address_of_tab(Path(profile)), timeout=_PATIENCE
            )
            try:
                yield Tab(connection)
            finally:
                connection.close()
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _address_of_tab(profile: Path) -> str:
    """Where the tab of a starting browser listens, which it writes into its profile."""
    written = profile / "DevToolsActivePort"
    deadline = time.monotonic() + _PATIENCE
    while not (written.exists() and written.read_text().strip()):
        if time.monotonic() > deadline:
            raise Failure("Chromium", "did not start", "start it by hand to see why")
        time.sleep(0.05)
    port = written.read_text().split()[0]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=_PATIENCE) as answer:
        tabs = json.load(answer)
    return next(str(tab["webSocketDebuggerUrl"]) for tab in tabs if tab["type"] == "page")
