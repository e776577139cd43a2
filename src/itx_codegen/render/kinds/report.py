"""Reports: records of `ir.actions.report`."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.report import Report
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..site import Site


@renders(Report)
def report(node: Report, site: Site) -> Iterator[Part]:
    """One record in the file of the reports."""
    own = node.normalized()
    template = site.scope.full(own.report_name)
    element = xml_source.record(
        "ir.actions.report",
        own.xml_id,
        [
            xml_source.text("name", own.name),
            xml_source.text("model", own.model),
            xml_source.text("report_type", own.report_type),
            xml_source.text("report_name", template),
            xml_source.text("report_file", template),
            records.optional("print_report_name", own.print_report_name),
            records.optional("attachment", own.attachment),
            xml_source.evaluated("attachment_use", True) if own.attachment_use else None,
            records.optional_link(site, "paperformat_id", own.paperformat),
            records.optional("domain", own.domain),
            xml_source.evaluated("multi", True) if own.multi else None,
            records.links(site, "group_ids", own.groups),
            records.model_link(site, "binding_model_id", own.model) if own.binding else None,
            xml_source.text("binding_type", "report") if own.binding else None,
        ],
    )
    path = f"report/{site.scope.module}_reports.xml"
    yield records.placed(site, path, Stage.REPORTS, element)
    yield records.term(site, "ir.actions.report,name", own.xml_id, own.name)
    place = "ir.actions.report,print_report_name"
    yield records.term(site, place, own.xml_id, own.print_report_name)
