"""Modules as their authors wrote them: from files to a document, and what became of each thing."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo.modules import Manifest

from itx_codegen.extract import Kept, extract, read_module

from . import kinds
from .messages import translated


def is_zip(content):
    """Tell whether bytes are a ZIP, by how it begins."""
    return content.startswith(b"PK\x03\x04")


def _languages(env):
    """Return the codes of the languages of this database, in which terms become elements."""
    return [code for code, _name in env["res.lang"].get_installed() if code != "en_US"]


def from_zip(env, content):
    """Return what a ZIP (bytes) with the folder of one module becomes; raise CodegenError.

    Terms in the languages of the database become elements, the others are carried.
    """
    with TemporaryDirectory(prefix="itx-moduler-") as folder:
        file = Path(folder, "module.zip")
        file.write_bytes(content)
        name, tree = read_module(file)
    return extract(tree, name, _languages(env), kinds.model_names(env))


def from_folder(env, name):
    """Return what the installed module `name` becomes; None where the server has no files of it.

    Terms are as those of `from_zip`.
    """
    manifest = Manifest.for_addon(name, display_warning=False)
    if manifest is None:
        return None
    _name, tree = read_module(Path(manifest.path))
    return extract(tree, name, _languages(env), kinds.model_names(env))


def entries(env, taken):
    """Return the values of the entries that say what became of what was found, as dicts."""
    report = taken.report
    modelled = Counter(entry.sort for entry in report.of(Kept.MODELLED) if not entry.reason)
    counted = [
        {"kept": Kept.MODELLED.value, "sort": sort, "quantity": number}
        for sort, number in sorted(modelled.items())
    ]
    told = [
        {
            "kept": entry.kept.value,
            "sort": entry.sort,
            "name": entry.name,
            "path": entry.path,
            "line": entry.line,
            "reason": translated(env, entry.reason),
        }
        for entry in report.entries
        if entry.reason or entry.kept is not Kept.MODELLED
    ]
    return [*counted, *told]
