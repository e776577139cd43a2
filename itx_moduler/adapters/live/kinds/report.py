from dataclasses import dataclass

from ..adapter import LiveAdapter
from ..references import ModelRef, Ref, Refs
from ..registry import register


@dataclass(frozen=True)
class FullName:
    """An XML id as text, with the live namespace where it is the module's own."""

    name: str

    def resolved(self, session):
        return self.name if "." in self.name else f"{session.namespace}.{self.name}"


@register
class ReportAdapter(LiveAdapter):
    kind = "report"
    model = "ir.actions.report"

    def values(self, node, element):
        return {
            "name": node.name,
            "model": node.model,
            "report_type": node.report_type,
            "report_name": FullName(node.report_name),
            "print_report_name": node.print_report_name or False,
            "attachment": node.attachment or False,
            "attachment_use": node.attachment_use,
            "paperformat_id": Ref(node.paperformat),
            "domain": node.domain or False,
            "multi": node.multi,
            "binding_model_id": ModelRef(node.model if node.binding else ""),
            "binding_type": "report",
            "group_ids": Refs(node.groups),
        }

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "model": record.model,
            "report_type": record.report_type,
            "report_name": record.report_name.removeprefix(f"{self.session.namespace}."),
            "print_report_name": record.print_report_name or "",
            "attachment": record.attachment or "",
            "attachment_use": record.attachment_use,
            "paperformat": self.session.xml_id(record.paperformat_id),
            "domain": record.domain or "",
            "multi": record.multi,
            "binding": bool(record.binding_model_id),
            "groups": self.session.xml_ids(record.group_ids),
        }
