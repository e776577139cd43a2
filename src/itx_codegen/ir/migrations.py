"""Old formats of the document, brought to the present one step at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import DocumentError, Problem
from .document import FORMAT_VERSION

#: format version → function that returns the same document one version later.
STEPS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def migrated(data: dict[str, Any]) -> dict[str, Any]:
    """Return the document in the present format; raise DocumentError for one from the future."""
    version = data.get("format_version", FORMAT_VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DocumentError(
            [
                Problem(
                    "format_version", f"{version!r} is no format version; write {FORMAT_VERSION}."
                )
            ]
        )
    if version > FORMAT_VERSION:
        raise DocumentError(
            [
                Problem(
                    "format_version",
                    f"this document has format {version}, this program reads up to "
                    f"{FORMAT_VERSION}; update the program.",
                )
            ]
        )
    while version < FORMAT_VERSION:
        data = STEPS[version](data)
        version += 1
    return {**data, "format_version": FORMAT_VERSION}
