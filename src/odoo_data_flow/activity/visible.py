"""The marks in the forms and searches of the people at the source."""

from __future__ import annotations

from ..client import D, Model, Odoo
from ..connect import AccessError, ServerFault, ValidationError
from ..messages import text
from ..read.odoo.options import EXCLUDE
from .source import EXCLUDED_ON

_FORM = (
    '<xpath expr="{place}" position="inside"><group name="odf_migration" string="Migration">'
    f'<field name="{EXCLUDE}"/><field name="{EXCLUDED_ON}"/></group></xpath>'
)
_SEARCH = (
    '<xpath expr="{place}" position="inside"><separator/>'
    f'<filter name="{EXCLUDE}" string="Left out of migration" '
    f"domain=\"[('{EXCLUDE}', '=', True)]\"/></xpath>"
)
#: Kind of view → what is put where: the first of these elements that the view has.
_VIEWS = {"form": (_FORM, ("//sheet", "/form")), "search": (_SEARCH, ("/search",))}


def show_marks(odoo: Odoo, model: str) -> list[str]:
    """Put the marks into the first form and the first search view of a model. Returns what there
    is to tell, in sentences; views that the server refuses are told, and stop nothing.
    """
    views = odoo["ir.ui.view"].with_context(lang="en_US")
    told: list[str] = []
    for kind in _VIEWS:
        name = f"odf.exclude_migration.{model}.{kind}"
        if views.search(D("name") == name, limit=1):
            continue
        try:
            is_shown = _show(views, model, kind, name)
        except (AccessError, ServerFault, ValidationError) as error:
            told.append(
                text(
                    "The %(kind)s of %(model)s does not show the mark: %(cause)s",
                    kind=kind,
                    model=model,
                    cause=error.cause,
                )
            )
        else:
            sentence = (
                text("The %(kind)s of %(model)s shows the mark.", kind=kind, model=model)
                if is_shown
                else text(
                    "The %(kind)s of %(model)s has no view to show the mark.",
                    kind=kind,
                    model=model,
                )
            )
            told.append(sentence)
    return told


def _show(views: Model, model: str, kind: str, name: str) -> bool:
    """Extend the first view of that kind; false if there is none. Raises ConnectError."""
    first = views.search_read(
        (D("model") == model)
        & (D("type") == kind)
        & (D("inherit_id") == False)  # noqa: E712
        & (D("mode") == "primary"),
        ["arch_db"],
        order="priority, id",
        limit=1,
    )
    if not first:
        return False
    arch, places = _VIEWS[kind]
    place = next((place for place in places if f"<{place.strip('/')}" in first[0]["arch_db"]), "/*")
    values = {"name": name, "model": model, "type": kind, "inherit_id": first[0]["id"]}
    views.create({**values, "arch": arch.format(place=place)})
    return True
