"""Which pipeline a flow is just now, and where it keeps what outlives a run."""

import shutil
from pathlib import Path

from odoo.tools import SQL, config
from odoo.tools.sql import table_exists

from odoo_data_flow.run import pipeline_of
from odoo_data_flow.state import TABLES, State

from .cursor_state import CursorDatabase


def pipeline(flow, document, host):
    """The record of the pipeline (sudo), a new one if there is none. Raises FlowError.

    A flow that reads or writes somewhere else than before is another pipeline: what the one has
    seen says nothing of the other. Neither does what one company has seen to another.
    """
    digest = pipeline_of(document, host).rpartition(":")[2]
    # sudo: pipelines are the system's own record, nobody may write one.
    pipelines = flow.env["odf.pipeline"].sudo()
    values = {
        "flow_id": flow.id,
        "fingerprint": f"{flow.namespace}:{digest}",
        "company_id": host.company.id,
    }
    found = pipelines.search([(name, "=", value) for name, value in values.items()])
    return found or pipelines.create(values)


def state(pipeline, cr, commits):
    """The engine's state of a pipeline, by a cursor. `commits`: see CursorDatabase."""
    return State(CursorDatabase(cr, commits), f"odf.pipeline,{pipeline.id}")


def folder(pipeline):
    """The folder of unfinished runs of a pipeline."""
    return _root(pipeline.env.cr.dbname) / str(pipeline.id)


def forget(pipeline):
    """Forget what a pipeline has seen; in the end also its unfinished run."""
    # When the addon is uninstalled, the tables go first: they are not to be made anew.
    if table_exists(pipeline.env.cr, TABLES[0]):
        state(pipeline, pipeline.env.cr, commits=False).reset()
    place = folder(pipeline)
    pipeline.env.cr.postcommit.add(lambda: shutil.rmtree(place, ignore_errors=True))


def create_tables(cr):
    """Make the tables of the state, so that no run has to wait for another one that does."""
    State(CursorDatabase(cr, commits=False), "")


def drop_all(cr):
    """Remove the state and the unfinished runs of all pipelines of a database."""
    for table in TABLES:
        cr.execute(SQL("DROP TABLE IF EXISTS %s", SQL.identifier(table)))
    place = _root(cr.dbname)
    cr.postcommit.add(lambda: shutil.rmtree(place, ignore_errors=True))


def _root(dbname):
    return Path(config["data_dir"]) / "odf" / dbname
