"""Run inside of Odoo, by the fixture `built`: a person builds the shop's flow in the browser.

Nothing of it stays in the database; the module's document goes to the file that SHOP_BUILT names.
"""

import json
import os
from pathlib import Path

from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestShopIsBuilt(HttpCase):
    def test_a_person_builds_the_whole_migration(self):
        old = json.loads(os.environ["SHOP_OLD"])
        new_test_user(
            self.env,
            "builder",
            "itx_moduler.group_user,odf_core.group_flow_manager,base.group_partner_manager,"
            "sales_team.group_sale_manager,product.group_product_manager",
        )
        self.env["odf.connection"].create({"name": "old_odoo", **old})
        module = self.env["itx.moduler.module"].from_document(json.loads(os.environ["SHOP_EMPTY"]))

        self.start_tour(
            f"/odoo/action-odf_ui_builder.action_flow/{module.flow_ids.id}",
            "odf_ui_builder_shop_migration",
            login="builder",
            timeout=900,
        )

        Path(os.environ["SHOP_BUILT"]).write_text(json.dumps(module.to_document()))
