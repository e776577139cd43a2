"""Runs one flow of the engine and prints the most memory that it held, in bytes.

A program of its own for the benchmark `engine`, because the system only ever raises that figure:
`_engine_one_run.py FLOW`.
"""

import resource
import sys
from pathlib import Path

from odoo_data_flow.flow import load_flow
from odoo_data_flow.run import FolderHost, Workspace, run_flow

if __name__ == "__main__":
    path = Path(sys.argv[1])
    workspace = Workspace(path.parent / ".odf", "flat")
    report = run_flow(load_flow(path), FolderHost(path.parent), workspace=workspace)
    assert report.counts.read == report.counts.created
    # This process and the child that runs the scripts.
    used = sum(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(report.counts.read, used * 1024, report.seconds)
