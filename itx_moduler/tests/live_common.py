"""A small library to bring to life, and what the tests of the live side share."""

from copy import deepcopy

from odoo.tests import TransactionCase

LIBRARY = {
    "module": {"name": "library", "title": "Library", "depends": ["base"]},
    "groups": [
        {"xml_id": "group_reader", "name": "Library: Reader", "implied": ["base.group_user"]},
        {"xml_id": "group_keeper", "name": "Library: Keeper", "implied": ["group_reader"]},
    ],
    "models": [
        {
            "name": "library.author",
            "description": "Author",
            "order": "name",
            "fields": [
                {"name": "name", "type": "char", "required": True},
                {
                    "name": "book_ids",
                    "type": "one2many",
                    "comodel_name": "library.book",
                    "inverse_name": "author_id",
                },
                {
                    "name": "book_count",
                    "type": "integer",
                    "compute": "_compute_count",
                    "store": True,
                },
            ],
            "methods": [
                {
                    "name": "_compute_count",
                    "depends": ["book_ids"],
                    "code": "for author in self:\n    author.book_count = len(author.book_ids)\n",
                }
            ],
        },
        {
            "name": "library.book",
            "description": "Book",
            "order": "name, id",
            "fields": [
                {"name": "name", "type": "char", "required": True},
                {"name": "isbn", "type": "char", "index": True},
                {"name": "pages", "type": "integer"},
                {"name": "note", "type": "text"},
                {"name": "author_id", "type": "many2one", "comodel_name": "library.author"},
                {"name": "country_ids", "type": "many2many", "comodel_name": "res.country"},
                {
                    "name": "shelf",
                    "type": "selection",
                    "default": "a",
                    "selection": [["a", "Shelf A"], ["b", "Shelf B"], ["c", "Shelf C"]],
                },
            ],
            "constraints": [
                {
                    "name": "isbn_unique",
                    "definition": "UNIQUE (isbn)",
                    "message": "There is a book of this ISBN already.",
                }
            ],
        },
    ],
    "access": [
        {"model": "library.book", "group": "group_reader", "perm_read": True},
        {"model": "library.author", "group": "group_reader", "perm_read": True},
    ],
    "rules": [
        {
            "xml_id": "rule_book",
            "name": "Readers see shelves A and B",
            "model": "library.book",
            "domain": "[('shelf', '!=', 'c')]",
            "groups": ["group_reader"],
        }
    ],
    "views": [
        {
            "model": "library.book",
            "type": "form",
            "arch": [
                "<form><sheet>",
                '  <field name="name"/><field name="isbn"/>',
                '  <field name="note" invisible="not isbn"/>',
                '  <field name="author_id"/><field name="shelf"/><field name="pages"/>',
                '  <button type="action" name="%(action_author)d" string="Authors"/>',
                "</sheet></form>",
            ],
        },
        {
            "model": "library.author",
            "type": "form",
            "arch": [
                '<form><field name="name"/><field name="book_count"/><field name="book_ids">',
                '<list><field name="name"/><field name="isbn" column_invisible="not parent.name"/>',
                "</list></field></form>",
            ],
        },
    ],
    "actions": [
        {"type": "window", "xml_id": "action_book", "name": "Books", "model": "library.book"},
        {
            "type": "window",
            "xml_id": "action_author",
            "name": "Authors",
            "model": "library.author",
            "domain": "[('book_ids.isbn', '!=', False)]",
            "context": "{'default_name': 'New', 'search_default_name': 1}",
            "help": "<p>Write the <b>first</b> author.</p>",
        },
        {
            "type": "server",
            "xml_id": "action_to_shelf",
            "name": "Put on shelf B",
            "model": "library.book",
            "code": "records.write({'shelf': 'b'})",
            "binding_model": "library.book",
        },
    ],
    "menus": [
        {"xml_id": "menu_book", "name": "Books", "parent": "menu_root", "action": "action_book"},
        {"xml_id": "menu_root", "name": "Library", "groups": ["group_reader"]},
    ],
    "crons": [
        {
            "xml_id": "cron_shelf",
            "name": "Tidy up",
            "model": "library.book",
            "code": "model.search([('shelf', '=', False)]).write({'shelf': 'c'})",
            "interval_type": "weeks",
            "enabled": False,
        }
    ],
}


class LiveCase(TransactionCase):
    """Applies the library; what a test does to the registry is taken back after it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.modules = cls.env["itx.moduler.module"]

    def setUp(self):
        super().setUp()
        # A manual model is part of the registry: the roll-back of the test does not reach it there.
        self.addCleanup(self.env.registry.clear_cache)
        self.addCleanup(self._forget_live_models)

    def _forget_live_models(self):
        with self.env.registry.cursor() as cr:
            self.env.registry._setup_models__(cr)

    def described(self, **changes):
        """Return the library's document with some of its lists replaced."""
        return {**deepcopy(LIBRARY), **changes}

    def made(self, document=None):
        """Return a validated module of a document."""
        module = self.modules.from_document(document or self.described())
        module.action_validate()
        self.assertFalse(module.error_message)
        return module

    def applied(self, document=None):
        """Return a module that lives."""
        module = self.made(document)
        module.action_apply_to_odoo()
        return module

    def next_version(self, module):
        """Return the next version of a module, in draft."""
        return self.modules.browse(module.action_save_new_version()["res_id"])

    def apply_next(self, module):
        """Validate and apply a module; return its plan's operations as sentences."""
        module.action_validate()
        self.assertFalse(module.error_message)
        module.action_plan()
        plan = module.plan_text
        module.action_apply_to_odoo()
        return plan

    def field_of(self, module, model, name):
        """Return the snapshot record of a field."""
        return self.env["itx.moduler.model.field"].search(
            [("module_id", "=", module.id), ("model_id.name", "=", model), ("name", "=", name)]
        )

    def books(self, *rows):
        """Make books; each row is a dict in the names of the code."""
        return self.env["x_library_book"].create(
            [{f"x_{name}": value for name, value in row.items()} for row in rows]
        )

    def fresh(self, records):
        """Return records as they are after an apply: their model's class has been made anew."""
        records = self.env[records._name].browse(records.ids)
        records.invalidate_recordset()
        return records
