"""The proof that this environment runs a real Odoo in a real browser: tours that Odoo ships."""

import re
import subprocess

from dev import browser, databases, odoo_process
from dev.building import say
from dev.failure import Failure
from dev.paths import REPORTS

_DATABASE = "check_odoo"
_MODULE = "test_base_automation"
_TOURS = f"/{_MODULE}:BaseAutomationTestUi"


def check() -> None:
    """Run Odoo's own tours of its module for automations, on a fresh database.

    :raises Failure: when one of them fails, or none ran.
    """
    browser.ensure()
    environment = odoo_process.ready()
    databases.drop(_DATABASE)
    say(f"installing {_MODULE} and running its tours …")
    REPORTS.mkdir(parents=True, exist_ok=True)
    log = REPORTS / "check-odoo.log"
    with log.open("w") as output:
        done = subprocess.run(
            odoo_process.command(
                "-d", _DATABASE, "-i", _MODULE, f"--test-tags={_TOURS}", "--stop-after-init"
            ),
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    databases.drop(_DATABASE)
    # Odoo ends well when no test ran at all.
    counts = re.search(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests", log.read_text())
    failed, errors, ran = map(int, counts.groups()) if counts else (0, 0, 0)
    if done.returncode or not ran or failed or errors:
        raise Failure(_MODULE, f"{failed + errors} of {ran} tours failed", f"see {log}")
    print(f"{ran} passed, 0 failed")
