"""Options of selection fields: the field declares them, so only their names are left to tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ...ir.kinds.field import Field
from ...ir.kinds.model import Model
from ...ir.kinds.selection import Selection
from ...ir.naming import underscored
from .. import records
from ..dispatch import renders
from ..parts import Part
from ..site import Site


@renders(Selection)
def selection(node: Selection, site: Site) -> Iterator[Part]:
    """The name, to translate, under the XML id that Odoo gives an option."""
    field = cast(Field, site.parent)
    model = cast(Model, site.grandparent).name
    value = node.value.replace(".", "_").replace(" ", "_").lower()
    xml_id = f"selection__{underscored(model)}__{field.name}__{value}"
    yield records.term(site, "ir.model.fields.selection,name", xml_id, node.name)
