"""A module with flows in two versions: the second renames one, changes it and adds a schedule."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from itx_codegen.ir import Document, load

MODULE = "register"

FIRST: dict[str, Any] = {
    "module": {"uid": "module", "name": MODULE, "version": "1.0.0"},
    "groups": [{"uid": "g", "xml_id": "group_registrar", "name": "Registrar"}],
    "models": [
        {
            "uid": "line",
            "name": "register.line",
            "fields": [
                {"uid": "line_name", "name": "name", "type": "char", "required": True},
                {"uid": "line_town", "name": "town", "type": "char"},
            ],
        }
    ],
    "access": [{"uid": "a", "model": "register.line", "group": "group_registrar"}],
    "scripts": [
        {
            "uid": "s",
            "name": "tidy",
            "code": [
                "def transform(df, ctx):",
                "    return df.with_columns(pl.col('name').str.strip_chars())",
            ],
        }
    ],
    "connections": [
        {"uid": "c1", "name": "erp", "type": "odoo", "title": "Our ERP"},
        {"uid": "c2", "name": "depot", "type": "postgresql"},
    ],
    "flows": [
        {
            "uid": "f",
            "name": "load_lines",
            "title": "Load the lines",
            "max_rejects": 3,
            "steps": [
                {
                    "uid": "f1",
                    "name": "read",
                    "type": "read",
                    "format": "csv",
                    "path": "lines.csv",
                    "columns": {"key": "str", "name": "str", "town": "str"},
                },
                {"uid": "f2", "name": "tidy", "type": "transform", "script": "tidy"},
                {
                    "uid": "f3",
                    "name": "write",
                    "type": "write",
                    "model": "register.line",
                    "key": "key",
                    "mapping": {"name": "name"},
                },
                {
                    "uid": "f4",
                    "name": "write_partners",
                    "type": "write",
                    "model": "res.partner",
                    "key": "partner",
                    "mapping": {"name": "name"},
                },
            ],
        }
    ],
    "actions": [
        {
            "uid": "run",
            "type": "server",
            "xml_id": "action_load",
            "name": "Load now",
            "flow": "load_lines",
        }
    ],
    "crons": [
        {"uid": "cron", "xml_id": "cron_load", "name": "Load the lines", "flow": "load_lines"}
    ],
}


def first() -> Document:
    """Version 1.0.0."""
    return load(deepcopy(FIRST))


def second() -> Document:
    """Version 1.1.0."""
    data = deepcopy(FIRST)
    data["module"]["version"] = "1.1.0"
    flow = data["flows"][0]
    del flow["max_rejects"]
    flow["name"] = data["actions"][0]["flow"] = data["crons"][0]["flow"] = "load_register"
    flow["steps"][2]["mapping"]["town"] = "town"
    data["crons"][0]["interval_number"] = 2
    data["crons"].append(
        {
            "uid": "weekly",
            "xml_id": "cron_weekly",
            "name": "Load all",
            "flow": "load_register",
            "interval_type": "weeks",
        }
    )
    return load(data)
