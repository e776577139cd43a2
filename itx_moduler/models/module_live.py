import hashlib

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..adapters import documents
from ..adapters.live import apply, plan


class Module(models.Model):
    _inherit = "itx.moduler.module"

    applied_date = fields.Datetime("Applied on", copy=False, readonly=True, guarded=True)
    plan_data = fields.Text("Plan as JSON", copy=False, readonly=True, guarded=True)
    plan_text = fields.Text("Plan", copy=False, readonly=True, guarded=True)
    plan_line_ids = fields.One2many(
        "itx.moduler.plan.line", "module_id", "Planned Operations", copy=False, readonly=True
    )
    plan_date = fields.Datetime("Planned on", copy=False, readonly=True, guarded=True)
    plan_mark = fields.Char(compute="_compute_plan_mark")

    @api.depends("fingerprint", "plan_data")
    def _compute_plan_mark(self):
        """What tells a screen's content and plan from those that stand there later."""
        for module in self:
            shown = f"{module.fingerprint}\n{module.plan_data}"
            module.plan_mark = hashlib.sha256(shown.encode()).hexdigest()

    def action_plan(self):
        """Find out what applying would change, keep it, and show it. Changes nothing else."""
        self.ensure_one()
        self.check_access("write")
        self._require_states("validated", "applied", "exported")
        with documents.user_errors(self.env):
            made = plan.build(self)
        self._keep_plan(made)
        return {
            **self._open(),
            "name": self.env._("Plan"),
            "views": [(self.env.ref("itx_moduler.itx_moduler_module_view_form_plan").id, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def action_accept_losses(self):
        """Accept all that the plan destroys; what it destroys later has to be accepted anew."""
        self.ensure_one()
        if not self.plan_data:
            self.action_plan()
        doomed = self.plan_line_ids.filtered(
            lambda line: line.impact == "destructive" and not line.kept
        )
        return doomed.action_accept() if doomed else self.action_plan()

    def accepted_losses(self):
        """Return the uids of the elements whose data somebody has agreed to lose, sorted."""
        self.ensure_one()
        return sorted(set(self.plan_line_ids.filtered("accepted").mapped("uid")))

    def kept_columns(self):
        """Return the uids of the fields whose column is to be put aside when they go, sorted."""
        self.ensure_one()
        return sorted(set(self.plan_line_ids.filtered("kept").mapped("uid")))

    def _keep_plan(self, made):
        """Store a plan, with a line for each of its operations that people can read and answer."""
        self._unguarded().write(
            {
                **self._no_plan(),
                "plan_data": made.model_dump_json(),
                "plan_text": documents.explained(self.env, made),
                "plan_date": fields.Datetime.now(),
            }
        )
        self.env["itx.moduler.plan.line"]._unguarded().create(
            [
                {"module_id": self.id, "position": position, **line}
                for position, line in enumerate(documents.plan_lines(self.env, made))
            ]
        )

    def action_apply_to_odoo(self):
        """Bring the module to life in this database; for managers only.

        A screen says in the context which plan it shows (`itx_moduler_plan_mark`): no other one
        is carried out in its place, whoever has made one in the meantime.
        """
        self.ensure_one()
        if not self.env.user.has_group("itx_moduler.group_manager"):
            raise AccessError(
                self.env._("Only Moduler managers apply a module to the database; ask one of them.")
            )
        self._require_states("validated", "applied", "exported")
        self._check_shown()
        self._take_turn()
        with documents.user_errors(self.env):
            document = documents.read(self)
            apply.run(self, document)
        self._unguarded().write(
            {"state": "applied", "applied_date": fields.Datetime.now(), **self._no_plan()}
        )
        self._save_revision("apply", self.env._("Applied to this database"), document)
        return self._notify("success", self.env._("This version stands in the database now."))

    def _check_shown(self):
        """Raise UserError where the caller's screen shows another content or plan than there is."""
        shown = self.env.context.get("itx_moduler_plan_mark")
        if shown and shown != self.plan_mark:
            raise UserError(
                self.env._(
                    "Somebody has changed %(module)s or its plan since you opened it. Look at it "
                    "again before you apply it.",
                    module=self.display_name,
                )
            )

    def _take_turn(self):
        """Lock the module; raise UserError while somebody else applies any version of it."""
        versions = self._versions()
        if versions.try_lock_for_update(allow_referencing=True) != versions:
            raise UserError(
                self.env._(
                    "%(module)s is being changed by somebody else at this moment. Try again.",
                    module=self.display_name,
                )
            )

    def _no_plan(self):
        """Return the values of a module without a plan: what was planned is done or outdated."""
        return {
            "plan_data": False,
            "plan_text": False,
            "plan_date": False,
            "plan_line_ids": [fields.Command.clear()],
        }
