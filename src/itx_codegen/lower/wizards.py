"""Wizards, said by a transient model, its form, its methods, an action and access rights."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from lxml import etree

from ..ir import Document
from ..ir.kinds.access import Access
from ..ir.kinds.action_window import ActionWindow
from ..ir.kinds.field import Field
from ..ir.kinds.method import Method
from ..ir.kinds.model import Model
from ..ir.kinds.selection import Selection
from ..ir.kinds.view import View
from ..ir.kinds.wizard import Wizard
from ..ir.kinds.wizard_step import WizardStep
from ..ir.naming import human, shortened, underscored
from ..source import margin_removed, parsed
from .identity import derived_uid, free_xml_id, taken_xml_ids

#: The field that says at which step a dialog is.
STEP = "wizard_step"
_EVERYONE = "base.group_user"
#: Of two forms of a model, the one with the lower number opens.
_PRIORITY = 8


def wizards(document: Document) -> Document:
    """Return the document in which wizards are said in full; there are none in it any more."""
    found = document.of(Wizard)
    if not found:
        return document
    taken = set(taken_xml_ids(document))

    def name(wanted: str) -> str:
        free = free_xml_id(wanted, frozenset(taken))
        taken.add(free)
        return free

    by_model = {wizard.model: wizard for wizard in reversed(found)}
    models = tuple(
        _model(model, by_model[model.name]) if model.name in by_model else model
        for model in document.of(Model)
    )
    granted = {access.model for access in document.of(Access)}
    views = [_view(wizard, document, name) for wizard in found]
    actions = [_action(one, view) for one, view in zip(found, views, strict=True)]
    access = [row for one in found if one.model not in granted for row in _access(one, name)]
    held = {collection: getattr(document, collection) for collection in ("views", "actions")}
    return document.model_copy(
        update={
            "wizards": (),
            "models": models,
            "views": (*held["views"], *views),
            "actions": (*held["actions"], *actions),
            "access": (*document.of(Access), *access),
        }
    )


def _model(model: Model, wizard: Wizard) -> Model:
    """Return the model of a wizard: transient, knowing its step and the records it is about.

    What a later step requires can't be required from the beginning; the form requires it there.
    """
    optional = {name for step in wizard.steps[1:] for name in step.field_names}
    fields = [
        field.model_copy(update={"required": False}) if field.name in optional else field
        for field in model.fields
    ]
    own = {field.name for field in fields}
    methods = {method.name for method in model.methods}
    return model.model_copy(
        update={
            "transient": True,
            "description": model.description or wizard.name,
            "fields": (*fields, *(f for f in _fields(wizard) if f.name not in own)),
            "methods": (*model.methods, *(m for m in _methods(wizard) if m.name not in methods)),
        }
    )


def _fields(wizard: Wizard) -> Iterator[Field]:
    if len(wizard.steps) > 1:
        uid = derived_uid(wizard.uid, "field", STEP)
        yield Field(
            uid=uid,
            name=STEP,
            type="selection",
            string="Step",
            required=True,
            default=wizard.steps[0].name,
            selection=tuple(
                Selection(
                    uid=derived_uid(wizard.uid, "option", step.uid),
                    value=step.name,
                    name=_title(step),
                )
                for step in wizard.steps
            ),
        )
    if wizard.started_on:
        yield Field(
            uid=derived_uid(wizard.uid, "field", "active"),
            name=wizard.records_field,
            type="many2many",
            comodel_name=wizard.started_on,
            string="Records",
            default_expression="self.env.context.get('active_ids', [])",
        )


def _methods(wizard: Wizard) -> Iterator[Method]:
    if len(wizard.steps) > 1:
        yield _method(wizard, "action_next", _turn(wizard, "min(place + 1, len(steps) - 1)"))
        yield _method(wizard, "action_back", _turn(wizard, "max(place - 1, 0)"))
    if wizard.code.strip():
        yield _method(wizard, "action_apply", _closing(wizard.code))


def _closing(code: str) -> str:
    """Return code that closes the dialog at its end, unless it says itself what comes next."""
    try:
        body = margin_removed(code).rstrip()
        last = parsed(body).body[-1]
    except SyntaxError:
        return code
    if isinstance(last, (ast.Return, ast.Raise)):
        return code
    return f'{body}\nreturn {{"type": "ir.actions.act_window_close"}}\n'


def _method(wizard: Wizard, name: str, code: str) -> Method:
    uid = derived_uid(wizard.uid, "method", name)
    return Method(uid=uid, name=name, type="action", code=code)


def _turn(wizard: Wizard, place: str) -> str:
    """Return code that goes to another step and shows the same dialog again."""
    steps = ", ".join(f'"{step.name}"' for step in wizard.steps)
    return (
        f"steps = [{steps}]\n"
        "for dialog in self:\n"
        f"    place = steps.index(dialog.{STEP})\n"
        f"    dialog.{STEP} = steps[{place}]\n"
        "return {\n"
        '    "type": "ir.actions.act_window",\n'
        '    "res_model": self._name,\n'
        '    "res_id": self.id,\n'
        '    "view_mode": "form",\n'
        '    "target": "new",\n'
        "}\n"
    )


def _title(step: WizardStep) -> str:
    return step.title or human(step.name)


def _view(wizard: Wizard, document: Document, name: Callable[[str], str]) -> View:
    required = {
        field.name
        for model in document.of(Model)
        if model.name == wizard.model
        for field in model.fields
        if field.required
    }
    return View(
        uid=derived_uid(wizard.uid, "view"),
        xml_id=name(f"{wizard.xml_id}_view_form"),
        model=wizard.model,
        type="form",
        priority=_PRIORITY,
        arch=_text(_form(wizard, required)),
    )


def _form(wizard: Wizard, required: set[str]) -> etree._Element:
    root = etree.Element("form")
    many = len(wizard.steps) > 1
    if many:
        header = _add(root, "header")
        _add(header, "field", name=STEP, widget="statusbar")
    sheet = _add(root, "sheet")
    if wizard.started_on:
        _add(sheet, "field", name=wizard.records_field, invisible="1")
    for place, step in enumerate(wizard.steps):
        box = _add(sheet, "div", name=step.name)
        if many:
            box.set("invisible", f"{STEP} != '{step.name}'")
        if step.help:
            _add(box, "p").text = step.help
        group = _add(box, "group")
        for field in step.field_names:
            shown = _add(group, "field", name=field)
            if place and field in required:
                shown.set("required", f"{STEP} == '{step.name}'")
    _buttons(wizard, root)
    return root


def _buttons(wizard: Wizard, root: etree._Element) -> None:
    footer = _add(root, "footer")
    if len(wizard.steps) > 1:
        first, last = wizard.steps[0].name, wizard.steps[-1].name
        _button(footer, "action_next", "Next", "btn-primary", f"{STEP} == '{last}'")
        _button(footer, "action_apply", wizard.apply_label, "btn-primary", f"{STEP} != '{last}'")
        _button(footer, "action_back", "Back", "btn-secondary", f"{STEP} == '{first}'")
    else:
        _button(footer, "action_apply", wizard.apply_label, "btn-primary", "")
    _add(footer, "button", special="cancel", string="Cancel", **{"class": "btn-secondary"})


def _button(footer: etree._Element, name: str, label: str, look: str, invisible: str) -> None:
    hidden = {"invisible": invisible} if invisible else {}
    _add(footer, "button", name=name, type="object", string=label, **{"class": look}, **hidden)


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, tag, attributes)


def _text(root: etree._Element) -> str:
    etree.indent(root, "    ")
    return etree.tostring(root, encoding="unicode")


def _action(wizard: Wizard, view: View) -> ActionWindow:
    """Return the action: it has the identity of the wizard, for which it stands in a database."""
    return ActionWindow(
        uid=wizard.uid,
        xml_id=wizard.xml_id,
        name=wizard.name,
        model=wizard.model,
        view_mode=("form",),
        view_id=view.xml_id,
        target="new",
        groups=wizard.groups,
        binding_model=wizard.started_on,
    )


def _access(wizard: Wizard, name: Callable[[str], str]) -> Iterator[Access]:
    for group in wizard.groups or (_EVERYONE,):
        yield Access(
            uid=derived_uid(wizard.uid, "access", group),
            xml_id=name(f"access_{underscored(wizard.model)}_{shortened(group)}"),
            model=wizard.model,
            group=group,
            perm_read=True,
            perm_write=True,
            perm_create=True,
            perm_unlink=True,
        )
