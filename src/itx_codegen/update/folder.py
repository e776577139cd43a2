"""The update of a folder: read it, merge, and write all or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..errors import DocumentError, Problem
from ..ir import Document
from ..messages import text
from ..migrate.version import ordinal
from ..plan import Limit
from ..publish import write_folder
from ..render import render, render_module
from .former_names import former_names
from .merge import BESIDE, Place, merge_trees
from .record import RECORD, Record, digest, record_bytes, recorded
from .renames import Renames


class Update(NamedTuple):
    """What has been done to a folder: paths that were written and removed, and what is open.

    `limits` tells what an upgrade from the earlier versions does not do by itself, `remarks` which
    lines of the programmer's still have the former name of a model.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    conflicts: tuple[Place, ...]
    limits: tuple[Limit, ...] = ()
    remarks: tuple[Place, ...] = ()


def update_folder(document: Document, folder: Path, bases: Sequence[Document] = ()) -> Update:
    """Bring the module in a folder to what a document describes now; edits in it stay.

    A folder that is new or empty gets the module, and a record of what was exported. Without the
    record, the last of `bases` is what was exported there. `bases` are the versions that were given
    away before, oldest first: the module gets the scripts that upgrade from them; where there are
    none, from what was exported there last in an earlier version.
    Raises DocumentError where nothing tells what was exported there, and for a folder with
    conflicts that nobody has resolved yet; OSError where the disk refuses. Either way the folder is
    as it was.
    """
    given = _earlier(bases, document)
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        made = render_module(document, bases=given)
        record = record_bytes(document, given, made.tree)
        write_folder({**made.tree, RECORD: record}, folder)
        return Update(tuple(made.tree), (), (), made.limits)
    last = recorded(folder)
    if last is None:
        if not bases:
            message = text("Nothing tells what was exported into it last; name that: --base DOC.")
            raise DocumentError([Problem(str(folder), message)])
        last = Record(bases[-1], _earlier(bases, bases[-1]), {})
    given = given or _earlier([*last.bases, last.document], document)[-1:]
    old: Mapping[str, bytes] = render(last.document, bases=last.bases)
    made = render_module(document, bases=given)
    edited = _read(folder, {*old, *made.tree, *last.files})
    if last.files:
        old = _as_exported(old, last.files, edited)
    old = _without_former_scripts(old, made.tree, last.document)
    renames = Renames.between(last.document, document)
    merged = merge_trees(old, made.tree, edited, renames)
    record = record_bytes(document, given, made.tree)
    _carry_out(folder, {**merged.written, RECORD: record}, merged.removed)
    remarks = tuple(former_names(folder.resolve(), renames, made.tree))
    return Update(tuple(merged.written), merged.removed, merged.conflicts, made.limits, remarks)


def _earlier(bases: Sequence[Document], document: Document) -> tuple[Document, ...]:
    """Return those that have a lower version, in their order; none where that can't be told."""
    try:
        number = ordinal(document.module.version)
        return tuple(base for base in bases if ordinal(base.module.version) < number)
    except ValueError:
        return ()


def _without_former_scripts(
    old: Mapping[str, bytes], new: Mapping[str, bytes], last: Document
) -> Mapping[str, bytes]:
    """Leave out the scripts that upgrade to earlier versions: databases still need them.

    Those that the document itself describes go when it no longer does.
    """
    scripts = {path for path in old if path.startswith("migrations/") and path not in new}
    if not scripts:
        return old
    described = render(last)
    return {p: data for p, data in old.items() if p not in scripts or p in described}


def _as_exported(
    old: Mapping[str, bytes], files: Mapping[str, str], tree: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return what was exported last, though today's templates would make other files of it.

    A file that has its hash from then is what it was; of one that was edited since, today's
    rendering is the next best.
    """
    unedited = {path: data for path, data in tree.items() if files.get(path) == digest(data)}
    return {**{path: data for path, data in old.items() if path in files}, **unedited}


def _read(folder: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """Return the files that are there; raise DocumentError for what must be resolved first."""
    root = folder.resolve()
    tree = {}
    problems = []
    for path in sorted(paths):
        file = root / path
        if not file.resolve().is_relative_to(root) or file.is_symlink() or file.is_dir():
            message = text("It is no file of this folder, but the module has one there; move it.")
            problems.append(Problem(path, message))
        elif file.is_file():
            tree[path] = file.read_bytes()
            line = _marked(tree[path])
            if line:
                message = text("There are conflict markers: resolve them first.")
                problems.append(Problem(f"{path}:{line}", message))
        if (root / (path + BESIDE)).exists():
            message = text("Choose between it and the file beside it, and delete it first.")
            problems.append(Problem(path + BESIDE, message))
    if problems:
        raise DocumentError(problems)
    return tree


def _marked(data: bytes) -> int:
    """Return the number of the line where an unresolved conflict begins; 0 where there is none."""
    lines = data.split(b"\n")
    if not any(line.startswith(b">>>>>>> ") for line in lines):
        return 0
    openings = (at for at, line in enumerate(lines, 1) if line.startswith(b"<<<<<<< "))
    return next(openings, 0)


def _carry_out(folder: Path, written: Mapping[str, bytes], removed: Iterable[str]) -> None:
    """Write and remove files; where one step fails, take all back and raise OSError."""
    root = folder.resolve()
    holder = Path(tempfile.mkdtemp(prefix=f".{root.name}-", dir=root.parent))
    fresh, former = holder / "new", holder / "old"
    done: list[str] = []
    try:
        for path, data in written.items():
            file = _in(fresh, path)
            file.write_bytes(data)
            if (root / path).exists():
                shutil.copymode(root / path, file)
        for path in (*removed, *written):
            done.append(path)
            if (root / path).exists():
                os.replace(root / path, _in(former, path))
            if path in written:
                os.replace(fresh / path, _in(root, path))
    except OSError:
        for path in reversed(done):
            if (former / path).exists():
                os.replace(former / path, root / path)
            elif path in written and not (fresh / path).exists():
                (root / path).unlink()
        shutil.rmtree(holder)
        raise
    # Only now: should taking back fail as well, the files are still there.
    shutil.rmtree(holder)
    for path in removed:
        for above in PurePosixPath(path).parents[:-1]:
            with suppress(OSError):  # not empty
                (root / above).rmdir()


def _in(folder: Path, path: str) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    return file
