"""A person runs a flow from its form and sees what became of the rows."""

import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.addons.odf_core.models.odf_run_queue import OdfRun
from odoo.tests import HttpCase, tagged

RUN_NOW = """
const wait = async (what, find) => {
    for (let tries = 0; tries < 100; tries++) {
        const found = find();
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`not found: ${what}`);
};
(async () => {
    (await wait("Run Now", () => document.querySelector("button[name=action_run]"))).click();
    const field = (name) => document.querySelector(`.o_field_widget[name=${name}]`);
    const read = (name) => field(name)?.textContent.trim();
    await wait("the run", () => read("read_count") === "3");
    const counts = ["created_count", "unchanged_count", "quarantined_count"].map(read).join(" ");
    if (counts !== "2 0 1") throw new Error(`counts are ${counts}`);
    (await wait("Quarantine", () => document.querySelector("a[name=quarantine]"))).click();
    await wait("the reason", () => document.body.textContent.includes("base.atlantis"));
    console.log("test successful");
})();
"""


def work_at_once(runs):
    """In place of the cron worker, which tests of this kind have not."""
    runs.env.flush_all()
    runs._work()
    runs.invalidate_recordset()


@tagged("post_install", "-at_install")
class TestFlow(HttpCase):
    def test_run_now_opens_the_run_with_counts_and_quarantined_rows(self):
        with (
            tempfile.TemporaryDirectory() as folder,
            patch.dict(os.environ, {"ODF_DATA_DIR": folder}),
            patch.object(OdfRun, "_hand_over", work_at_once),
        ):
            (Path(folder) / "rows.csv").write_text(
                "key,name,country\na,Anna,base.se\nb,Björn,\nc,Cecilia,base.atlantis\n"
            )
            flow = self.env["odf.flow"].from_document(
                {
                    "name": "load_rows",
                    "title": "Load rows",
                    "steps": [
                        {"name": "read_rows", "type": "read", "format": "csv", "path": "rows.csv"},
                        {
                            "name": "write_rows",
                            "type": "write",
                            "model": "res.partner",
                            "key": "key",
                            "mapping": {"name": "name", "country_id": "country"},
                        },
                    ],
                }
            )
            self.browser_js(
                f"/odoo/action-odf_core.action_flow/{flow.id}",
                code=RUN_NOW,
                ready="!!document.querySelector('button[name=action_run]')",
                login="admin",
            )

        self.assertEqual(flow.last_run_id.user_id, self.env.ref("base.user_admin"))
