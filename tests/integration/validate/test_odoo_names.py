"""The names that documents must leave to Odoo are those of the Odoo that is here."""

import json
import subprocess

from dev import odoo_process
from dev.paths import PYTHON
from itx_codegen.validate.odoo_names import BASE_MODEL_NAMES

_ASK = """
import json
import odoo
from odoo.models import BaseModel
print(json.dumps([name for name in dir(BaseModel) if not name.startswith("__")]))
"""


def test_names_of_every_model_are_known() -> None:
    done = subprocess.run(
        [str(PYTHON), "-c", _ASK],
        env=odoo_process.ready(),
        text=True,
        capture_output=True,
        check=True,
    )

    # Names that Python mangles can't be taken by anybody.
    there = {name for name in json.loads(done.stdout) if not name.startswith("_BaseModel__")}
    assert there == BASE_MODEL_NAMES
