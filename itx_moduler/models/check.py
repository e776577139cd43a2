import re

from odoo import api, fields, models

from ..adapters import documents
from ..adapters.scratch import jobs

#: How much of a log is kept.
_LONGEST = 20_000
_RECORD = re.compile(r"\n(?=\d{4}-\d\d-\d\d )")
_ERROR = re.compile(r"\S+ \S+ \d+ (?:ERROR|CRITICAL) ")
_RESULT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")


class Check(models.Model):
    """What came of really bringing a validated module to life, or of really installing it.

    It speaks of the content that had `fingerprint`, and of no other.
    """

    _name = "itx.moduler.check"
    _description = "Check by Real Install"
    _inherit = ["itx.moduler.guarded"]
    _order = "id desc"

    _guard_records = True

    module_id = fields.Many2one("itx.moduler.module", required=True, ondelete="cascade", index=True)
    kind = fields.Selection(
        [("apply", "Applied and taken back"), ("install", "Installed with its tests")],
        required=True,
    )
    state = fields.Selection(
        [
            ("running", "Running"),
            ("passed", "Passed"),
            ("failed", "Failed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="running",
        index=True,
    )
    stage = fields.Char("Doing")
    fingerprint = fields.Char(required=True)
    is_current = fields.Boolean(
        "Current",
        compute="_compute_is_current",
        help="It speaks of the module as it is now.",
    )
    started_by = fields.Many2one("res.users", default=lambda self: self.env.user)
    seconds = fields.Float("Duration (s)")
    tests_run = fields.Integer("Tests")
    tests_failed = fields.Integer("Failed Tests")
    message = fields.Text("Result")
    elements = fields.Text(help="Where the module seems to be wrong, a line each.")
    remarks = fields.Text("Remarks of pylint-odoo")
    log = fields.Text()
    token = fields.Char("Job")

    @api.depends("fingerprint", "module_id.fingerprint")
    def _compute_is_current(self):
        for check in self:
            check.is_current = check.fingerprint == check.module_id.fingerprint

    def action_refresh(self):
        """Look how far running checks are."""
        for check in self.filtered(lambda check: check.state == "running"):
            check._take(jobs.progress(check.token))
        return True

    def action_cancel(self):
        """Ask running checks to end; they do within a second and clean up."""
        self.module_id.check_access("write")
        for check in self.filtered(lambda check: check.state == "running"):
            jobs.cancel(check.token)
        return True

    def _take(self, progress):
        """Write what the runner of this check has told."""
        self.ensure_one()
        if progress is None:
            return
        values = {"stage": progress["stage"], "seconds": progress["seconds"]}
        if progress["state"] != "running":
            values |= self._result(progress)
        self._unguarded().write(values)
        if progress["state"] != "running":
            jobs.clean(self.token)

    def _result(self, progress):
        """Return the values of a check that has ended."""
        logs = jobs.log(self.token)
        linted = logs.pop(jobs.LINTING, None)
        if linted is None:
            remarks = self.env._(
                "pylint-odoo is not installed on this server, so it was not asked."
            )
        else:
            remarks = linted.strip() or self.env._("None.")
        last = list(logs.values())[-1] if logs else ""
        counted = _RESULT.findall(last)
        failed, errors, run = map(int, counted[-1]) if counted else (0, 0, 0)
        wrong = _first_error(last) if progress["state"] == "failed" else ""
        return {
            "state": progress["state"],
            "stage": False,
            "message": "\n".join(part for part in (progress["message"], wrong) if part),
            "elements": "\n".join(documents.failing_elements(self.module_id, wrong)),
            "tests_run": run,
            "tests_failed": failed + errors,
            "remarks": remarks,
            "log": "".join(f"=== {step}\n{text}" for step, text in logs.items())[-_LONGEST:],
        }

    @api.autovacuum
    def _remove_folders(self):
        """Remove what jobs have left behind whose records are gone."""
        jobs.clean_old()

    @api.model
    def _cron_refresh(self):
        """Take in what has ended, for those who don't look."""
        self.search([("state", "=", "running")]).action_refresh()


def _first_error(text):
    """Return the first thing that Odoo complained of in a log, with its traceback."""
    errors = [record for record in _RECORD.split(f"\n{text}") if _ERROR.match(record.strip())]
    return errors[0].strip()[-4000:] if errors else text.strip()[-2000:]
