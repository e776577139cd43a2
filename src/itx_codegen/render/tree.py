"""The files of a module, before they are written anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath


class FileTree(Mapping[str, bytes]):
    """Relative path (with `/`) → content, sorted by path; it can't be changed.

    Raises ValueError for a path that is absolute, not in its shortest form, or leads outside.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        for path in files:
            pure = PurePosixPath(path)
            if pure.is_absolute() or ".." in pure.parts or str(pure) != path or path == ".":
                raise ValueError(f"{path!r} is no relative path of a file.")
        self._files = {path: files[path] for path in sorted(files)}

    def __getitem__(self, path: str) -> bytes:
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def text(self, path: str) -> str:
        """Return the content of a text file."""
        return self._files[path].decode("utf-8")
