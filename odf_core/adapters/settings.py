"""What only the owner of the server decides: environment variables, else Odoo's configuration."""

import os

from odoo.tools import config


def setting(name):
    """The text of a setting such as `odf_data_dir`; empty if it is not set."""
    return os.environ.get(name.upper()) or config.get(name) or ""


def is_on(name):
    """Whether a setting says yes."""
    return str(setting(name)).strip().lower() in ("1", "true", "yes", "on")
