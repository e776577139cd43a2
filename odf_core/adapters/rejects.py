"""Quarantined rows, from the engine's files to the lines of a run and back."""

import base64

#: Ending of the engine's file → field of the line that keeps it.
_FILES = {".rejects.csv": "rejects_file", ".rejects.parquet": "rejects_rows"}
#: What the steps of a flow that sends rejects again call the file.
PATH = "rejects.parquet"


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
        line[field] = base64.b64encode(path.read_bytes())


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
