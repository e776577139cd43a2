"""Which files of a module are read by what."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .assets import is_asset, split_asset
from .catalogue import is_asked_for, split_catalogue
from .csv_file import split_csv
from .draft import Cut, Draft
from .manifest import split_manifest
from .python import split_python
from .read import MANIFEST
from .xml import split_xml

#: Takes the path and the text of a file; puts what it says into the draft, and returns its pieces.
#: Together they are the text. Raises `draft.NotReadError` where the file can't be taken apart.
Splitter = Callable[[str, str, Draft], list[Cut]]


class Reader(NamedTuple):
    """A splitter, and which files it is for."""

    claims: Callable[[str, Draft], bool]
    split: Splitter


#: The first that claims a file takes it apart.
READERS: tuple[Reader, ...] = (
    Reader(lambda path, draft: path == MANIFEST, split_manifest),
    Reader(lambda path, draft: path.endswith(".py"), split_python),
    Reader(lambda path, draft: path in draft.loaded and path.endswith(".xml"), split_xml),
    Reader(lambda path, draft: path in draft.loaded and path.endswith(".csv"), split_csv),
    Reader(is_asset, split_asset),
    Reader(is_asked_for, split_catalogue),
)
