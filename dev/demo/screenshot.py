"""Takes a picture of a page in Chromium, driven by the browser's own protocol."""

import base64
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
from dev.demo.client import Client
from dev.failure import Failure

_PATIENCE = 60
_SIZE = {"width": 1280, "height": 720, "deviceScaleFactor": 1, "mobile": False}


def take(client: Client, page: str, appears: str, target: Path) -> None:
    """Open a page in a user's session; when a CSS selector matches there, save it as PNG.

    :param page: of the server, e.g. ``/odoo``.
    :raises Failure: when Chromium does not start, or the selector does not match in time.
    """
    with _chromium() as tab:
        tab.ask("Emulation.setDeviceMetricsOverride", **_SIZE)
        tab.ask("Network.setCookie", url=client.address, name="session_id", value=client.session)
        tab.ask("Page.navigate", url=client.address + page)
        found = f"!!document.querySelector({json.dumps(appears)})"
        deadline = time.monotonic() + _PATIENCE
        while not tab.ask("Runtime.evaluate", expression=found)["result"].get("value"):
            if time.monotonic() > deadline:
                raise Failure(page, f"{appears} did not appear", "open the page in a browser")
            time.sleep(0.1)
        # Fonts and pictures come after the rows.
        ready = "Promise.all([document.fonts.ready, new Promise(r => setTimeout(r, 500))])"
        tab.ask("Runtime.evaluate", expression=ready, awaitPromise=True)
        target.write_bytes(base64.b64decode(tab.ask("Page.captureScreenshot")["data"]))


class _Tab:
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


@contextmanager
def _chromium() -> Iterator[_Tab]:
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
                yield _Tab(connection)
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
