"""One measurement in a running database, taken in a process of its own and rolled back."""

import json
import os
import resource
import subprocess
import sys
import time

from dev import odoo_process
from dev.failure import Failure
from dev.paths import ROOT

_ANSWER = "bench: "


def seconds_and_megabytes(way: str, database: str, models: int) -> tuple[float, float]:
    """Bring an app to life in a process of its own: `way` is `apply` or `by_hand`.

    Returns how long that took, and the most memory that the process held.
    """
    environment = odoo_process.ready()
    environment["PYTHONPATH"] += f"{os.pathsep}{ROOT}"
    done = subprocess.run(
        odoo_process.command("shell", "-d", database, "--no-http", "--log-level=error"),
        input=f"from tests.bench import _live; _live.{way}(env, {models})",
        env=environment,
        capture_output=True,
        text=True,
    )
    answers = [line for line in done.stdout.splitlines() if line.startswith(_ANSWER)]
    if not answers:
        raise Failure(f"bench {way}", done.stderr.strip()[-2000:], "mend it and measure again")
    answer = json.loads(answers[-1].removeprefix(_ANSWER))
    return answer["seconds"], answer["megabytes"]


def apply(env, models):
    """Author, validate and plan an app through its records; measure its applying."""
    from tests.bench._apps import app

    module = env["itx.moduler.module"].from_document(app(models).to_json())
    module.action_validate()
    module.action_plan()
    env.flush_all()

    def run():
        module.action_apply_to_odoo()
        env.flush_all()

    _measure(run)


def by_hand(env, models):
    """Measure a script that makes the same records."""
    from itx_codegen.names import to_live
    from tests.bench import _by_hand
    from tests.bench._apps import app

    document = to_live(app(models))
    _measure(lambda: _by_hand.make(env, document))


def _measure(run):
    started = time.perf_counter()
    run()
    taken = time.perf_counter() - started
    # Linux tells kilobytes.
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(_ANSWER + json.dumps({"seconds": taken, "megabytes": held}))
    sys.stdout.flush()
