"""Installed modules of which only the database is at hand: from classes and records."""

from itx_codegen.extract import Extracted, Kept, Report, extract
from itx_codegen.ir import load
from itx_codegen.ir.kinds.group import Group
from itx_codegen.render.literals import literal

from .classes import sources
from .records import records_of


def taken(env, name):
    """Return what the installed module `name` is, by its definition classes and its records.

    What only files hold is lost, and said to be where that is known: code, comments, the order of
    things, hooks, tests. Everything is read with the rights of the user of `env`.
    """
    manifest = _manifest(env, name)
    python, lost = sources(name)
    document, brought = records_of(env, manifest)
    classes = extract({**_around(name, document), **python}, name)
    data = document.to_json()
    found = classes.document.to_json()
    data["models"] = [*found.get("models", ()), *data.get("models", ())]
    # The imports above the classes are not the module's; and there are no files to carry text in.
    written = [
        entry._replace(
            kept=Kept.MODELLED if entry.kept is Kept.MODELLED else Kept.UNSUPPORTED, path=""
        )
        for entry in classes.report.entries
        if entry.path in python and entry.sort != "module code"
    ]
    return Extracted(load(data), Report([*written, *lost, *brought]))


def _around(name, document):
    """The files without which classes can't be read: the groups that fields name are only there;
    what they are is taken from their records.
    """
    groups = "".join(
        f'<record id="{group.xml_id}" model="res.groups"><field name="name">-</field></record>'
        for group in document.of(Group)
    )
    manifest = literal({"name": name, "data": ["groups.xml"]}).source
    return {
        "__manifest__.py": manifest.encode(),
        "groups.xml": f"<odoo>{groups}</odoo>".encode(),
    }


def _manifest(env, name):
    # sudo: what a manifest says of an installed module is no secret.
    module = env["ir.module.module"].sudo().search([("name", "=", name)])
    return {
        "name": name,
        "title": module.shortdesc or name,
        "summary": module.summary or "",
        "description": module.description or "",
        "author": module.author or "",
        "website": module.website or "",
        "category": "/".join(_names(module.category_id)),
        "license": module.license or "",
        "application": module.application,
        "depends": sorted(module.dependencies_id.mapped("name")),
        "version": _own_version(module.latest_version),
    }


def _names(category):
    """Return the names of a category and of those that it stands in, the outermost first."""
    return [*_names(category.parent_id), category.name] if category else []


def _own_version(version):
    """Return a version without the series of Odoo that stands before it."""
    parts = (version or "").split(".")
    return ".".join(parts[2:] if len(parts) == 5 else parts) or "1.0.0"
