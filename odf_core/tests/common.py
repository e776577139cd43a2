import math
import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.tests import TransactionCase

COUNTS = ("read", "created", "updated", "unchanged", "quarantined", "excluded")


class FlowCase(TransactionCase):
    """A folder of data files, and flows made from documents."""

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        environment = patch.dict(os.environ, {"ODF_DATA_DIR": folder.name})
        environment.start()
        self.addCleanup(environment.stop)

    def put(self, name, *lines):
        """Write a data file."""
        (self.folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def flow(self, model="res.partner", mapping=None, columns=None, scripts=None, **read):
        """A flow: read `rows.csv`, run the scripts (name → code) in order, write `model`."""
        steps = [
            {
                "name": "read_rows",
                "type": "read",
                "format": "csv",
                "path": "rows.csv",
                "columns": columns or {},
                **read,
            },
            *(
                {"name": f"run_{name}", "type": "transform", "script": name}
                for name in scripts or {}
            ),
            {
                "name": "write_rows",
                "type": "write",
                "model": model,
                "key": "key",
                "mapping": mapping or {"name": "name"},
            },
        ]
        document = {
            "name": "load_rows",
            "steps": steps,
            "scripts": [{"name": name, "code": code} for name, code in (scripts or {}).items()],
        }
        return self.env["odf.flow"].from_document(document, "odf_test")

    def run_flow(self, flow):
        """Run a flow that must not fail; returns its run."""
        flow.run()
        run = flow.last_run_id
        self.assertEqual(run.state, "done", f"{run.error_path}: {run.error}")
        return run

    def work(self, run, slices=1, rows=1000):
        """Let a worker take a run. With several `slices`, each ends after its second batch, and no
        more are used than the run needs.
        """
        time_left = (lambda: 0) if slices > 1 else (lambda: math.inf)
        worker = "odoo.addons.odf_core.adapters.run_worker"
        with (
            patch.multiple(worker, _ROWS=rows, _PAUSE=0),
            self.enter_registry_test_mode(),
        ):
            for _slice in range(slices):
                self.assertTrue(run._work(time_left))
                run.invalidate_recordset()
                if run.state != "waiting":
                    break

    def counts(self, run):
        """The counts of a run that are not zero."""
        values = {name: run[f"{name}_count"] for name in COUNTS}
        self.assertEqual(values["read"], sum(values.values()) - values["read"])
        return {name: value for name, value in values.items() if value}

    def loaded(self, key):
        """The record that a key of a test's flow stands for."""
        return self.env.ref(f"odf_test.{key}")
