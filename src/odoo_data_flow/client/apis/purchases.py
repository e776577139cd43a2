"""Purchase orders and their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from ..domain import D, Domain
from .base import Api, Moment, Reference, as_moment


class PurchaseOrder(TypedDict):
    """One order or request. Money in its currency."""

    id: int
    name: str
    partner_ref: str | None
    partner_id: Reference
    date_order: str
    date_planned: str | None
    company_id: Reference
    currency_id: Reference
    amount_untaxed: float
    amount_total: float
    state: str


class PurchaseLine(TypedDict):
    """One line of an order; notes and sections have no product."""

    id: int
    order_id: Reference
    product_id: Reference
    name: str
    product_qty: float
    qty_received: float
    qty_invoiced: float
    price_unit: float
    price_subtotal: float


_ORDER = tuple(key for key in PurchaseOrder.__annotations__ if key != "id")
_LINE = tuple(key for key in PurchaseLine.__annotations__ if key != "id")


class Purchases(Api):
    """Orders of `purchase`."""

    module = "purchase"

    def orders(self, domain: Domain) -> Iterator[PurchaseOrder]:
        """The orders of a domain."""
        return self._rows("purchase.order", domain, _ORDER)

    def confirmed_since(self, moment: Moment) -> Iterator[PurchaseOrder]:
        """Confirmed orders of that moment or later (UTC)."""
        is_confirmed = D("state").in_(["purchase", "done"])
        return self.orders(is_confirmed & (D("date_order") >= as_moment(moment)))

    def of_supplier(self, partner_id: int) -> Iterator[PurchaseOrder]:
        """Orders of a partner and of its contacts."""
        return self.orders(D("partner_id").child_of(partner_id))

    def lines(self, order_ids: Sequence[int]) -> Iterator[PurchaseLine]:
        """The lines of these orders."""
        return self._rows("purchase.order.line", D("order_id").in_(order_ids), _LINE)

    def awaited(self, order_ids: Sequence[int]) -> list[PurchaseLine]:
        """Lines of these orders of which less was received than ordered."""
        return [
            line for line in self.lines(order_ids) if line["qty_received"] < line["product_qty"]
        ]
