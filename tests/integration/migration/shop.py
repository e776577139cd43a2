"""A shop in an Odoo: people, products with variants, and orders; and the module that moves it.

What is in capitals is for Odoo's shell.
"""

from typing import Any

SCHEDULE = "Bring the shop up to date"


def module(flow: dict[str, Any]) -> dict[str, Any]:
    """The document of a module: the flow, the connection that it needs, and a schedule."""
    return {
        "format_version": 1,
        "module": {
            "name": "shop_migration",
            "title": "Shop Migration",
            "version": "1.0.0",
            "depends": ["sale"],
        },
        "connections": [{"name": "old_odoo", "title": "The old Odoo", "type": "odoo"}],
        "flows": [flow],
        "crons": [
            {
                "xml_id": "cron_shop_migration",
                "name": SCHEDULE,
                "flow": flow["name"],
                "interval_number": 1,
                "interval_type": "days",
            }
        ],
    }


#: Fills an empty database.
FILL = """
from odoo import Command
country = env.ref("base.th")
tags = env["res.partner.category"].create([{"name": "ลูกค้า"}, {"name": "Wholesale"}])
tags.create({"name": "ขายส่งภาคเหนือ", "parent_id": tags[1].id})
companies = env["res.partner"].create([
    {"name": f"บริษัท {n}", "ref": f"C{n}", "is_company": True, "country_id": country.id,
     "category_id": [Command.set(tags[n % 2].ids)]}
    for n in range(20)
])
contacts = env["res.partner"].create([
    {"name": f"Contact {n}", "ref": f"P{n}", "email": f"p{n}@example.com",
     "parent_id": companies[n % 20].id}
    for n in range(60)
])
env["res.partner.bank"].create([
    {"acc_number": f"TH-{n:06}", "partner_id": company.id} for n, company in enumerate(companies)
])
colour, size = env["product.attribute"].create([{"name": "สี"}, {"name": "ขนาด"}])
colours = env["product.attribute.value"].create(
    [{"name": name, "attribute_id": colour.id} for name in ("แดง", "ฟ้า")]
)
sizes = env["product.attribute.value"].create(
    [{"name": name, "attribute_id": size.id} for name in ("S", "M", "L")]
)
shirts = env["product.template"].create([
    {"name": f"เสื้อ {n}", "list_price": 100 + n, "attribute_line_ids": [
        Command.create({"attribute_id": colour.id, "value_ids": [Command.set(colours.ids)]}),
        Command.create({"attribute_id": size.id, "value_ids": [Command.set(sizes.ids)]}),
    ]}
    for n in range(5)
])
mugs = env["product.template"].create([{"name": f"Mug {n}", "list_price": 9.5} for n in range(5)])
for n, product in enumerate((shirts + mugs).product_variant_ids):
    product.default_code = f"SKU-{n:03}"
products = (shirts + mugs).product_variant_ids
orders = env["sale.order"].create([
    {"partner_id": contacts[n].id, "client_order_ref": f"PO-{n}", "order_line": [
        Command.create({"product_id": products[(n + k) % len(products)].id,
                        "product_uom_qty": k + 1, "price_unit": 10.25 * (n + 1)})
        for k in range(3)
    ]}
    for n in range(30)
])
orders[:10].action_confirm()
env.cr.commit()
"""

#: Prints, as JSON, what is to be the same in both databases: model → rows, without ids.
PICTURE = """
import json
def rows(model, domain, *paths):
    found = env[model].with_context(active_test=False).search(domain)
    def value(record, path):
        *way, last = path.split(".")
        for name in way:
            record = record[name]
        got = record[last] if len(record) == 1 else record.mapped(last)
        return sorted(map(str, got)) if isinstance(got, list) else str(got)
    return sorted([value(record, path) for path in paths] for record in found)
picture = {
    "partners": rows("res.partner", [("ref", "!=", False)], "ref", "name", "is_company", "active",
                     "email", "parent_id.ref", "category_id.name", "country_id.code"),
    "tags": rows("res.partner.category", [], "name", "parent_id.name"),
    "banks": rows("res.partner.bank", [("partner_id.ref", "!=", False)], "acc_number",
                  "partner_id.ref"),
    "templates": rows("product.template", [("name", "not ilike", "down payment")], "name",
                      "list_price", "active"),
    "variants": rows("product.product", [("default_code", "!=", False)], "default_code", "name",
                     "product_template_attribute_value_ids.name", "active"),
    "orders": rows("sale.order", [], "name", "partner_id.ref", "client_order_ref", "state",
                   "date_order", "amount_total"),
    "lines": rows("sale.order.line", [], "order_id.name", "product_id.default_code", "name",
                  "product_uom_qty", "price_unit", "discount"),
}
print("PICTURE", json.dumps(picture))
"""

#: Prints when each record was written last.
STAMPS = """
for model in ("res.partner", "res.partner.category", "res.partner.bank", "product.template",
              "product.product", "product.template.attribute.line", "sale.order",
              "sale.order.line"):
    found = env[model].with_context(active_test=False).search([], order="id")
    print(model, [(record.id, str(record.write_date)) for record in found])
"""

#: What people do in the old shop while the migration goes on.
EDIT = """
from odoo import Command
partner = env["res.partner"]
partner.search([("ref", "=", "P1")]).email = "new@example.com"
partner.search([("ref", "=", "C3")]).category_id = [Command.clear()]
partner.search([("ref", "=", "P59")]).unlink()
field = env["ir.model.fields"].create({
    "name": "x_odf_exclude_migration", "ttype": "boolean", "field_description": "Leave out",
    "model_id": env["ir.model"]._get_id("res.partner"),
})
partner.create({"name": "Not wanted", "ref": "X1", "x_odf_exclude_migration": True})
mug = env["product.template"].search([("name", "=", "Mug 1")])
mug.list_price = 12.75
order = env["sale.order"].search([], limit=1, order="id")
order.order_line[0].product_uom_qty = 7
products = env["product.product"].search([("default_code", "=", "SKU-004")])
env["sale.order"].create({
    "partner_id": partner.search([("ref", "=", "P2")]).id, "client_order_ref": "PO-new",
    "order_line": [Command.create({"product_id": products.id, "price_unit": 1.125})],
})
env.cr.commit()
# The server must load the new field.
env.registry.signal_changes()
"""

#: Lets the schedule of the module be due.
DUE = """
from odoo import fields
env.ref("shop_migration.cron_shop_migration").nextcall = fields.Datetime.now()
env.cr.commit()
"""

#: Prints which addons of ours are installed.
OURS = """
import json
found = env["ir.module.module"].search([
    ("state", "=", "installed"), "|", "|", ("name", "=like", "odf%"), ("name", "=like", "itx%"),
    ("name", "=", "shop_migration")])
print(json.dumps(sorted(found.mapped("name"))))
"""
