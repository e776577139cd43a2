"""Documents of any size, as a large app of one's own would be."""

from itx_codegen.ir import Document, load

#: Twenty fields a model, of the types that apps are made of; the last six relate models.
_PLAIN = (
    {"name": "name", "type": "char", "required": True},
    {"name": "code", "type": "char", "size": 16, "index": True},
    {"name": "active", "type": "boolean", "default": True},
    {"name": "notes", "type": "text", "help": "What else there is to know."},
    {"name": "terms", "type": "html"},
    {"name": "quantity", "type": "integer", "default": 1},
    {"name": "weight", "type": "float", "digits": [12, 3]},
    {"name": "price", "type": "float"},
    {"name": "begins_on", "type": "date", "index": True},
    {"name": "ends_on", "type": "date"},
    {"name": "checked_at", "type": "datetime"},
    {"name": "scan", "type": "binary"},
    {
        "name": "state",
        "type": "selection",
        "selection": [["new", "New"], ["open", "Open"], ["done", "Done"]],
        "default": "new",
    },
    {"name": "total", "type": "float", "compute": "_compute_total", "store": True},
)


def app(models: int) -> Document:
    """Return the document of an app with so many models of twenty fields, views and rights."""
    names = [f"bench.thing{number:03}" for number in range(models)]
    data: dict = {
        "module": {"name": "bench_app", "title": "Bench", "depends": ["base"]},
        "models": [_model(name, number, names) for number, name in enumerate(names)],
        "views": [view for name in names for view in _views(name)],
        "actions": [
            {"type": "window", "model": name, "name": _title(name), "view_mode": "list,form"}
            for name in names
        ],
        "groups": [{"xml_id": "group_user", "name": "Bench: User"}],
        "access": [
            {
                "model": name,
                "group": "group_user",
                "perm_read": True,
                "perm_write": True,
                "perm_create": True,
                "perm_unlink": True,
            }
            for name in names
        ],
        "menus": [
            {"xml_id": "menu_root", "name": "Bench"},
            *(
                {
                    "xml_id": f"menu_{_under(name)}",
                    "name": _title(name),
                    "parent": "menu_root",
                    "action": f"action_{_under(name)}",
                }
                for name in names
            ),
        ],
    }
    for action, name in zip(data["actions"], names, strict=True):
        action["xml_id"] = f"action_{_under(name)}"
    return load(data)


def _under(name: str) -> str:
    return name.replace(".", "_")


def _title(name: str) -> str:
    return name.partition(".")[2].capitalize()


def _model(name: str, number: int, names: list[str]) -> dict:
    """A model that leads to the next ones, in a ring; the first of ten has a list of its ninth."""
    following = [names[(number + step) % len(names)] for step in (1, 2, 3)]
    previous = names[(number - 1) % len(names)]
    return {
        "name": name,
        "description": _title(name),
        "order": "name",
        "fields": [
            *_PLAIN,
            {"name": "parent_id", "type": "many2one", "comodel_name": name, "index": True},
            {"name": "next_id", "type": "many2one", "comodel_name": following[0]},
            {"name": "other_id", "type": "many2one", "comodel_name": following[1]},
            {"name": "tag_ids", "type": "many2many", "comodel_name": following[2]},
            {
                "name": "line_ids",
                "type": "one2many",
                "comodel_name": previous,
                "inverse_name": "next_id",
            },
            {"name": "next_code", "type": "char", "related": "next_id.code"},
        ],
        "methods": [
            {
                "name": "_compute_total",
                "type": "compute",
                "depends": ["quantity", "price"],
                "code": [
                    "for record in self:",
                    "    record.total = record.quantity * record.price",
                ],
            }
        ],
        "constraints": [
            {"name": "code_unique", "definition": "UNIQUE (code)", "message": "Codes differ."}
        ],
    }


def _views(name: str) -> list[dict]:
    return [
        {
            "model": name,
            "type": "form",
            "arch": [
                "<form><header><field name='state' widget='statusbar'/></header><sheet>",
                "<group><group><field name='name'/><field name='code'/><field name='quantity'/>",
                "<field name='price'/><field name='total'/></group><group>",
                "<field name='parent_id'/><field name='next_id'/><field name='begins_on'/>",
                "<field name='tag_ids' widget='many2many_tags'/></group></group>",
                "<notebook><page string='Lines'><field name='line_ids'/></page>",
                "<page string='Notes'><field name='notes'/></page></notebook></sheet></form>",
            ],
        },
        {
            "model": name,
            "type": "list",
            "arch": "<list><field name='name'/><field name='code'/><field name='state'/></list>",
        },
        {
            "model": name,
            "type": "search",
            "arch": "<search><field name='name'/><filter name='open' string='Open' "
            "domain=\"[('state', '=', 'open')]\"/></search>",
        },
    ]
