from dataclasses import dataclass
from typing import Any

from .. import starts
from ..html import as_described
from ..linked import LinkedAdapter
from ..references import AnyRef, ModelRef, Ref, Refs
from ..registry import register
from ..searched import FieldRef, FieldRefs, SelectionRef, names

#: Fields that Odoo computes anew with the state or the model, or that lead to what comes later.
_OF_STATE = frozenset(
    {
        "activity_date_deadline_range",
        "activity_date_deadline_range_type",
        "activity_note",
        "activity_summary",
        "activity_type_id",
        "activity_user_field_name",
        "activity_user_id",
        "activity_user_type",
        "crud_model_id",
        "evaluation_type",
        "followers_partner_field_name",
        "followers_type",
        "html_value",
        "link_field_id",
        "mail_post_autofollow",
        "mail_post_method",
        "partner_ids",
        "resource_ref",
        "selection_value",
        "sequence_id",
        "template_id",
        "update_boolean_value",
        "update_m2m_operation",
        "update_path",
        "value",
        "webhook_field_ids",
        "webhook_url",
    }
)


@register
class ActionServerAdapter(LinkedAdapter):
    kind = "action_server"
    model = "ir.actions.server"
    later = frozenset({"parent_id"})
    last = _OF_STATE

    def values(self, node, element):
        return {
            "name": node.name,
            "state": node.state,
            "model_id": ModelRef(node.model),
            "parent_id": Ref(node.parent),
            "usage": "base_automation" if node.automation else "ir_actions_server",
            **self._rule(node),
            "sequence": node.sequence,
            "binding_model_id": ModelRef(node.binding_model),
            "binding_type": node.binding_type,
            "binding_view_types": ",".join(node.binding_view_types),
            "group_ids": Refs(node.groups),
            **getattr(self, f"_{node.state}_values")(node),
        }

    def _rule(self, node):
        """Return the link to the rule; without `base_automation` there is none."""
        known = "base_automation_id" in self.env[self.model]._fields
        return {"base_automation_id": Ref(node.automation)} if known else {}

    def read(self, record, node):
        return {
            "type": "server",
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "model": record.model_id.model or "",
            "state": record.state,
            "parent": self.session.xml_id(record.parent_id),
            "automation": self._read_rule(record),
            "sequence": record.sequence,
            "binding_model": record.binding_model_id.model or "",
            "binding_type": record.binding_type,
            "binding_view_types": tuple((record.binding_view_types or "").split(",")),
            "groups": self.session.xml_ids(record.group_ids),
            **getattr(self, f"_read_{record.state}", self._read_other)(record, node),
        }

    def _read_rule(self, record):
        known = "base_automation_id" in record._fields
        return self.session.xml_id(record.base_automation_id) if known else ""

    def _read_other(self, record, node):
        """Return nothing of a state that no document knows; its name tells that it is there."""
        return {}

    def remove(self, operations):
        going = self.env[self.model].union(*(self._still_there(o.uid) for o in operations))
        # The database would delete them along with what ran them.
        (going.child_ids - going).write({"parent_id": False})
        super().remove(operations)

    # what goes with each state: values, and what is read

    def _code_values(self, node):
        return starts.values(node, self.session, returns=True)

    def _read_code(self, record, node):
        return starts.read(record, self.session, returns=True)

    def _object_write_values(self, node):
        target = (node.model, node.update_path)
        path = {"update_path": node.update_path, "update_m2m_operation": node.update_m2m_operation}
        if node.expression:
            return {**path, "evaluation_type": "equation", "value": node.expression}
        if node.sequence_id:
            return {**path, "evaluation_type": "sequence", "sequence_id": Ref(node.sequence_id)}
        if node.resource_ref:
            held = {"value": _Number(node.resource_ref), "resource_ref": AnyRef(node.resource_ref)}
            return {**path, "evaluation_type": "value", **held}
        yes = "false" if node.value == "false" else "true"
        return {
            **path,
            "evaluation_type": "value",
            "value": _ForField(*target, ("boolean", "html"), False, node.value or False),
            "update_boolean_value": _ForField(*target, ("boolean",), yes, "true"),
            "html_value": _ForField(*target, ("html",), node.value or False, False),
            "selection_value": _Option(*target, node.value),
        }

    def _read_object_write(self, record, node):
        read = {
            "update_path": record.update_path or "",
            "update_m2m_operation": record.update_m2m_operation,
        }
        if record.evaluation_type == "equation":
            return {**read, "expression": record.value or ""}
        if record.evaluation_type == "sequence":
            return {**read, "sequence_id": self.session.xml_id(record.sequence_id)}
        match record.update_field_id.ttype:
            case "many2one" | "many2many" | "one2many" if record.resource_ref:
                return {**read, "resource_ref": self.session.xml_id(record.resource_ref)}
            case "boolean":
                value = record.update_boolean_value or ""
                unsaid = value == "true" and node is not None and not node.value
                return {**read, "value": "" if unsaid else value}
            case "html":
                described = node.value if node is not None else ""
                return {**read, "value": as_described(record, "html_value", described)}
        return {**read, "value": record.value or ""}

    def _object_create_values(self, node):
        return {
            "crud_model_id": ModelRef(node.crud_model),
            "link_field_id": FieldRef(node.model, node.link_field),
            "value": node.value,
        }

    def _read_object_create(self, record, node):
        return {
            "crud_model": record.crud_model_id.model or "",
            "link_field": record.link_field_id.name or "",
            "value": record.value or "",
        }

    def _object_copy_values(self, node):
        return {
            "crud_model_id": ModelRef(node.crud_model),
            "link_field_id": FieldRef(node.model, node.link_field),
            "resource_ref": AnyRef(node.resource_ref),
        }

    def _read_object_copy(self, record, node):
        return {
            "crud_model": record.crud_model_id.model or "",
            "link_field": record.link_field_id.name or "",
            "resource_ref": self.session.xml_id(record.resource_ref),
        }

    def _webhook_values(self, node):
        # An address that is not described is for people to set.
        address = {"webhook_url": node.webhook_url} if node.webhook_url else {}
        return {"webhook_field_ids": FieldRefs(node.model, node.webhook_fields), **address}

    def _read_webhook(self, record, node):
        described = node is not None and node.webhook_url
        return {
            "webhook_url": (described and record.webhook_url) or "",
            "webhook_fields": names(record.webhook_field_ids),
        }

    def _multi_values(self, node):
        return {}

    def _read_multi(self, record, node):
        return {}

    def _mail_post_values(self, node):
        return {
            "template_id": Ref(node.template),
            "mail_post_method": node.mail_post_method,
            "mail_post_autofollow": node.mail_post_autofollow,
        }

    def _read_mail_post(self, record, node):
        return {
            "template": self.session.xml_id(record.template_id),
            "mail_post_method": record.mail_post_method,
            "mail_post_autofollow": record.mail_post_autofollow,
        }

    def _next_activity_values(self, node):
        by_field = bool(node.activity_user_field)
        return {
            "activity_type_id": Ref(node.activity_type),
            "activity_summary": node.activity_summary or False,
            "activity_note": node.activity_note or False,
            "activity_date_deadline_range": node.activity_date_deadline_range,
            "activity_date_deadline_range_type": node.activity_date_deadline_range_type,
            "activity_user_type": "generic" if by_field else "specific",
            "activity_user_id": Ref(node.activity_user),
            "activity_user_field_name": node.activity_user_field or False,
        }

    def _read_next_activity(self, record, node):
        note = node.activity_note if node is not None else ""
        return {
            "activity_type": self.session.xml_id(record.activity_type_id),
            "activity_summary": record.activity_summary or "",
            "activity_note": as_described(record, "activity_note", note),
            "activity_date_deadline_range": record.activity_date_deadline_range,
            "activity_date_deadline_range_type": record.activity_date_deadline_range_type,
            "activity_user": self.session.xml_id(record.activity_user_id),
            "activity_user_field": record.activity_user_field_name or "",
        }

    def _followers_values(self, node):
        by_field = bool(node.followers_partner_field)
        return {
            "followers_type": "generic" if by_field else "specific",
            "followers_partner_field_name": node.followers_partner_field or False,
            "partner_ids": Refs(node.followers_partners),
        }

    def _read_followers(self, record, node):
        return {
            "followers_partner_field": record.followers_partner_field_name or "",
            "followers_partners": self.session.xml_ids(record.partner_ids),
        }

    _remove_followers_values = _followers_values
    _read_remove_followers = _read_followers


@dataclass(frozen=True)
class _Number:
    """The id of the record with an XML id, as text."""

    name: str

    def resolved(self, session):
        return str(session.ref(self.name).id)


@dataclass(frozen=True)
class _ForField:
    """A value that depends on the type of the field at the end of a path."""

    model: str
    path: str
    types: tuple
    value: Any
    otherwise: Any

    def resolved(self, session):
        return (
            self.value if _at(session, self.model, self.path).type in self.types else self.otherwise
        )


@dataclass(frozen=True)
class _Option:
    """The option of a selection field at the end of a path; False for other fields."""

    model: str
    path: str
    value: str

    def resolved(self, session):
        field = _at(session, self.model, self.path)
        if field.type != "selection":
            return False
        return SelectionRef(field.model_name, field.name, self.value).resolved(session)


def _at(session, model, path):
    """Return the field at the end of a dotted path."""
    *above, last = path.split(".")
    for name in above:
        model = session.env[model]._fields[name].comodel_name
    return session.env[model]._fields[last]
