"""A file for the browser: JavaScript, styles, templates."""

from __future__ import annotations

import re
from typing import ClassVar

from ...messages import Message, text
from ..node import Node, Source

#: How the names of files for the browser end, and what they are made of.
ENDINGS = (".css", ".js", ".json", ".less", ".mjs", ".sass", ".scss", ".svg", ".xml")
PATH = re.compile(r"[\w./@+-]+\Z")


class Assets(Node):
    """The text of a file below `static/`: `path` begins there, as in `static/src/js/board.js`."""

    kind: ClassVar[str] = "assets"
    label: ClassVar[Message] = text("Asset file")
    collection: ClassVar[str] = "assets"
    named_by: ClassVar[str] = "path"

    path: str
    content: Source
