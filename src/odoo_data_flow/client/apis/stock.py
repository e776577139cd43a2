"""What is where, and what moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from ..domain import EVERYTHING, D, Domain
from .base import Api, Moment, Reference, as_moment


class OnHand(TypedDict):
    """How much of a product is in a location, over all lots and packages, in the product's unit."""

    product_id: Reference
    location_id: Reference
    quantity: float
    reserved: float


class Quant(TypedDict):
    """One quantity of a product in a location: of one lot, package and owner."""

    id: int
    product_id: Reference
    location_id: Reference
    quantity: float
    reserved_quantity: float


class Move(TypedDict):
    """One movement between two locations."""

    id: int
    product_id: Reference
    location_id: Reference
    location_dest_id: Reference
    product_uom_qty: float
    product_uom: Reference
    date: str
    state: str


_QUANT = tuple(key for key in Quant.__annotations__ if key != "id")
_MOVE = tuple(key for key in Move.__annotations__ if key != "id")


class Stock(Api):
    """Quantities of `stock` (Odoo 11 and later)."""

    module = "stock"

    def on_hand(
        self, product_ids: Sequence[int] = (), location_ids: Sequence[int] = ()
    ) -> list[OnHand]:
        """What is in stock now, by product and location. Without arguments: everything.

        `location_ids`: these and those below; by default all internal ones.
        """
        where: Domain = D("location_id.usage") == "internal"
        if location_ids:
            where = D("location_id").child_of(list(location_ids))
        if product_ids:
            where &= D("product_id").in_(product_ids)
        found: dict[tuple[Reference, Reference], OnHand] = {}
        for quant in self.quants(where):
            place = quant["product_id"], quant["location_id"]
            row = found.setdefault(
                place,
                OnHand(product_id=place[0], location_id=place[1], quantity=0.0, reserved=0.0),
            )
            row["quantity"] += quant["quantity"]
            row["reserved"] += quant["reserved_quantity"]
        return list(found.values())

    def quants(self, domain: Domain = EVERYTHING) -> Iterator[Quant]:
        """The quants of a domain."""
        return self._rows("stock.quant", domain, _QUANT)

    def moves_since(self, moment: Moment, *, done: bool = True) -> Iterator[Move]:
        """Moves dated at that moment or later (UTC); only those that are done, or all."""
        where: Domain = D("date") >= as_moment(moment)
        return self._rows("stock.move", where & (D("state") == "done") if done else where, _MOVE)
