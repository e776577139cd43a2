"""From parts to the files that Odoo's *Import Module* reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..render.compose import assets_of, data_files, of
from ..render.icon import icon
from ..render.manifest import manifest
from ..render.parts import Depends, Part, Record, Term, Translated, WholeFile
from ..render.parts import term as term_part
from ..render.site import Scope
from ..render.templates import SERIES
from ..render.tree import FileTree

_ICON = "static/description/icon.png"


def compose(structure: Mapping[str, bytes], parts: Sequence[Part], scope: Scope) -> FileTree:
    """Return the files: those of the structure are loaded first, in their order."""
    module = scope.document.module
    whole = {part.path: part.content for part in of(parts, WholeFile)}
    _inline(of(parts, Record), whole, module.name)
    data = data_files(parts, scope)
    version = f"{SERIES}.{module.version}"
    files = {
        _ICON: icon(module.name),
        **{path: content for path, content in whole.items() if path.startswith("static/")},
        **dict(_catalogues(parts, scope, version)),
        **structure,
        **data,
    }
    demo = [path for path in data if path.startswith("demo/")]
    loaded = [*structure, *(path for path in data if path not in demo)]
    depends = [part.module for part in of(parts, Depends)]
    files["__manifest__.py"] = manifest(module, depends, loaded, demo, assets_of(parts))
    return FileTree(files)


def _catalogues(parts: Sequence[Part], scope: Scope, version: str) -> Iterator[tuple[str, bytes]]:
    """Yield the languages; a template is for people who have the code."""
    terms = of(parts, Term)
    translated = of(parts, Translated)
    for lang in sorted({one.lang for one in translated}):
        held = [one for one in translated if one.lang == lang]
        yield f"i18n/{lang}.po", term_part.compose(terms, scope.module, version, lang, held)


def _inline(records: Sequence[Record], files: Mapping[str, bytes], module: str) -> None:
    """Put what a record would read from a file into the record: there are no such files."""
    for record in records:
        for field in record.element.iter("field"):
            path = str(field.get("file", "")).removeprefix(f"{module}/")
            if path in files:
                del field.attrib["file"]
                field.text = files[path].decode("utf-8")
