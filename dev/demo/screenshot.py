"""Takes a picture of a page in Chromium."""

import base64
import json
from pathlib import Path

from dev import tab
from dev.demo.client import Client

_SIZE = {"width": 1280, "height": 720, "deviceScaleFactor": 1, "mobile": False}


def take(client: Client, page: str, appears: str, target: Path) -> None:
    """Open a page in a user's session; when a CSS selector matches there, save it as PNG.

    :param page: of the server, e.g. ``/odoo``.
    :raises Failure: when Chromium does not start, or the selector does not match in time.
    """
    with tab.opened() as shown:
        shown.ask("Emulation.setDeviceMetricsOverride", **_SIZE)
        shown.ask("Network.setCookie", url=client.address, name="session_id", value=client.session)
        shown.ask("Page.navigate", url=client.address + page)
        shown.wait(f"document.querySelector({json.dumps(appears)})")
        # Fonts and pictures come after the rows.
        ready = "Promise.all([document.fonts.ready, new Promise(r => setTimeout(r, 500))])"
        shown.ask("Runtime.evaluate", expression=ready, awaitPromise=True)
        target.write_bytes(base64.b64decode(shown.ask("Page.captureScreenshot")["data"]))
