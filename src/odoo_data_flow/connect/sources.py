"""Named connections that lead to no Odoo server: databases and web services.

A connection named `erp` is a database where `ODF_ERP_URL` begins with `postgresql://`, and a web
service where `ODF_ERP_KIND` is `rest`; `ODF_ERP_API_KEY` is then sent as its bearer. Where these
variables are looked for: see `connect.settings`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from .database import Database
from .settings import Variables
from .web import WebService

_DATABASES = ("postgresql://", "postgres://")


def named_source(
    name: str, env_file: Path | None = None, environment: Mapping[str, str] | None = None
) -> Database | WebService | None:
    """The database or web service of that name; None if it is an Odoo server, or not known.

    Raises InvalidConnection for an address that is none.
    """
    prefix = f"ODF_{name.upper()}_"
    known = Variables(prefix, os.environ if environment is None else environment, env_file)
    url = known.secret("URL")
    if url is None:
        return None
    if url.reveal().startswith(_DATABASES):
        return Database(url)
    if known.text("KIND") == "rest":
        return WebService(
            url.reveal(), known.secret("API_KEY") or None, ca_file=known.text("CA_FILE")
        )
    return None
