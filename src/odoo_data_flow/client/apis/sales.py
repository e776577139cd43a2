"""Sales orders and their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from ..domain import D, Domain
from .base import Api, Moment, Reference, as_moment


class SalesOrder(TypedDict):
    """One order or quotation. Money in its currency."""

    id: int
    name: str
    client_order_ref: str | None
    partner_id: Reference
    date_order: str
    user_id: Reference
    company_id: Reference
    currency_id: Reference
    amount_untaxed: float
    amount_total: float
    state: str


class SalesLine(TypedDict):
    """One line of an order; notes and sections have no product."""

    id: int
    order_id: Reference
    product_id: Reference
    name: str
    product_uom_qty: float
    qty_delivered: float
    qty_invoiced: float
    price_unit: float
    discount: float
    price_subtotal: float


_ORDER = tuple(key for key in SalesOrder.__annotations__ if key != "id")
_LINE = tuple(key for key in SalesLine.__annotations__ if key != "id")
#: `done` was the state of locked orders before Odoo 17.
_CONFIRMED = ("sale", "done")


class Sales(Api):
    """Orders of `sale`."""

    module = "sale"

    def orders(self, domain: Domain) -> Iterator[SalesOrder]:
        """The orders of a domain."""
        return self._rows("sale.order", domain, _ORDER)

    def confirmed_since(self, moment: Moment) -> Iterator[SalesOrder]:
        """Confirmed orders of that moment or later (UTC)."""
        return self.orders(D("state").in_(_CONFIRMED) & (D("date_order") >= as_moment(moment)))

    def of_customer(self, partner_id: int) -> Iterator[SalesOrder]:
        """Orders of a partner and of its contacts."""
        return self.orders(D("partner_id").child_of(partner_id))

    def lines(self, order_ids: Sequence[int]) -> Iterator[SalesLine]:
        """The lines of these orders."""
        return self._rows("sale.order.line", D("order_id").in_(order_ids), _LINE)
