from ..html import as_described
from ..linked import LinkedAdapter
from ..references import ModelRef, Refs
from ..registry import register

_PLAIN = (
    "description",
    "subject",
    "email_from",
    "email_to",
    "partner_to",
    "email_cc",
    "reply_to",
    "lang",
    "scheduled_date",
)


@register
class EmailTemplateAdapter(LinkedAdapter):
    kind = "email_template"
    model = "mail.template"
    last = frozenset({"report_template_ids", "attachment_ids"})

    def values(self, node, element):
        layout = node.email_layout and self.session.full_name(node.email_layout)
        return {
            "name": node.name,
            "model_id": ModelRef(node.model),
            **{name: getattr(node, name) or False for name in _PLAIN},
            "body_html": node.body_html or False,
            "use_default_to": node.use_default_to,
            "auto_delete": node.auto_delete,
            "email_layout_xmlid": layout or False,
            "report_template_ids": Refs(node.report_templates),
            "attachment_ids": Refs(node.attachments),
        }

    def read(self, record, node):
        body = node.body_html if node is not None else ""
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name or "",
            "model": record.model_id.model or "",
            **{name: record[name] or "" for name in _PLAIN},
            "body_html": as_described(record, "body_html", body),
            "use_default_to": record.use_default_to,
            "auto_delete": record.auto_delete,
            "email_layout": self.session.local_name(record.email_layout_xmlid or ""),
            "report_templates": self.session.xml_ids(record.report_template_ids),
            "attachments": self.session.xml_ids(record.attachment_ids),
        }
