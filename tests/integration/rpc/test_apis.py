"""The APIs of the usual apps, on an Odoo that has them all."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from odoo_data_flow.client import D, Odoo

_YESTERDAY = datetime.now() - timedelta(days=1)
_TOMORROW = datetime.now() + timedelta(days=1)


@pytest.fixture(scope="module")
def customer(shop: Odoo) -> int:
    values = {
        "name": "Anna",
        "ref": "C-1",
        "vat": "BE 0477.47-27.01",
        "email": "Anna_x@Example.com",
    }
    return shop["res.partner"].with_context(no_vat_validation=True).create(values)[0]


@pytest.fixture(scope="module")
def product(shop: Odoo) -> int:
    values = {
        "name": "Oil",
        "barcode": "4006381333931",
        "default_code": "OIL",
        "list_price": 10.0,
        "is_storable": True,
    }
    return shop["product.product"].create(values)[0]


def test_partners_are_found_by_what_people_know_of_them(shop: Odoo, customer: int) -> None:
    child = shop["res.partner"].create({"name": "Ben", "parent_id": customer})[0]

    assert [one["id"] for one in shop.partners.by_vat("be0477472701")][:1] == [customer]
    assert [one["id"] for one in shop.partners.by_email(" anna_x@example.COM")] == [customer]
    assert shop.partners.by_email("anna%") == []
    assert [one["name"] for one in shop.partners.by_ref("C-1")] == ["Anna"]
    assert [one["id"] for one in shop.partners.contacts_of(customer)] == [child]
    assert shop.partners.contacts_of(customer)[0]["parent_id"] == (customer, "Anna")
    assert customer in [one["id"] for one in shop.partners.changed_since(_YESTERDAY)]
    assert list(shop.partners.changed_since(_TOMORROW)) == []


def test_products_are_found_by_barcode_code_and_category(shop: Odoo, product: int) -> None:
    (found,) = shop.products.by_barcode("4006381333931")

    assert (found["id"], found["default_code"], found["lst_price"]) == (product, "OIL", 10.0)
    assert shop.products.by_code("OIL") == [found]
    template = found["product_tmpl_id"]
    assert template is not None
    assert shop.products.variants_of(template[0]) == [found]
    if found["categ_id"]:
        assert found in list(shop.products.in_category(found["categ_id"][0]))
    assert found in list(shop.products.changed_since(_YESTERDAY))


def test_stock_is_summed_by_product_and_location(shop: Odoo, product: int) -> None:
    location = shop["stock.location"].search(D("usage") == "internal", limit=1)[0]
    quant = (
        shop["stock.quant"]
        .with_context(inventory_mode=True)
        .create({"product_id": product, "location_id": location, "inventory_quantity": 7})
    )
    shop["stock.quant"].call("action_apply_inventory", quant)

    (there,) = shop.stock.on_hand([product])

    assert (there["quantity"], there["reserved"]) == (7.0, 0.0)
    assert shop.stock.on_hand([product], [location]) == [there]
    assert [move["product_uom_qty"] for move in shop.stock.moves_since(_YESTERDAY)] == [7.0]


def test_confirmed_sales_and_their_lines(shop: Odoo, customer: int, product: int) -> None:
    line = (0, 0, {"product_id": product, "product_uom_qty": 2})
    orders = shop["sale.order"].create(
        [{"partner_id": customer, "order_line": [line]}, {"partner_id": customer}]
    )
    shop["sale.order"].call("action_confirm", orders[:1])

    (found,) = shop.sales.confirmed_since(_YESTERDAY)

    assert found["id"] == orders[0]
    assert [one["product_uom_qty"] for one in shop.sales.lines([found["id"]])] == [2.0]
    assert {one["id"] for one in shop.sales.of_customer(customer)} == set(orders)


def test_purchases_and_what_is_awaited_of_them(shop: Odoo, customer: int, product: int) -> None:
    line = (0, 0, {"product_id": product, "product_qty": 3, "price_unit": 1})
    order = shop["purchase.order"].create({"partner_id": customer, "order_line": [line]})
    shop["purchase.order"].call("button_confirm", order)

    (found,) = shop.purchases.confirmed_since(_YESTERDAY)

    assert found["id"] == order[0]
    assert [one["product_qty"] for one in shop.purchases.awaited(order)] == [3.0]
    assert [one["id"] for one in shop.purchases.of_supplier(customer)] == order


def test_employees_by_department_and_manager(shop: Odoo) -> None:
    department = shop["hr.department"].create({"name": "Lab"})[0]
    chief = shop["hr.employee"].create({"name": "Eva", "work_email": "eva@x.example"})[0]
    member = shop["hr.employee"].create(
        {"name": "Max", "parent_id": chief, "department_id": department}
    )[0]

    assert [one["id"] for one in shop.employees.by_email("eva@x.example")] == [chief]
    assert [one["id"] for one in shop.employees.in_department(department)] == [member]
    assert [one["name"] for one in shop.employees.reporting_to(chief)] == ["Max"]
    assert "Lab" in [one["name"] for one in shop.employees.departments()]


def test_promotions_that_hold_on_a_day(shop: Odoo) -> None:
    program = shop["loyalty.program"].create(
        {
            "name": "Spring",
            "program_type": "promotion",
            "date_to": "2030-04-01",
            "reward_ids": [(0, 0, {"reward_type": "discount", "discount": 15})],
        }
    )[0]

    assert program in [one["id"] for one in shop.promotions.valid_on(date(2030, 4, 1))]
    assert program not in [one["id"] for one in shop.promotions.valid_on(date(2030, 4, 2))]
    assert [one["discount"] for one in shop.promotions.rewards([program])] == [15.0]


def test_point_of_sale_has_sessions_and_receipts(shop: Odoo) -> None:
    assert shop.pos.open_sessions() == []
    assert list(shop.pos.orders_since(_YESTERDAY)) == []
    assert list(shop.pos.lines([1])) == []
