"""A module in which nothing is wrong, and ways to break it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from itx_codegen.ir import load
from itx_codegen.validate import Nowhere, check

GOOD: dict[str, Any] = {
    "module": {"name": "clinic", "title": "Clinic", "depends": ["base", "mail"]},
    "groups": [
        {"xml_id": "group_user", "name": "User", "implied": ["base.group_user"]},
        {"xml_id": "group_manager", "name": "Manager", "implied": ["group_user"]},
    ],
    "models": [
        {
            "name": "clinic.visit",
            "order": "date desc, id",
            "fields": [
                {"name": "name", "type": "char", "required": True, "size": 20, "translate": True},
                {"name": "date", "type": "date", "default": "2024-02-29"},
                {"name": "fee", "type": "monetary", "currency_field": "currency_id"},
                {"name": "currency_id", "type": "many2one", "comodel_name": "res.currency"},
                {"name": "weight", "type": "float", "digits": [6, 2], "default": 1},
                {
                    "name": "state",
                    "type": "selection",
                    "selection": [["new", "New"], ["done", "Done"]],
                    "default": "new",
                },
                {
                    "name": "doctor_id",
                    "type": "many2one",
                    "comodel_name": "clinic.doctor",
                    "domain": "[('name', '!=', False)]",
                    "ondelete": "restrict",
                },
                {"name": "double", "type": "float", "compute": "_compute_double", "store": True},
                {"name": "doctor_name", "type": "char", "related": "doctor_id.name"},
            ],
            "methods": [
                {
                    "name": "_compute_double",
                    "depends": ["weight", "doctor_id.name"],
                    "code": "for visit in self:\n    visit.double = visit.weight * 2",
                }
            ],
            "constraints": [
                {"name": "weight_positive", "definition": "CHECK (weight >= 0)"},
                {"name": "name_unique", "definition": "UNIQUE (name, date)"},
            ],
        },
        {
            "name": "clinic.doctor",
            "fields": [
                {"name": "name", "type": "char"},
                {"name": "active", "type": "boolean", "default": True},
                {
                    "name": "visit_ids",
                    "type": "one2many",
                    "comodel_name": "clinic.visit",
                    "inverse_name": "doctor_id",
                },
                {"name": "user_ids", "type": "many2many", "comodel_name": "res.users"},
            ],
        },
    ],
    "access": [{"model": "clinic.visit", "group": "group_user", "perm_read": True}],
    "rules": [
        {
            "xml_id": "rule_own",
            "name": "Own visits",
            "model": "clinic.visit",
            "domain": "['|', ('doctor_id', '=', False), ('doctor_id.user_ids', 'in', user.ids)]",
            "groups": ["clinic.group_user"],
        }
    ],
    "views": [
        {
            "model": "clinic.visit",
            "type": "list",
            "arch": "<list decoration-muted=\"state == 'done'\" default_order='date desc'>"
            "<field name='name'/></list>",
        },
        {
            "model": "clinic.visit",
            "type": "form",
            "arch": "<form><header>"
            "<button type='action' name='%(action_doctor)d' groups='clinic.group_user'/>"
            "<button type='object' name='_compute_double'/></header>"
            "<field name='doctor_id' domain=\"[('name', '=', name)]\" context=\"{'x': fee}\"/>"
            "<field name='name' invisible=\"not date or weight &lt; 2 or uid == 1\"/></form>",
        },
        {
            "model": "clinic.doctor",
            "type": "form",
            "arch": "<form><label for='somewhere'/><field name='visit_ids'><list>"
            "<field name='weight' readonly='parent.active'/></list></field></form>",
        },
        {
            "model": "clinic.visit",
            "type": "search",
            "arch": "<search><filter name='new' domain=\"[('state', '=', 'new')]\"/>"
            "<filter name='by_date' context=\"{'group_by': 'date:month'}\"/></search>",
        },
    ],
    "actions": [
        {
            "type": "window",
            "xml_id": "action_visit",
            "name": "Visits",
            "model": "clinic.visit",
            "domain": "[('state', 'in', ['new', 'done'])]",
            "context": "{'search_default_new': 1}",
        },
        {"type": "window", "xml_id": "action_doctor", "name": "D", "model": "clinic.doctor"},
        {
            "type": "server",
            "xml_id": "action_done",
            "name": "Done",
            "model": "clinic.visit",
            "code": "for record in records:\n    record['state'] = 'done'",
        },
        {"type": "server", "xml_id": "action_load", "name": "Load", "flow": "load"},
    ],
    "menus": [
        {"xml_id": "menu_root", "name": "Clinic"},
        {"xml_id": "menu_visit", "name": "Visits", "parent": "menu_root", "action": "action_visit"},
    ],
    "crons": [{"xml_id": "cron_load", "name": "Load", "flow": "load"}],
    "scripts": [
        {"name": "clean", "code": "def transform(df, ctx):\n    return df"},
    ],
    "connections": [{"name": "erp", "type": "odoo"}, {"name": "shop", "type": "rest"}],
    "flows": [
        {
            "name": "fetch",
            "mode": "delta",
            "max_rejects": 0,
            "steps": [
                {
                    "name": "read",
                    "type": "read",
                    "format": "odoo",
                    "connection": "erp",
                    "options": {"model": "elsewhere.visit", "fields": ["id", "name"]},
                    "key": "id",
                    "deleted": "gone",
                    "relations": ["name"],
                    "contract": {"columns": "freeze", "values": "discard_row"},
                },
                {
                    "name": "send",
                    "type": "write",
                    "connection": "erp",
                    "model": "elsewhere.visit",
                    "key": "id",
                    "mapping": {"elsewhere_name": "name"},
                    "compare": "state",
                },
                {
                    "name": "list",
                    "type": "write",
                    "input": "gone",
                    "format": "csv",
                    "path": "gone.csv",
                    "options": {"separator": ";"},
                },
            ],
        },
        {
            "name": "load",
            "steps": [
                {
                    "name": "read",
                    "type": "read",
                    "format": "csv",
                    "path": "in/visits.csv",
                    "columns": {"name": "str"},
                },
                {"name": "clean", "type": "transform", "script": "clean"},
                {
                    "name": "write",
                    "type": "write",
                    "model": "clinic.visit",
                    "key": "id",
                    "mapping": {"name": "name"},
                },
            ],
        },
    ],
}

Edit = Callable[[dict[str, Any]], object]


class Around(Nowhere):
    """A world that knows Odoo's base, and nothing else."""

    def has_module(self, name: str) -> bool | None:
        return name in ("base", "mail")

    def has_model(self, name: str) -> bool | None:
        return name in ("res.users", "res.currency", "res.partner")

    def has_field(self, model: str, name: str) -> bool | None:
        return name in ("name", "partner_id", "visit_id") if self.has_model(model) else None

    def has_xml_id(self, name: str) -> bool | None:
        return name in ("base.group_user", "base.action_partner")


def told(edit: Edit) -> list[tuple[str, str]]:
    """Return (path, sentence) of what is wrong with the module after an edit."""
    data = copy.deepcopy(GOOD)
    edit(data)
    return [(problem.path, str(problem.message)) for problem in check(load(data), Around())]


def at(*keys: Any) -> Callable[[dict[str, Any]], Any]:
    """Return what stands at a place in the data; a text names an element of a list."""

    def find(data: Any) -> Any:
        for key in keys:
            if isinstance(data, list) and isinstance(key, str):
                data = next(item for item in data if key in (item.get("name"), item.get("xml_id")))
            else:
                data = data[key]
        return data

    return find


def put(*keys: Any, **values: Any) -> Edit:
    """Return an edit that sets attributes of the element at a place."""
    return lambda data: at(*keys)(data).update(values)


def add(*keys: Any, **values: Any) -> Edit:
    """Return an edit that adds an element to the list at a place."""
    return lambda data: at(*keys[:-1])(data).setdefault(keys[-1], []).append(values)


VISIT = ("models", "clinic.visit")
MODEL = "models[clinic.visit]"


def field(name: str, **values: Any) -> Edit:
    """Return an edit of a field of a visit."""
    return put(*VISIT, "fields", name, **values)


def new_field(**values: Any) -> Edit:
    """Return an edit that adds a field to a visit."""
    return add(*VISIT, "fields", **values)


def arch(text: str, view: int = 1) -> Edit:
    """Return an edit of the arch of a view; mostly that of the form of a visit."""
    return put("views", view, arch=text)
