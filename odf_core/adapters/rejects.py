"""Quarantined rows, from the engine's files to the lines of a run and back."""

import base64

import polars as pl

#: Ending of the engine's file → field of the line that keeps it.
_FILES = {".rejects.csv": "rejects_file", ".rejects.parquet": "rejects_rows"}
#: What the steps of a flow that sends rejects again call the file.
PATH = "rejects.parquet"
#: What a spreadsheet takes for a formula, and what is only a number (of a telephone, say).
_FORMULA, _NUMBER = r"^[=@+\t\r-]", r"^[+-][\d\s().,/-]*$"


def files(reports, run="*"):
    """What runs have refused, from the folder of reports: dict of (step, field of the line) →
    file. `run`: the engine's name of one of them.
    """
    return {
        (path.name.removesuffix(ending), field): path
        for ending, field in _FILES.items()
        for path in reports.glob(f"{run}/*{ending}")
    }


def attach(run, files):
    """Keep the files with the lines of a run; a step that has not ended gets a line."""
    for (name, field), path in files.items():
        line = run.line_ids.filtered(lambda line, name=name: line.name == name)
        if not line:
            step = run.flow_id.step_ids.filtered(lambda step, name=name: step.name == name)
            values = {"run_id": run.id, "name": name, "type": step.type or "write"}
            line = run.line_ids.create(values)
        content = path.read_bytes()
        if field == "rejects_file":
            content = harmless(content)
        line[field] = base64.b64encode(content)


def harmless(content):
    """A CSV file (bytes) for people's spreadsheets: what these would take for a formula begins with
    an apostrophe, as in Odoo's own exports. Anybody may have written the rows.
    """
    frame = pl.read_csv(content, infer_schema=False, has_header=False)
    safe = [_harmless(pl.col(name)) for name in frame.columns]
    return frame.select(safe).write_csv(include_header=False).encode("utf-8")


def _harmless(text):
    is_formula = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return pl.when(is_formula).then(pl.lit("'") + text).otherwise(text).name.keep()


def again(document, step):
    """The flow (document of the engine) that sends to a write step what it has refused."""
    (write,) = (one for one in document.steps if one.name == step)
    read = {"name": f"{step}_rejects"[-63:], "type": "read", "format": "parquet", "path": PATH}
    return document.model_validate(
        {
            "name": document.name,
            "title": document.title,
            "steps": [read, {**write.model_dump(mode="json"), "input": "main"}],
        }
    )
