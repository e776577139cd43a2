"""The web client starts in a real browser, with the addons installed."""

from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestWebClient(HttpCase):
    def test_home_opens_without_an_error_in_the_console(self):
        self.browser_js(
            "/odoo",
            code="console.log('test successful')",
            ready="!!document.querySelector('.o_web_client .o_main_navbar')",
            login="admin",
        )
