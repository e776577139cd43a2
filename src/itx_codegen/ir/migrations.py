"""Old formats of the document, brought to the present one step at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import DocumentError, Problem
from ..messages import text
from .document import FORMAT_VERSION

#: format version → function that returns the same document one version later.
STEPS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def migrated(data: dict[str, Any]) -> dict[str, Any]:
    """Return the document in the present format; raise DocumentError for one from the future."""
    version = data.get("format_version", FORMAT_VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        message = text(
            "%(version)s is no format version; write %(present)s.",
            version=repr(version),
            present=FORMAT_VERSION,
        )
        raise DocumentError([Problem("format_version", message)])
    if version > FORMAT_VERSION:
        message = text(
            "This document has format %(version)s, this program reads up to %(present)s; "
            "update the program.",
            version=version,
            present=FORMAT_VERSION,
        )
        raise DocumentError([Problem("format_version", message)])
    while version < FORMAT_VERSION:
        data = STEPS[version](data)
        version += 1
    return {**data, "format_version": FORMAT_VERSION}
