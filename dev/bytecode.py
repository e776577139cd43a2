"""Compiled Python is kept below ``.runtime``, whatever the caller's environment says of it.

Odoo needs three times as long to start when all of its modules are compiled anew.
"""

import os
import shutil
import tempfile
from pathlib import Path

from dev.paths import BYTECODE


def keep() -> None:
    """Let all processes that this one starts keep and share what they compile."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(BYTECODE)


def forget_temporary() -> None:
    """Drop what was compiled of files in temporary folders: nobody will import them again."""
    folder = Path(tempfile.gettempdir()).resolve()
    shutil.rmtree(BYTECODE / folder.relative_to(folder.anchor), ignore_errors=True)
