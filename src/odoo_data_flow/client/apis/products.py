"""Products and their variants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from ..domain import D, Domain
from .base import Api, Moment, Reference, as_moment


class Product(TypedDict):
    """One variant; what it has from its template as well."""

    id: int
    display_name: str
    default_code: str | None
    barcode: str | None
    product_tmpl_id: Reference
    categ_id: Reference
    uom_id: Reference
    lst_price: float
    standard_price: float
    active: bool


_FIELDS = tuple(key for key in Product.__annotations__ if key != "id")


class Products(Api):
    """Variants of `product`."""

    module = "product"

    def find(self, domain: Domain) -> Iterator[Product]:
        """The variants of a domain."""
        return self._rows("product.product", domain, _FIELDS)

    def by_barcode(self, barcode: str) -> list[Product]:
        """Variants with this barcode; more than one only where the server allows it."""
        return list(self.find(D("barcode") == barcode))

    def by_code(self, code: str) -> list[Product]:
        """Variants with this internal reference."""
        return list(self.find(D("default_code") == code))

    def variants_of(self, template_id: int) -> list[Product]:
        """The variants of a template."""
        return list(self.find(D("product_tmpl_id") == template_id))

    def in_category(self, category_id: int) -> Iterator[Product]:
        """The variants of a category and of those below it."""
        return self.find(D("categ_id").child_of(category_id))

    def changed_since(self, moment: Moment) -> Iterator[Product]:
        """Variants that were, or whose template was, changed at that moment or later (UTC)."""
        since = as_moment(moment)
        return self.find((D("write_date") >= since) | (D("product_tmpl_id.write_date") >= since))
