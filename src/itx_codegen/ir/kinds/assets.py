"""A file for the browser: JavaScript, styles, templates."""

from __future__ import annotations

from typing import ClassVar

from ...messages import Message, text
from ..node import Node, Source


class Assets(Node):
    """The text of a file below `static/`: `path` begins there, as in `static/src/js/board.js`."""

    kind: ClassVar[str] = "assets"
    label: ClassVar[Message] = text("Asset file")
    collection: ClassVar[str] = "assets"
    named_by: ClassVar[str] = "path"

    path: str
    content: Source
