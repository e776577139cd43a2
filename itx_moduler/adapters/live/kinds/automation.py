from dataclasses import dataclass

from itx_codegen.ir.triggers import TIMED

from .. import starts
from ..html import as_described
from ..references import ModelRef, Ref
from ..registry import register
from ..rules import RuleAdapter
from ..searched import FieldRef, FieldRefs, SelectionRef, names


@register
class AutomationAdapter(RuleAdapter):
    kind = "automation"

    def values(self, node, element):
        field = node.trigger_fields[0] if node.trigger_fields else ""
        return {
            "name": node.name,
            "description": node.description or False,
            "model_id": ModelRef(node.model),
            "trigger": node.trigger,
            "filter_domain": node.filter_domain or _domain(node, field),
            "filter_pre_domain": node.filter_pre_domain or _pre_domain(node, field),
            "trigger_field_ids": FieldRefs(node.model, node.trigger_fields),
            "on_change_field_ids": FieldRefs(node.model, node.on_change_fields),
            "trg_selection_field_id": SelectionRef(node.model, field, node.trg_selection),
            "trg_field_ref": Ref(node.trg_field_ref),
            "trg_date_id": FieldRef(node.model, node.trg_date),
            "trg_date_range": node.trg_date_range,
            "trg_date_range_type": node.trg_date_range_type or False,
            "trg_date_range_mode": node.trg_date_range_mode or False,
            "trg_date_calendar_id": Ref(node.trg_date_calendar),
            "record_getter": node.record_getter or False,
            "log_webhook_calls": node.log_webhook_calls,
            "active": node.enabled,
        }

    def action_values(self, node):
        if not (node.code or node.flow):
            return None
        return {
            "name": node.name,
            "state": "code",
            "model_id": ModelRef(node.model),
            "code": starts.code(node, self.session, returns=False),
        }

    def read(self, record, node):
        fields = names(record.trigger_field_ids)
        target = self._target(record, fields)
        about = {"trigger": record.trigger, "trg_field_ref": self.session.xml_id(target)}
        field = fields[0] if fields else ""
        domain, pre_domain = _of_record(record.trigger, field, target.id or False)
        timed = record.trigger in TIMED
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "description": as_described(
                record, "description", node.description if node is not None else ""
            ),
            "model": record.model_id.model,
            **about,
            "filter_domain": _unless(record.filter_domain, domain),
            "filter_pre_domain": _unless(record.filter_pre_domain, pre_domain),
            "trigger_fields": fields,
            "on_change_fields": names(record.on_change_field_ids),
            "trg_selection": record.trg_selection_field_id.value or "",
            "trg_date": record.trg_date_id.name or "",
            "trg_date_range": record.trg_date_range,
            "trg_date_range_type": (timed and record.trg_date_range_type) or "",
            "trg_date_range_mode": (timed and record.trg_date_range_mode) or "",
            "trg_date_calendar": self.session.xml_id(record.trg_date_calendar_id),
            "record_getter": self._getter(record),
            "log_webhook_calls": record.log_webhook_calls,
            "enabled": record.active,
            **starts.said(self.own_action(record).code, self.session, returns=False),
        }

    def _target(self, record, fields):
        """Return the record that the watched link must be set to, as far as there is one."""
        model = self.env.get(record.model_id.model)
        field = model._fields.get(fields[0]) if model is not None and fields else None
        comodel = field.comodel_name if field is not None else None
        if not comodel:
            return self.env["ir.model"]
        return self.env[comodel].browse(record.trg_field_ref or ()).exists()

    @staticmethod
    def _getter(record):
        """Return how a webhook finds its record; the default that others have means nothing."""
        return (record.trigger == "on_webhook" and record.record_getter) or ""


@dataclass(frozen=True)
class _Condition:
    """The domain of a trigger that is about one record, whose id the database knows."""

    field: str
    operator: str
    name: str

    def resolved(self, session):
        number = session.ref(self.name).id
        return _condition(self.field, self.operator, number)


def _domain(node, field):
    if not node.trg_field_ref:
        return False
    return _Condition(field, "in" if node.trigger == "on_tag_set" else "=", node.trg_field_ref)


def _pre_domain(node, field):
    if node.trigger != "on_tag_set" or not node.trg_field_ref:
        return False
    return _Condition(field, "not in", node.trg_field_ref)


def _of_record(trigger, field, number):
    """Return the two conditions that follow from the record that a trigger is about."""
    if not number:
        return False, False
    if trigger == "on_tag_set":
        return _condition(field, "in", number), _condition(field, "not in", number)
    return _condition(field, "=", number), False


def _condition(field, operator, number):
    return repr([(field, operator, number if operator == "=" else [number])])


def _unless(held, derived):
    """Return a domain as a document says it: nothing where it follows from the rest."""
    return "" if held == derived else held or ""
