"""Other databases, for tests that are not about how they are reached."""

from datetime import datetime

import polars as pl

from odoo_data_flow.activity import Known, Written
from odoo_data_flow.connect import ServerVersion


class OldPartners:
    """A database with three old partners, one of which has an order; and who marks in it."""

    def fields(self, model):
        names = {
            "res.partner": {"create_date": "datetime", "parent_id": "many2one"},
            "pos.order": {
                "partner_id": "many2one",
                "date_order": "datetime",
                "state": "selection",
            },
        }
        found = names.get(model)
        return found and {
            name: Known(kind, "res.partner" if kind == "many2one" else "")
            for name, kind in found.items()
        }

    def records(self, model, fields):
        types = {"id": pl.Int64, "create_date": pl.Datetime, "parent_id": pl.Int64}
        rows = {"id": [1, 2, 3], "create_date": [datetime(2001, 1, 1)] * 3, "parent_id": [None] * 3}
        return pl.DataFrame(rows, schema=types).select("id", *fields)

    def latest(self, evidence, path):
        rows = {"id": [1], "last": [datetime.now()]}
        return pl.DataFrame(rows, schema={"id": pl.Int64, "last": pl.Datetime})

    def prepare(self, model):
        return []

    def mark(self, model, ids, moment):
        self.marked = list(ids)
        return Written(len(ids), 0, {})

    def unmark(self, model, ids):
        return Written(len(ids), 0, {})


class CountingOdoo:
    """Another Odoo with two partners, that counts its calls."""

    url, database, readers = "https://old.example.com", "old", 1
    version = ServerVersion.of((19, 0, 0, "final", 0), "19.0")

    def __init__(self):
        self.calls = 0

    def call(self, model, method, ids, arguments, context=None, repeatable=None):
        self.calls += 1
        if method == "fields_get":
            thai = (context or {}).get("lang") == "th_TH"
            name = {"type": "char", "store": True, "string": "Name"}
            number = {"type": "char", "string": "หมายเลขผู้เสียภาษี" if thai else "No. 2"}
            return {"name": name, "id": {"type": "integer", "string": "ID"}, "x_nm2": number}
        if method == "search":
            return [1, 2]
        if model == "res.lang":
            return [{"id": 1, "code": "en_US"}, {"id": 2, "code": "th_TH"}]
        return [{"id": 1, "name": "Anna"}, {"id": 2, "name": "Bo"}]
