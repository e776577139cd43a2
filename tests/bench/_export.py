"""One measurement of the export, from the document to the bytes of the ZIP, in a fresh process."""

import json
import resource
import subprocess
import sys
import time
from typing import NamedTuple

from dev.paths import PYTHON, ROOT


class Export(NamedTuple):
    """Seconds of the first export, of one more after a change of one field, and of black alone."""

    first: float
    again: float
    black: float
    megabytes: float


def measured(models: int) -> Export:
    """Export an app twice in a process of its own."""
    done = subprocess.run(
        [str(PYTHON), "-m", "tests.bench._export", str(models)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return Export(**json.loads(done.stdout))


def _main(models: int) -> None:
    from itx_codegen.render import python_source
    from tests.bench._apps import app

    in_black = [0.0]
    format_str = python_source.black.format_str

    def timed(*arguments, **named):
        started = time.perf_counter()
        try:
            return format_str(*arguments, **named)
        finally:
            in_black[0] += time.perf_counter() - started

    # What is imported and compiled once for any number of exports is not measured.
    _export(app(2))
    before, after = app(models), _with_one_change(app(models))
    python_source.black.format_str = timed
    first = _export(before)
    black = in_black[0]
    again = _export(after)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(Export(first, again, black, held)._asdict()))


def _export(document) -> float:
    from itx_codegen.publish import zip_bytes
    from itx_codegen.render import render

    started = time.perf_counter()
    zip_bytes(render(document), document.module.name)
    return time.perf_counter() - started


def _with_one_change(document):
    from itx_codegen.ir import load

    data = document.to_json()
    data["models"][0]["fields"][3]["string"] = "Another Label"
    return load(data)


if __name__ == "__main__":
    _main(int(sys.argv[1]))
