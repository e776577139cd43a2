"""Views: records of `ir.ui.view`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...ir.kinds.view import View
from ...ir.xml import parse_arch
from ...messages import text
from .. import records, xml_source
from ..dispatch import renders
from ..literals import UnwritableError
from ..parts import Part, Stage
from ..python_source import file_stem
from ..site import Site
from ..xml_terms import terms


@renders(View)
def view(node: View, site: Site) -> Iterator[Part]:
    """One record in the file of the model's views, the author's comments kept."""
    try:
        arch = parse_arch(node.arch)
    except etree.XMLSyntaxError as error:
        raise UnwritableError(text("its XML is broken: %(error)s.", error=error)) from error
    for found in terms(arch):
        yield records.term(site, "ir.ui.view,arch_db", node.xml_id, found, "model_terms")
    content = [*reversed(list(arch.itersiblings(preceding=True))), arch, *arch.itersiblings()]
    primary_child = bool(node.inherit_id) and node.effective_mode == "primary"
    element = xml_source.record(
        "ir.ui.view",
        node.xml_id,
        [
            xml_source.text("name", node.name or node.xml_id),
            xml_source.text("model", node.model),
            xml_source.text("type", "qweb") if node.type == "qweb" else None,
            records.optional_link(site, "inherit_id", node.inherit_id),
            xml_source.text("mode", "primary") if primary_child else None,
            xml_source.text("priority", str(node.priority)) if node.priority != 16 else None,
            records.links(site, "group_ids", node.groups),
            None if node.enabled else xml_source.evaluated("active", False),
            xml_source.marked_up("arch", "xml", content, site.scope.xml_ids),
        ],
    )
    yield records.placed(site, f"views/{file_stem(node.model)}_views.xml", Stage.VIEWS, element)
