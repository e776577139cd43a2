"""Orders and sessions of the point of sale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from ..domain import D, Domain
from .base import Api, Moment, Reference, as_moment


class PosOrder(TypedDict):
    """One receipt. Money in the currency of the session."""

    id: int
    name: str
    pos_reference: str | None
    session_id: Reference
    partner_id: Reference
    date_order: str
    amount_total: float
    amount_tax: float
    state: str


class PosLine(TypedDict):
    """One line of a receipt."""

    id: int
    order_id: Reference
    product_id: Reference
    qty: float
    price_unit: float
    discount: float
    price_subtotal_incl: float


class PosSession(TypedDict):
    """One session of a till."""

    id: int
    name: str
    config_id: Reference
    user_id: Reference
    start_at: str | None
    stop_at: str | None
    state: str


_ORDER = tuple(key for key in PosOrder.__annotations__ if key != "id")
_LINE = tuple(key for key in PosLine.__annotations__ if key != "id")
_SESSION = tuple(key for key in PosSession.__annotations__ if key != "id")


class PointOfSale(Api):
    """Receipts of `point_of_sale`."""

    module = "point_of_sale"

    def orders(self, domain: Domain) -> Iterator[PosOrder]:
        """The receipts of a domain."""
        return self._rows("pos.order", domain, _ORDER)

    def orders_since(self, moment: Moment) -> Iterator[PosOrder]:
        """Receipts of that moment or later (UTC) that are paid, posted or invoiced."""
        is_paid = D("state").in_(["paid", "done", "invoiced"])
        return self.orders(is_paid & (D("date_order") >= as_moment(moment)))

    def lines(self, order_ids: Sequence[int]) -> Iterator[PosLine]:
        """The lines of these receipts."""
        return self._rows("pos.order.line", D("order_id").in_(order_ids), _LINE)

    def open_sessions(self) -> list[PosSession]:
        """Sessions that are not closed."""
        return list(self._rows("pos.session", D("state") != "closed", _SESSION))
