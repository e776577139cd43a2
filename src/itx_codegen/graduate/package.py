"""The package `graduation` of a module that takes a live app over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from importlib.resources import files

from ..ir import Document
from ..render import FileTree, parts_of
from ..render.compose import compose
from ..render.literals import literal
from ..render.parts import PackageImport, Part, WholeFile
from ..render.python_source import formatted
from ..render.templates import SERIES, fill
from .names import taking

_PACKAGE = "graduation"
_ORIGIN = "module"
#: The hooks of the package → whether the module's own hook of that name comes first.
_HOOKS = {"pre_init_hook": True, "post_init_hook": False, "uninstall_hook": False}


def render_graduating(document: Document) -> FileTree:
    """Return the files of the module that a document describes, with those that take over the app
    that lives as described, where the module is installed beside it. Raises as `render` does.

    The hooks of the package stand where Odoo looks for hooks, and call the module's own.
    """
    parts, scope = parts_of(document)
    own = {part.name for part in parts if isinstance(part, PackageImport)}
    others = [p for p in parts if not (isinstance(p, PackageImport) and p.name in _HOOKS)]
    return compose([*others, *_parts(document, own & set(_HOOKS))], scope)


def _parts(document: Document, own_hooks: set[str]) -> Iterator[Part]:
    hooks = [(name, name in own_hooks, first) for name, first in _HOOKS.items()]
    yield _file("__init__.py", fill("graduation/__init__.py.jinja", hooks=hooks))
    constants = asdict(taking(document)).items()
    values = [(name.upper(), literal(value).source) for name, value in constants]
    yield _file("names.py", fill("graduation/names.py.jinja", constants=values))
    folder = files("itx_codegen") / "codegen_templates" / SERIES / "graduation"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".py"):
            yield _file(file.name, file.read_text(encoding="utf-8"))
    for name in _HOOKS:
        yield PackageImport(_ORIGIN, _PACKAGE, name)


def _file(name: str, source: str) -> WholeFile:
    return WholeFile(_ORIGIN, f"{_PACKAGE}/{name}", formatted(source, _ORIGIN))
