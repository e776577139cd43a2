"""Reading a module's files, from a folder or a ZIP, into memory."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..errors import DocumentError, Problem
from ..messages import Message, text
from ..render.tree import FileTree
from ..update.record import RECORD

#: What a module may hold at most: bytes in all, and files. Odoo's largest has 60 MB and 3,000.
_MOST_BYTES = 512 * 1024**2
_MOST_FILES = 50_000

#: What stands in a module's folder without being of the module.
_NOT_OF_THE_MODULE = frozenset({"__pycache__", ".git", RECORD})

MANIFEST = "__manifest__.py"


class ModuleFiles(FileTree):
    """The files of a module; `left_out` says of others why they can't be taken (path → reason)."""

    def __init__(self, files: Mapping[str, bytes], left_out: Mapping[str, Message]) -> None:
        super().__init__(files)
        self.left_out = dict(left_out)


def read_module(path: Path) -> tuple[str, ModuleFiles]:
    """Return the name and the files of the one module in a folder or a ZIP.

    The folder is the module's own; in a ZIP, the module may stand in folders of its own. Links that
    lead out of the folder are left out. Raises DocumentError where there is no module, or more than
    one, or more than memory should hold; OSError where the disk refuses.
    """
    if path.is_dir():
        return path.resolve().name, _folder(path.resolve())
    if not path.exists():
        raise _refused(path, text("there is no such file or folder."))
    try:
        with zipfile.ZipFile(path) as archive:
            return _archive(path, archive)
    except zipfile.BadZipFile as error:
        message = text("it is neither a folder nor a ZIP (%(cause)s).", cause=error)
        raise _refused(path, message) from error


def _folder(folder: Path) -> ModuleFiles:
    if not (folder / MANIFEST).is_file():
        raise _refused(folder, text("it has no __manifest__.py; name the folder of one module."))
    files: dict[str, bytes] = {}
    left_out: dict[str, Message] = {}
    size = 0
    for file in _files_below(folder):
        name = file.relative_to(folder).as_posix()
        if not file.resolve().is_relative_to(folder):
            left_out[name] = text("It is a link that leads out of the module.")
            continue
        size += file.stat().st_size
        _refuse_too_much(folder, size, len(files))
        files[name] = file.read_bytes()
    return ModuleFiles(files, left_out)


def _files_below(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name in _NOT_OF_THE_MODULE or entry.suffix == ".pyc":
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _files_below(entry)
        elif entry.is_file() or entry.is_symlink():
            yield entry


def _archive(path: Path, archive: zipfile.ZipFile) -> tuple[str, ModuleFiles]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    for entry in entries:
        pure = PurePosixPath(entry.filename)
        if pure.is_absolute() or ".." in pure.parts:
            raise _refused(path, text("%(name)s leads out of the archive.", name=entry.filename))
    _refuse_too_much(path, sum(entry.file_size for entry in entries), len(entries))
    roots = {
        PurePosixPath(entry.filename).parent
        for entry in entries
        if PurePosixPath(entry.filename).name == MANIFEST
    }
    outermost = [root for root in roots if not any(one in root.parents for one in roots)]
    if len(outermost) != 1:
        message = text("it holds %(number)s modules; give one module.", number=len(outermost))
        raise _refused(path, message)
    root = outermost[0]
    files: dict[str, bytes] = {}
    left_out: dict[str, Message] = {}
    for entry in entries:
        pure = PurePosixPath(entry.filename)
        if not pure.is_relative_to(root) or _NOT_OF_THE_MODULE & {*pure.parts}:
            continue
        if pure.suffix == ".pyc":
            continue
        name = pure.relative_to(root).as_posix()
        if stat.S_ISLNK(entry.external_attr >> 16):
            left_out[name] = text("It is a link; a ZIP must hold the file itself.")
        else:
            # A ZIP may say that an entry is small and hold a large one: no more is read than said.
            with archive.open(entry) as stream:
                files[name] = stream.read(entry.file_size)
    return root.name or path.stem, ModuleFiles(files, left_out)


def _refuse_too_much(path: Path, size: int, files: int) -> None:
    if size > _MOST_BYTES or files > _MOST_FILES:
        message = text(
            "it holds more than %(bytes)s MB or %(files)s files, which no module needs.",
            bytes=_MOST_BYTES // 1024**2,
            files=_MOST_FILES,
        )
        raise _refused(path, message)


def _refused(path: Path, message: Message) -> DocumentError:
    return DocumentError([Problem(str(path), message)])
