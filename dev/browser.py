"""Chromium, for tours and screenshots."""

import shutil

from dev import debian

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def ensure() -> str:
    """Return the browser's path; install Debian's package if there is none.

    :raises Failure: without root rights, or when apt fails.
    """
    found = _find()
    if found is None:
        debian.install(["chromium"])
        found = _find()
    return str(found)


def _find() -> str | None:
    return next((found for name in _NAMES if (found := shutil.which(name))), None)
