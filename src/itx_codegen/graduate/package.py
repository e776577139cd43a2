"""The package `graduation` of a module that takes a live app over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib.resources import files

from ..ir import Document
from ..render import FileTree
from ..render.literals import literal
from ..render.python_source import formatted
from ..render.templates import SERIES, fill
from .manifest import hooks_of, with_hooks
from .names import taking

_PACKAGE = "graduation"
_MANIFEST, _ROOT = "__manifest__.py", "__init__.py"
#: Hook of a manifest → the function that stands there instead of the module's own, and calls it.
_FUNCTIONS = {
    "pre_init_hook": "begin_graduation",
    "post_init_hook": "finish_graduation",
    "uninstall_hook": "undo_graduation",
}


def graduating(tree: FileTree, document: Document) -> FileTree:
    """Return the files of a module with those by which it takes over the app that lives as
    `document` describes, where it is installed beside it.
    """
    manifest = tree.text(_MANIFEST)
    root = tree.text(_ROOT)
    blank = "" if root.endswith("\n") or not root else "\n"
    imported = ", ".join(_FUNCTIONS.values())
    return FileTree(
        {
            **tree,
            **dict(_files(document, hooks_of(manifest))),
            _MANIFEST: with_hooks(manifest, _FUNCTIONS).encode(),
            # Behind all else: by then the module's own hooks are there.
            _ROOT: f"{root}{blank}from .{_PACKAGE} import {imported}\n".encode(),
        }
    )


def _files(document: Document, own: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of the package; `own`: hook → the module's function."""
    functions = {hook: (name, own.get(hook, "")) for hook, name in _FUNCTIONS.items()}
    package = fill("graduation/__init__.py.jinja", functions=functions)
    values = {
        name.upper(): literal(value).source for name, value in asdict(taking(document)).items()
    }
    names = fill("graduation/names.py.jinja", constants=values)
    for name, source in ((_ROOT, package), ("names.py", names)):
        yield f"{_PACKAGE}/{name}", formatted(source, "module")
    folder = files("itx_codegen") / "codegen_templates" / SERIES / _PACKAGE
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".py"):
            # As it stands: it is the same in every module.
            yield f"{_PACKAGE}/{file.name}", file.read_bytes()
