"""Methods as a running database can have them: a manual model has no class that could hold them.

Onchanges, checks and what runs before deleting become automation rules; what a button calls becomes
a server action; code that only calls such a method gets its body. The rest can't live, and says so.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator, Mapping

from lxml import etree

from ..ir import Document, Node
from ..ir.kinds.action_server import ActionServer
from ..ir.kinds.automation import Automation
from ..ir.kinds.cron import Cron
from ..ir.kinds.method import Method
from ..ir.kinds.model import Model
from ..ir.kinds.view import View
from ..ir.naming import human, underscored
from ..ir.xml import parse_arch
from ..names.renaming import relations
from ..source import normal_code
from .identity import derived_uid, free_xml_id, taken_xml_ids

#: type of method → trigger of the rule that it becomes, and the variable that holds the records.
_RULES = {
    "onchange": ("on_change", "record"),
    "constrains": ("on_create_or_write", "records"),
    "ondelete": ("on_unlink", "records"),
}
#: Names that a method may use and a server action has not, and how it gets them.
_ALIASES = {
    "_": "_ = env._",
    "AccessError": "AccessError = UserError",
    "ValidationError": "ValidationError = UserError",
}


def live_methods(document: Document) -> Document:
    """Return the document with the methods that can live said by elements that do."""
    taken = taken_xml_ids(document)
    with_rules = any(one.name == "base_automation" for one in document.module.depends)
    models, automations, actions = [], [], []
    buttons: dict[tuple[str, str], str] = {}
    bodies: dict[tuple[str, str], Method] = {}
    for model in document.of(Model):
        kept = []
        for method in model.methods:
            lives = method.signature == "self" and not method.decorators
            if lives and method.type in ("action", "cron", "helper"):
                bodies[model.name, method.name] = method
            if lives and with_rules and method.type in _RULES:
                automations.append(_automation(model, method, taken))
            elif lives and method.type == "action":
                action = _action(model, method, taken)
                actions.append(action)
                buttons[model.name, method.name] = action.xml_id
            elif method.type != "cron" or not _is_called(document, model, method):
                kept.append(method)
        models.append(model.model_copy(update={"methods": tuple(kept)}))
    update: dict[str, tuple[Node, ...]] = {
        "models": tuple(models),
        "automations": (*_with_bodies(document.of(Automation), bodies), *automations),
        "actions": (
            *_with_bodies((n for n in getattr(document, "actions", ())), bodies),
            *actions,
        ),
        "crons": tuple(_with_bodies(document.of(Cron), bodies)),
        "views": tuple(_with_buttons(view, buttons, document) for view in document.of(View)),
    }
    return document.model_copy(update=update)


def _automation(model: Model, method: Method, taken: frozenset[str]) -> Automation:
    trigger, variable = _RULES[method.type]
    onchange = method.type == "onchange"
    return Automation.model_validate(
        {
            "uid": derived_uid(method.uid, "automation"),
            "xml_id": free_xml_id(f"rule_{underscored(model.name)}_{_stem(method)}", taken),
            "name": f"{model.description or model.name}: {human(_stem(method))}",
            "model": model.name,
            "trigger": trigger,
            "trigger_fields": [] if onchange else list(method.depends),
            "on_change_fields": list(method.depends) if onchange else [],
            "code": _called(method, variable),
        }
    )


def _action(model: Model, method: Method, taken: frozenset[str]) -> ActionServer:
    return ActionServer.model_validate(
        {
            "uid": derived_uid(method.uid, "action_server"),
            "xml_id": free_xml_id(f"method_{underscored(model.name)}_{_stem(method)}", taken),
            "name": human(_stem(method)),
            "model": model.name,
            "code": _called(method, "records"),
        }
    )


def _stem(method: Method) -> str:
    return method.name.strip("_")


def _called(method: Method, variable: str) -> str:
    """Return code that defines a method as a function and calls it on the records of `variable`."""
    body = textwrap.indent(normal_code(method.code), "    ")
    used = {node.id for node in ast.walk(_parsed(method)) if isinstance(node, ast.Name)}
    aliases = "".join(f"{line}\n" for name, line in _ALIASES.items() if name in used)
    returns = any(
        isinstance(node, ast.Return) and node.value is not None
        for node in ast.walk(_parsed(method))
    )
    call = f"{method.name}({variable})"
    return f"{aliases}def {method.name}(self):\n{body}{'action = ' if returns else ''}{call}\n"


def _parsed(method: Method) -> ast.AST:
    """Return the syntax tree of a body; an empty one where it has a mistake."""
    body = textwrap.indent(normal_code(method.code), "    ")
    try:
        return ast.parse(f"def method(self):\n{body}")
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def _call_of(code: str) -> tuple[str, str] | None:
    """Return (variable, method) of code that is nothing but the call of a method, else None."""
    try:
        statements = ast.parse(code.strip()).body
    except SyntaxError:
        return None
    if len(statements) != 1:
        return None
    statement = statements[0]
    if isinstance(statement, ast.Assign):
        value: ast.expr = statement.value
    elif isinstance(statement, ast.Expr):
        value = statement.value
    else:
        return None
    if (
        isinstance(value, ast.Call)
        and not (value.args or value.keywords)
        and isinstance(value.func, ast.Attribute)
        and isinstance(value.func.value, ast.Name)
        and value.func.value.id in ("model", "record", "records")
    ):
        return value.func.value.id, value.func.attr
    return None


def _with_bodies(
    nodes: Iterator[Node] | tuple[Node, ...], bodies: Mapping[tuple[str, str], Method]
) -> Iterator[Node]:
    """Yield elements with code; where this only calls a method of the model, with its body."""
    for node in nodes:
        code, model = getattr(node, "code", ""), getattr(node, "model", "")
        call = _call_of(code) if code else None
        method = bodies.get((model, call[1])) if call else None
        if call is not None and method is not None:
            node = node.model_copy(update={"code": _called(method, call[0])})
        yield node


def _is_called(document: Document, model: Model, method: Method) -> bool:
    """Tell whether a cron is nothing but the call of a method, which then lives in it."""
    return any(
        cron.model == model.name and (_call_of(cron.code) or ("", ""))[1] == method.name
        for cron in document.of(Cron)
    )


def _with_buttons(view: View, buttons: Mapping[tuple[str, str], str], document: Document) -> View:
    """Return a view whose buttons start the server actions that the methods have become."""
    if not any(name in view.arch for _model, name in buttons):
        return view
    try:
        root = parse_arch(view.arch)
    except etree.XMLSyntaxError:
        return view
    changed = _change_buttons(root, view.model, buttons, relations(document))
    if not changed:
        return view
    return view.model_copy(update={"arch": etree.tostring(root, encoding="unicode")})


def _change_buttons(
    element: etree._Element,
    model: str,
    buttons: Mapping[tuple[str, str], str],
    links: Mapping[tuple[str, str], str],
) -> bool:
    changed = False
    for child in element:
        inside = model
        if child.tag == "field":
            inside = links.get((model, child.get("name", "")), "")
        xml_id = buttons.get((model, child.get("name", "")))
        if child.tag == "button" and child.get("type") == "object" and xml_id:
            child.set("type", "action")
            child.set("name", f"%({xml_id})d")
            changed = True
        changed = _change_buttons(child, inside, buttons, links) or changed
    return changed
