"""Where OCA's queue_job is installed, its jobs carry runs out: a channel for each pipeline."""

import os
import subprocess
from pathlib import Path

from dev import oca_addons, odoo_process

_SCENARIO = """
from odoo.addons.odf_core.adapters import pipeline_lock
from odoo.addons.queue_job.exception import RetryableJobError
from odoo.addons.queue_job.job import Job

flow = env["odf.flow"].from_document({
    "name": "load_rows",
    "steps": [
        {"name": "read_rows", "type": "read", "format": "csv", "path": "rows.csv"},
        {"name": "write_rows", "type": "write", "model": "res.partner", "key": "key",
         "mapping": {"name": "name"}},
    ],
})
flow.action_run()
run = flow.last_run_id
env.cr.commit()
# The queue is looked at while the job has not begun: it stays one job.
env["odf.run"]._run_queue()
job = env["queue.job"].search([])
print("SAID", len(job), job.channel == f"root.odf.pipeline_{run.pipeline_id.id}")
job = Job.load(env, job.uuid)
with pipeline_lock.held(env.cr.dbname, run.pipeline_id._lock_name()):
    try:
        job.perform()
    except RetryableJobError as error:
        print("SAID again in", error.seconds)
job.perform()
env.cr.commit()
run.invalidate_recordset()
print("SAID", run.state, run.created_count)
"""


def test_run_is_a_job_in_the_channel_of_its_pipeline(database: str, tmp_path: Path) -> None:
    folder = oca_addons.queue_job()
    (tmp_path / "rows.csv").write_text("key,name\na,Anna\n")
    environment = {**odoo_process.ready(folder / "odoo" / "addons"), "ODF_DATA_DIR": str(tmp_path)}
    environment["PYTHONPATH"] += f"{os.pathsep}{folder}"

    def odoo(*arguments: str, code: str = "") -> str:
        done = subprocess.run(
            odoo_process.command(*arguments, "-d", database, "--no-http", "--log-level=error"),
            input=code,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    odoo("server", "-i", "queue_job", "--stop-after-init")

    said = odoo("shell", code=_SCENARIO)

    lines = [line for line in said.splitlines() if line.startswith("SAID")]
    assert lines == ["SAID 1 True", "SAID again in 30", "SAID done 1"], said
