"""A module as a ZIP whose bytes depend on the files alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

#: The first moment that a ZIP can tell; the real one would make two equal exports differ.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o100644 << 16
_UNIX = 3


def zip_bytes(tree: Mapping[str, bytes], root: str) -> bytes:
    """Return a ZIP with the files of `tree` below the folder `root` (the module's name).

    The files are stored uncompressed: compressed bytes differ between versions of zlib.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(tree):
            entry = zipfile.ZipInfo(f"{root}/{path}", _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = _PERMISSIONS
            archive.writestr(entry, tree[path])
    return target.getvalue()
