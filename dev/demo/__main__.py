"""``python -m dev.demo``: plays the demo from nothing, in databases and a folder of its own."""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rich.console import Console

from dev import databases, odoo_server
from dev.building import locked
from dev.demo import author, generated, live, people, rows, screenshot, second_version, summary
from dev.demo.place import Place
from dev.demo.telling import Telling
from dev.failure import Failure


def main() -> int:
    """Play the demo; return the exit status."""
    options = argparse.ArgumentParser(prog="python -m dev.demo", description=__doc__)
    options.add_argument("--folder", type=Path, default=Place.folder, help="made anew")
    options.add_argument("--prefix", default=Place.prefix, help="of the databases' names")
    chosen = options.parse_args()
    console = Console()
    try:
        with locked(f"demo-{chosen.prefix}"):
            place = Place(chosen.folder.resolve(), chosen.prefix)
            place.clear()
            # Built once for many commands: not what is to be measured.
            databases.template()
            measured = _play(place, Telling(console))
            summary.write(place, measured)
            summary.show(place, measured, console)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _play(place: Place, telling: Telling) -> dict[str, Any]:
    """Go the whole path; return what was measured.

    :raises Failure: at the first thing that is not as it should be.
    """
    with ExitStack() as servers:
        with telling.stage("describe", "Describe a module by a document"):
            databases.clone(place.author)
            log = place.log("author")
            address = servers.enter_context(
                odoo_server.running(place.author, log, "--max-cron-threads=0")
            )
            telling.step(f"{place.author}: {', '.join(databases.PRODUCT)}")
            author_admin = people.admin(address, place.author)
            first, built = author.describe(author_admin, telling)
        with telling.stage("apply", "Bring it to life, and run its flow"):
            live.apply(first, telling)
            live.postpone(author_admin, telling)
            # What a person starts is done in the background; until now there was nothing to do.
            servers.enter_context(
                odoo_server.running(place.author, place.log("worker"), "--max-cron-threads=1")
            )
            registrar, loaded = live.load(author_admin, telling)
            live_rows = rows.read(registrar, live.AIRFIELD, "x_")
        with telling.stage("export", "Install it elsewhere as a module"):
            exported = generated.export(first, place, telling)
            tests = generated.install(place, telling)
            address = servers.enter_context(generated.serve(place))
            runner_admin = people.admin(address, place.runner)
            keeper, runs = generated.load(runner_admin, telling)
            loaded_rows = rows.read(keeper, generated.AIRFIELD)
            rows.must_equal(loaded_rows, live_rows, generated.AIRFIELD)
            telling.step(f"the same {len(loaded_rows)} airfields as live, value by value")
        with telling.stage("change", "Change it: version 2"):
            second = second_version.edit(first, telling)
            differences = second_version.compare(second, telling)
            applied = second_version.apply(second, registrar, telling)
            second_version.restore_and_archive(first, telling)
        with telling.stage("picture", "Look at it"):
            page = f"/odoo/action-{generated.MODULE}.action_airfield"
            screenshot.take(keeper, page, ".o_data_row .o_field_badge", place.picture)
            telling.step(f"a picture of the generated module: {place.picture.name}")
    return {
        "built": {"module": generated.MODULE, **built},
        **exported,
        "databases": [place.author, place.runner],
        "rows_read": runs["first_run"]["rows_read"],
        "rows_loaded": len(loaded_rows),
        "live": loaded,
        "generated": {"tests": tests, **runs},
        "second_version": {"differences": differences, **applied},
        "picture": str(place.picture),
        "seconds": {**telling.seconds, "total": round(sum(telling.seconds.values()), 2)},
    }


if __name__ == "__main__":
    sys.exit(main())
