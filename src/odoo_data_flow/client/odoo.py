"""The facade: one database of one server."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from ..connect import OdooConnection, ServerVersion, connection_settings
from ..connect.database import Database
from .apis.employees import Employees
from .apis.partners import Partners
from .apis.pos import PointOfSale
from .apis.products import Products
from .apis.promotions import Promotions
from .apis.purchases import Purchases
from .apis.sales import Sales
from .apis.stock import Stock
from .model import Model


class Odoo:
    """`Odoo(url, database, api_key=…)["res.partner"].search(…)`; options as of OdooConnection.

    Nothing is sent before the first call. Safe for any number of threads. `direct`: gives the
    database behind the server, where that may be read without it; raises ConnectError.
    """

    direct: Callable[[], Database] | None = None

    def __init__(self, url: str, database: str, **options: Any) -> None:
        self._set(OdooConnection(url, database, **options), {})

    @classmethod
    def on(
        cls,
        connection: OdooConnection,
        *,
        direct: Callable[[], Database] | None = None,
        **context: Any,
    ) -> Odoo:
        """The facade of a connection that is there already."""
        odoo = cls.__new__(cls)
        odoo._set(connection, context)
        odoo.direct = direct
        return odoo

    @classmethod
    def from_settings(cls, name: str = "", env_file: Path | None = None, **options: Any) -> Odoo:
        """The connection of that name: see connect.settings. Raises InvalidConnection."""
        settings = connection_settings(name, env_file)
        direct = settings.database_url
        return cls.on(
            settings.connect(**options), direct=partial(Database, direct) if direct else None
        )

    def _set(self, connection: OdooConnection, context: dict[str, Any]) -> None:
        self.connection = connection
        self.context = context

    def __repr__(self) -> str:
        return f"Odoo({self.connection.url!r}, {self.connection.database!r})"

    def __enter__(self) -> Odoo:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.connection.close()

    def __getitem__(self, model: str) -> Model:
        """The model of that name; whether the server has it shows with the first call."""
        return Model(self.connection, model, self.context)

    def with_context(self, **values: Any) -> Odoo:
        """The same database with more in the context of every call."""
        return Odoo.on(self.connection, direct=self.direct, **{**self.context, **values})

    def with_lang(self, code: str) -> Odoo:
        """Translated fields are read and written in this language (`fr_FR`)."""
        return self.with_context(lang=code)

    def with_company(self, *company_ids: int) -> Odoo:
        """Work in these companies; the first one's values are those of company-dependent fields."""
        return self.with_context(
            allowed_company_ids=list(company_ids),
            # Before Odoo 13.
            company_id=company_ids[0],
            force_company=company_ids[0],
        )

    @property
    def version(self) -> ServerVersion:
        """The server's version."""
        return self.connection.version

    @cached_property
    def uid(self) -> int:
        """The id of the user of the connection."""
        return self.connection.uid()

    @property
    def partners(self) -> Partners:
        """Customers, suppliers and their contacts."""
        return Partners(self)

    @property
    def products(self) -> Products:
        """Products and their variants."""
        return Products(self)

    @property
    def stock(self) -> Stock:
        """What is where, and what moved."""
        return Stock(self)

    @property
    def pos(self) -> PointOfSale:
        """Orders and sessions of the point of sale."""
        return PointOfSale(self)

    @property
    def promotions(self) -> Promotions:
        """Promotions, coupons and loyalty programs."""
        return Promotions(self)

    @property
    def employees(self) -> Employees:
        """Who works here."""
        return Employees(self)

    @property
    def sales(self) -> Sales:
        """Sales orders and their lines."""
        return Sales(self)

    @property
    def purchases(self) -> Purchases:
        """Purchase orders and their lines."""
        return Purchases(self)
