"""A workshop whose repairs things happen to, and what the tests of automations share."""

from copy import deepcopy

from .live_common import LiveCase

WORKSHOP = {
    "module": {"name": "workshop", "depends": ["base_automation"]},
    "models": [
        {"name": "workshop.stage", "fields": [{"name": "name", "type": "char"}]},
        {
            "name": "workshop.repair",
            "description": "Repair",
            "inherit": ["mail.thread", "mail.activity.mixin"],
            "fields": [
                {"name": "name", "type": "char"},
                {"name": "note", "type": "char"},
                {"name": "due", "type": "date"},
                {"name": "urgent", "type": "boolean"},
                {"name": "active", "type": "boolean", "default": True},
                {"name": "report", "type": "html"},
                {"name": "state", "type": "selection", "selection": [["a", "A"], ["b", "B"]]},
                {"name": "stage_id", "type": "many2one", "comodel_name": "workshop.stage"},
                {"name": "customer_id", "type": "many2one", "comodel_name": "res.partner"},
                {"name": "user_id", "type": "many2one", "comodel_name": "res.users"},
            ],
        },
    ],
    "data": [{"xml_id": "stage_ready", "model": "workshop.stage", "values": {"name": "Ready"}}],
    "access": [{"model": "workshop.repair", "group": "base.group_user", "perm_read": True}],
}


class WorkshopCase(LiveCase):
    """Applies the workshop with some lists of its own."""

    def workshop(self, **lists):
        """Return the workshop's document with further lists."""
        return {**deepcopy(WORKSHOP), **lists}

    def lives(self, **lists):
        """Return the workshop's module as it lives, with nothing left to do."""
        module = self.applied(self.workshop(**lists))
        self.assertNothingToDo(module)
        return module

    def assertNothingToDo(self, module):
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def repair(self, **values):
        """Make a repair, in the names of the code."""
        return self.env["x_workshop_repair"].create({f"x_{k}": v for k, v in values.items()})

    def live(self, xml_id):
        """Return a live record of the workshop, an empty value if there is none."""
        return self.env.ref(f"x_workshop.{xml_id}", raise_if_not_found=False)

    def element(self, module, kind, xml_id):
        """Return the snapshot record of an element."""
        return self.env[f"itx.moduler.{kind}"].search(
            [("module_id", "=", module.id), ("xml_id", "=", xml_id)]
        )
