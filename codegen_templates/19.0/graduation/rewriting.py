"""New names for models and fields, in texts that people have made with the old ones."""

import ast
from typing import NamedTuple

#: What of a context names a field after a prefix, and what names fields in its value.
_PREFIXES = ("default_", "search_default_", "searchpanel_default_")
_PATHS = {
    "graph_groupbys",
    "graph_measure",
    "group_by",
    "pivot_column_groupby",
    "pivot_measures",
    "pivot_row_groupby",
}
_NESTING = {"any", "any!", "not any", "not any!"}
_CONNECTORS = {"&", "|", "!"}


class Naming(NamedTuple):
    """Names on this side -> names on the other side; all keys are of this side.

    `fields`: model -> {field: field}; models of other modules keep their names. `texts`: model ->
    fields whose text names a model. `relations`: (model, field) -> the model that it leads to.
    """

    models: dict
    fields: dict
    texts: dict
    relations: dict

    def field(self, model, name):
        """Return what a field of a model is called on the other side."""
        return self.fields.get(model, {}).get(name, name)

    def path(self, model, path, separator="."):
        """Return a path of fields, such as `x_author_id.x_name` or `x_date:month`."""
        renamed = []
        for step in path.split(separator):
            name, colon, rest = step.partition(":")
            renamed.append(self.field(model, name) + colon + rest)
            model = self.relations.get((model, name), "")
        return separator.join(renamed)

    def end(self, model, path):
        """Return the model (of this side) where a path ends; empty where it is not known."""
        for step in path.split("."):
            model = self.relations.get((model, step), "")
        return model

    def order(self, model, term):
        """Return a term of an order, such as `x_name desc`."""
        path, blank, direction = term.strip().partition(" ")
        return self.path(model, path) + blank + direction

    def domain(self, model, text):
        """Return a domain on a model; raise ValueError where it is no Python."""
        tree = _parsed(text)
        edits = []
        self._walk_domain(tree, model, edits)
        return _edited(text, edits)

    def context(self, model, text):
        """Return a context; raise ValueError where it is no Python."""
        tree = _parsed(text)
        edits = []
        if isinstance(tree, ast.Dict):
            for key, value in zip(tree.keys, tree.values, strict=True):
                if _is_text(key):
                    self._context_item(model, key, value, edits)
        return _edited(text, edits)

    def _context_item(self, model, key, value, edits):
        for prefix in _PREFIXES:
            if key.value.startswith(prefix):
                name = self.field(model, key.value.removeprefix(prefix))
                edits.append((key, prefix + name))
                return
        if key.value in _PATHS:
            named = [node for node in ast.walk(value) if _is_text(node)]
            edits += [(node, self.path(model, node.value)) for node in named]

    def _walk_domain(self, tree, model, edits):
        parts = tree.elts if isinstance(tree, (ast.List, ast.Tuple)) else []
        is_condition = len(parts) == 3 and _is_text(parts[0]) and _is_text(parts[1])
        if not is_condition or parts[0].value in _CONNECTORS:
            for child in ast.iter_child_nodes(tree):
                self._walk_domain(child, model, edits)
            return
        path, operator, value = parts
        edits.append((path, self.path(model, path.value)))
        if operator.value in _NESTING:
            self._walk_domain(value, self.end(model, path.value), edits)


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _parsed(text):
    try:
        return ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"{text}: {error}") from error


def _edited(text, edits):
    """Return the text in which literals have other values; all the rest stays as it is written."""
    lines = text.strip().encode().splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    source = b"".join(lines)
    for node, value in sorted(edits, key=lambda edit: _start(edit[0]), reverse=True):
        if value != node.value:
            first = starts[node.lineno - 1] + node.col_offset
            last = starts[node.end_lineno - 1] + node.end_col_offset
            source = source[:first] + repr(value).encode() + source[last:]
    return source.decode()


def _start(node):
    return node.lineno, node.col_offset
