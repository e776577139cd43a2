"""What counts as a sign of life in the apps that most databases have.

Each of these is optional: a database without an app is analysed without its evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..read.odoo.options import EXCLUDE
from .policy import ActivityPolicy, Evidence, ModelPolicy
from .source import EXCLUDED_ON

_NOT_CANCELLED = (["state", "!=", "cancel"],)
_ORDER_NOT_CANCELLED = (["order_id.state", "!=", "cancel"],)
#: Entries have no state of their own in all versions.
_POSTED = (["move_id.state", "=", "posted"],)


def _evidence(
    model: str, records: str, date: str | None = None, domain: Sequence[Any] = ()
) -> Evidence:
    return Evidence(
        model=model, records=tuple(records.split()), date=date, domain=tuple(domain), optional=True
    )


def _of_product(path: str) -> tuple[Evidence, ...]:
    """Evidence for products; `path` goes on from a variant to the record that is meant."""
    variant = f"product_id{path}"
    return (
        _evidence("sale.order.line", variant, "order_id.date_order", _ORDER_NOT_CANCELLED),
        _evidence("purchase.order.line", variant, "order_id.date_order", _ORDER_NOT_CANCELLED),
        _evidence("pos.order.line", variant, "order_id.date_order", _ORDER_NOT_CANCELLED),
        _evidence("stock.move", variant, "date", _NOT_CANCELLED),
        _evidence("account.move.line", variant, "date", _POSTED),
        # What is in stock, is delivered with, or is part of something else is needed there.
        _evidence("stock.quant", variant, domain=[["quantity", "!=", 0]]),
        _evidence("delivery.carrier", variant),
        _evidence("mrp.bom.line", variant),
    )


PARTNERS = ModelPolicy(
    model="res.partner",
    parent="parent_id",
    children=True,
    evidence=(
        _evidence(
            "sale.order",
            "partner_id partner_invoice_id partner_shipping_id",
            "date_order",
            _NOT_CANCELLED,
        ),
        _evidence("purchase.order", "partner_id", "date_order", _NOT_CANCELLED),
        _evidence("pos.order", "partner_id", "date_order", _NOT_CANCELLED),
        _evidence("stock.picking", "partner_id", "date_done", _NOT_CANCELLED),
        _evidence("account.move.line", "partner_id", "date", _POSTED),
        # Who works here, and the companies themselves.
        _evidence("res.users", "partner_id", domain=[["share", "=", False]]),
        _evidence("res.company", "partner_id"),
        _evidence("stock.warehouse", "partner_id"),
        _evidence("hr.employee", "work_contact_id"),
    ),
)

TEMPLATES = ModelPolicy(
    model="product.template",
    evidence=(
        *_of_product(".product_tmpl_id"),
        # A variant that is young, or that a person wants to come along, needs its template.
        _evidence("product.product", "product_tmpl_id", "create_date"),
        _evidence(
            "product.product",
            "product_tmpl_id",
            domain=[[EXCLUDED_ON, "!=", False], [EXCLUDE, "=", False]],
        ),
    ),
)

VARIANTS = ModelPolicy(model="product.product", evidence=_of_product(""))

#: Variants show the mark of their template, so that these two are enough as a rule.
DEFAULT = ActivityPolicy(models=(PARTNERS, TEMPLATES))
#: All that is declared here.
DECLARED = ActivityPolicy(models=(PARTNERS, TEMPLATES, VARIANTS))
