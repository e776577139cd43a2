"""Files for the browser, each an element."""

from __future__ import annotations

from ..ir.kinds.assets import ENDINGS, PATH
from .draft import Cut, Draft


def is_asset(path: str, draft: Draft) -> bool:
    """Tell whether a file is one of the module's own sources for the browser."""
    return path.startswith("static/src/") and path.endswith(ENDINGS) and bool(PATH.match(path))


def split_asset(path: str, source: str, draft: Draft) -> list[Cut]:
    """Put the file into the draft; its text is a single piece."""
    raw = draft.add("assets", {"path": path, "content": source})
    draft.found("asset file", path, 1, path, raw)
    return [Cut(source, raw)]
