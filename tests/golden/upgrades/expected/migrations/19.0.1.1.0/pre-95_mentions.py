"""From 1.0.0 to 1.1.0: what people wrote names fields as they are called now.

Filters and favourites, export lists, actions, rules, automations and email templates. Code is left
as it is: the log names the actions, fields and views that may have to be looked at.
"""

import ast
import json
import logging
import re

from odoo.tools import SQL, sql

_logger = logging.getLogger(__name__)

# model: {old name: new name}
FIELDS = {
    "library.book": {"author_id": "writer_id", "cover": "picture", "title": "name"}
}

# Tables with texts to rewrite: (table, SQL of the model's name, columns of each sort)
MODEL = "(SELECT model FROM ir_model WHERE id = {}.model_id)"
TEXTS = [
    (
        "ir_filters",
        "model_id",
        {"domain": "domain", "context": "context", "sort": "sort"},
    ),
    ("ir_act_window", "res_model", {"domain": "domain", "context": "context"}),
    (
        "ir_embedded_actions",
        "parent_res_model",
        {"domain": "domain", "context": "context"},
    ),
    ("ir_rule", MODEL.format("ir_rule"), {"domain_force": "domain"}),
    (
        "base_automation",
        MODEL.format("base_automation"),
        {"filter_domain": "domain", "filter_pre_domain": "domain"},
    ),
    ("ir_act_server", MODEL.format("ir_act_server"), {"update_path": "path"}),
    (
        "ir_exports_line",
        "(SELECT resource FROM ir_exports WHERE id = ir_exports_line.export_id)",
        {"name": "export"},
    ),
    (
        "mail_template",
        "model",
        {
            name: "template"
            for name in (
                "subject",
                "body_html",
                "email_from",
                "email_to",
                "partner_to",
                "email_cc",
                "reply_to",
                "lang",
            )
        },
    ),
]
# What is only told of: (table, SQL of its name, column with code)
CODE = [
    ("ir_act_server", "name", "code"),
    ("ir_model_fields", "model || '.' || name", "compute"),
    ("ir_model_fields", "model || '.' || name", "depends"),
    ("ir_model_fields", "model || '.' || name", "related"),
]
# Keys of a context whose values name fields.
GROUPED = {
    "graph_groupbys",
    "graph_measure",
    "group_by",
    "pivot_column_groupby",
    "pivot_measures",
    "pivot_row_groupby",
}


def migrate(cr, version):
    cr.execute(
        "SELECT model, name, relation FROM ir_model_fields WHERE relation IS NOT NULL"
    )
    names = Names({(model, name): relation for model, name, relation in cr.fetchall()})
    for table, model, columns in TEXTS:
        for column, sort in columns.items():
            if sql.column_exists(cr, table, column):
                rewrite(cr, table, SQL(model), column, getattr(names, sort))
    for table, name, column in CODE:
        tell(cr, table, name, column)


def any_old_name():
    """Return a regular expression that finds any of the old names as a word."""
    old = sorted({name for names in FIELDS.values() for name in names})
    return rf"\y({'|'.join(map(re.escape, old))})\y"


def rewrite(cr, table, model, column, rewritten):
    """Rewrite the texts of a column; those that are translated in each language."""
    cr.execute(
        SQL(
            "SELECT id, %(model)s, to_jsonb(%(column)s) FROM %(table)s WHERE %(column)s::text ~ %(old)s",
            model=model,
            column=SQL.identifier(column),
            table=SQL.identifier(table),
            old=any_old_name(),
        )
    )
    for record_id, model_name, text in cr.fetchall():
        if isinstance(text, dict):
            new = {lang: rewritten(model_name, one) for lang, one in text.items()}
            value = json.dumps(new)
        else:
            new = value = rewritten(model_name, text)
        if new != text:
            cr.execute(
                SQL(
                    "UPDATE %s SET %s = %s WHERE id = %s",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    value,
                    record_id,
                )
            )


def tell(cr, table, name, column):
    """Tell of what people wrote in code: what it means is not certain, so it stays."""
    manual = SQL("AND state = 'manual'") if table == "ir_model_fields" else SQL()
    cr.execute(
        SQL(
            "SELECT id, to_jsonb(%(name)s) FROM %(table)s WHERE %(column)s ~ %(old)s %(manual)s",
            name=SQL(name),
            table=SQL.identifier(table),
            column=SQL.identifier(column),
            old=any_old_name(),
            manual=manual,
        )
    )
    for record_id, called in cr.fetchall():
        if isinstance(called, dict):
            called = called.get("en_US")
        _logger.info(
            "%s %s (%s): its %s has a word that was the name of a field; look whether it must"
            " change: %s",
            table,
            record_id,
            called,
            column,
            FIELDS,
        )


class Names:
    """Texts in new names. `relations`: (model, field) → the model that the field leads to."""

    def __init__(self, relations):
        self.relations = relations

    def path(self, model, path, separator="."):
        """Return a path of fields; what stands behind a name, as in `date:month`, stays."""
        found = []
        for part in path.split(separator):
            name = re.match(r"\w*", part)[0]
            new = FIELDS.get(model, {}).get(name, name)
            found.append(new + part[len(name) :])
            model = self.relations.get((model, new))
        return separator.join(found)

    def export(self, model, path):
        return self.path(model, path, "/")

    def sort(self, model, text):
        try:
            terms = json.loads(text)
        except ValueError:
            return text
        return json.dumps([self.path(model, term) for term in terms])

    def template(self, model, text):
        """Return a template in which `object` is a record of the model."""
        return re.sub(
            r"\bobject\.([\w.]+)",
            lambda match: f"object.{self.path(model, match[1])}",
            text,
        )

    def domain(self, model, text):
        return self._edited(text, lambda tree: self._in_domain(model, tree))

    def context(self, model, text):
        return self._edited(text, lambda tree: self._in_context(model, tree))

    def _edited(self, text, places):
        """Return a Python expression with the texts in `places` replaced."""
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except SyntaxError:
            return text
        lines = [line.encode() for line in text.strip().split("\n")]
        found = sorted(places(tree), key=lambda one: (one[0].lineno, one[0].col_offset))
        for node, new in reversed(found):
            if new != node.value and node.lineno == node.end_lineno:
                line = lines[node.lineno - 1]
                quote = line[node.col_offset : node.col_offset + 1]
                lines[node.lineno - 1] = (
                    line[: node.col_offset]
                    + quote
                    + new.encode()
                    + quote
                    + line[node.end_col_offset :]
                )
        return b"\n".join(lines).decode()

    def _in_domain(self, model, tree):
        """Yield (node, new text) of the paths in a domain, and in the domains inside of it."""
        for node in getattr(tree, "elts", ()):
            parts = getattr(node, "elts", ())
            if len(parts) == 3 and isinstance(getattr(parts[0], "value", None), str):
                path = parts[0].value
                new = self.path(model, path)
                yield parts[0], new
                if getattr(parts[1], "value", None) in ("any", "not any"):
                    yield from self._in_domain(self._end(model, new), parts[2])

    def _end(self, model, path):
        for name in path.split("."):
            model = self.relations.get((model, name))
        return model

    def _in_context(self, model, tree):
        """Yield (node, new text) of the fields that a context groups or orders by."""
        for key, value in zip(getattr(tree, "keys", ()), getattr(tree, "values", ())):
            if getattr(key, "value", None) in GROUPED:
                for node in ast.walk(value):
                    if isinstance(getattr(node, "value", None), str):
                        yield node, self.path(model, node.value)
