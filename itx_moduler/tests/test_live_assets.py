from odoo.tests import tagged

from .live_common import LiveCase

ASSETS = [
    {
        "path": "static/src/js/first.js",
        "content": ["/** @odoo-module */", "export const one = 'LIBRARY_ONE';", ""],
    },
    {
        "path": "static/src/js/second.js",
        "content": 'import { one } from "@library/js/first";\nconsole.debug(one, "LIBRARY_TWO");\n',
    },
    {"path": "static/src/scss/board.scss", "content": ".o_library { .o_shelf { color: red; } }\n"},
    {
        "path": "static/src/xml/board.xml",
        "content": '<templates><t t-name="library.Board"><p>LIBRARY_BOARD</p></t></templates>',
    },
]  # fmt: skip
BUNDLES = [
    {"bundle": "web.assets_backend", "path": "static/src/**/*.js"},
    {"bundle": "web.assets_backend", "path": "static/src/scss/board.scss"},
    {"bundle": "web.assets_backend", "path": "static/src/xml/board.xml"},
]


@tagged("post_install", "-at_install")
class TestLiveAssets(LiveCase):
    def document(self, **changes):
        document = self.described(**{"assets": ASSETS, "assets_bundles": BUNDLES, **changes})
        document["module"]["depends"] = ["base", "web"]
        return document

    def bundle(self, kind):
        """Return the text of the backend's bundle."""
        bundle = self.env["ir.qweb"]._get_asset_bundle(
            "web.assets_backend", css=kind == "css", js=kind == "js", debug_assets=True
        )
        attachment = bundle.js() if kind == "js" else bundle.css()
        return attachment.raw.decode()

    def test_files_are_in_the_bundles_of_the_web_client(self):
        self.applied(self.document())
        script, style = self.bundle("js"), self.bundle("css")
        for part in ("LIBRARY_ONE", "LIBRARY_TWO", "LIBRARY_BOARD"):
            self.assertIn(part, script)
        self.assertIn('"@x_library/js/first"', script)
        self.assertIn(".o_library .o_shelf", style)

    def test_applied_assets_have_nothing_left_to_do(self):
        module = self.applied(self.document())
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_files_come_change_and_go(self):
        module = self.next_version(self.applied(self.document()))
        first = module.assets_ids.filtered(lambda a: a.path.endswith("first.js"))
        first.content = "export const one = 'LIBRARY_NEW';\n"
        module.assets_ids.create(
            {
                "module_id": module.id,
                "path": "static/src/js/third.js",
                "content": "console.debug('LIBRARY_THREE');",
            }
        )
        module.assets_bundle_ids.filtered(lambda b: b.path.endswith("xml")).unlink()
        module.assets_ids.filtered(lambda a: a.path.endswith("xml")).unlink()
        self.apply_next(module)

        script = self.bundle("js")
        self.assertIn("LIBRARY_NEW", script)
        self.assertIn("LIBRARY_THREE", script)
        for part in ("LIBRARY_ONE", "LIBRARY_BOARD"):
            self.assertNotIn(part, script)
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

        last = self.next_version(module)
        last.assets_bundle_ids.unlink()
        last.assets_ids.unlink()
        self.apply_next(last)
        self.assertNotIn("LIBRARY", self.bundle("js"))
        urls = [("url", "=like", "/x_library/%")]
        self.assertFalse(self.env["ir.attachment"].search(urls))

    def test_a_file_that_no_bundle_finds_is_named(self):
        document = self.document(assets_bundles=[{"path": "static/src/js/no.js"}])
        module = self.modules.from_document(document)
        module.action_validate()
        self.assertIn("static/src/js/no.js", module.error_message)
