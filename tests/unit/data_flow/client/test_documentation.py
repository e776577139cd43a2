"""The reference names every error, operator and API that there is."""

from __future__ import annotations

from pathlib import Path

from odoo_data_flow import connect
from odoo_data_flow.client import D, Odoo
from odoo_data_flow.client.apis.base import Api
from odoo_data_flow.client.domain import OPPOSITES


def test_reference_is_complete(repository: Path) -> None:
    text = (repository / "docs" / "reference" / "client.md").read_text(encoding="utf-8")
    errors = [
        name
        for name in connect.__all__
        if isinstance(value := getattr(connect, name), type)
        and issubclass(value, connect.ConnectError)
    ]
    classes = {api.__name__: api for api in Api.__subclasses__()}
    apis = {
        name: classes[value.fget.__annotations__["return"]]
        for name, value in vars(Odoo).items()
        if isinstance(value, property) and value.fget.__annotations__["return"] in classes
    }
    methods = [name for api in apis.values() for name in vars(api) if name.islower()]
    wanted = [
        *errors,
        *OPPOSITES,
        *(name for name in vars(D) if not name.startswith("_")),
        *apis,
        *(name for name in methods if not name.startswith("_") and name != "module"),
    ]

    assert len(apis) == 8
    assert [name for name in wanted if name not in text] == []
