"""Automation rules as automations and webhooks both need them: a rule, and an action of its own."""

from itx_codegen.ir import Layer
from itx_codegen.plan.stages import kinds_of

from .linked import LinkedAdapter, write_if_other
from .references import resolved


class RuleAdapter(LinkedAdapter):
    """Records of `base.automation`; `action_values` gives those of the action of their own.

    That action has no uid. It is known by its XML id, which follows from the rule's.
    """

    model = "base.automation"
    last = frozenset(
        {
            "filter_domain",
            "filter_pre_domain",
            "on_change_field_ids",
            "trg_date_calendar_id",
            "trg_date_id",
            "trg_date_range",
            "trg_date_range_mode",
            "trg_date_range_type",
            "trg_field_ref",
            "trg_selection_field_id",
            "trigger_field_ids",
        }
    )

    def __init__(self, session):
        super().__init__(session)
        self._resting = {}

    def action_values(self, node):
        """Return the values of the rule's own action; None where it has none."""
        raise NotImplementedError

    def own_action(self, record):
        """Return the own action of a rule's record, an empty recordset where there is none."""
        return self._action(self.session.xml_id(record))

    def set_aside(self, operations):
        """Let the rules rest, until `settle`, while models change under them.

        Values that Odoo computes for rows that exist would start them, on names that may be gone.
        """
        structure = kinds_of(Layer.STRUCTURE)
        if any(operation.kind in structure for operation in operations):
            for uid, element in self.session.elements_before.items():
                if element.node.kind == self.kind:
                    self._resting[uid] = self._still_there(uid).filtered("active")
                    self._resting[uid].write({"active": False})

    def works(self, node):
        """Tell whether a rule that was at work before is to be so after."""
        return node.enabled

    def rename(self, operations):
        for operation in operations:
            before = self.session.elements_before[operation.uid].node.xml_id
            if self._action(before):
                after = self.session.elements[operation.uid].node.xml_id
                self.session.rename_record(_action_name(before), _action_name(after))
        super().rename(operations)

    def remove(self, operations):
        for operation in operations:
            # What the database deletes along with a rule would leave its XML id behind, and other
            # elements may keep their actions.
            self._action(self.session.elements_before[operation.uid].node.xml_id).unlink()
            others = self._still_there(operation.uid).action_server_ids
            others.write({"base_automation_id": False, "usage": "ir_actions_server"})
        super().remove(operations)

    def settle(self):
        super().settle()
        for uid, element in self.session.elements.items():
            if element.node.kind == self.kind and self.session.bindings[uid]:
                if self._resting.pop(uid, None):
                    write_if_other(self.records(uid), {"active": self.works(element.node)})
                self._settle_action(element.node, self.records(uid))

    def _settle_action(self, node, record):
        """Make, change or delete a rule's own action, so that it is as described."""
        action, values = self._action(node.xml_id), self.action_values(node)
        if values is None:
            action.unlink()
            return
        values = {
            **resolved(values, self.session),
            "base_automation_id": record.id,
            "usage": "base_automation",
            "sequence": 1,
        }
        if action:
            write_if_other(action, values)
        else:
            made = self.env["ir.actions.server"].create(values)
            self.session.name_records([(_action_name(node.xml_id), made)])

    def _action(self, rule):
        name = self.session.full_name(_action_name(rule))
        found = self.env.ref(name, raise_if_not_found=False)
        return found or self.env["ir.actions.server"]


def _action_name(rule):
    return f"{rule}_action"
