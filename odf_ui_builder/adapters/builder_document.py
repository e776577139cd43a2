"""Flow records ⇄ what the visual builder edits, side by side: each reads as the other's inverse.

That is a dict: attributes of the flow, its `steps`, and all `scripts` of the module, each a dict of
the attributes that its kind has, and `uid` (none: a new one).
"""

from odoo.addons.itx_moduler.adapters import kinds, values
from odoo.addons.itx_moduler.adapters.messages import translated
from odoo.exceptions import UserError


def read(flow):
    """The document of a flow."""
    scripts = flow.module_id.with_context(active_test=False).script_ids
    return {
        **_attributes(flow),
        "steps": [_attributes(step) for step in flow.step_ids],
        "scripts": [_attributes(script) for script in scripts],
        "stamp": _stamp(flow),
    }


def write(flow, document):
    """Make the records of a flow equal to a document. Raises UserError if they have been changed
    since it was read, and for values that can't be kept; rights and state are the records' own.

    Scripts are added and changed; none is removed, because other flows may use it.
    """
    if document.get("stamp") != _stamp(flow):
        raise UserError(
            flow.env._(
                "%s has been changed by somebody else meanwhile. Open it again and repeat your "
                "change.",
                flow.title or flow.name,
            )
        )
    _update(flow, document)
    _write_scripts(flow, document.get("scripts", ()))
    _write_steps(flow, document.get("steps", ()))


def _write_scripts(flow, scripts):
    module = flow.module_id
    known = {script.uid: script for script in module.with_context(active_test=False).script_ids}
    for item in scripts:
        if item.get("uid"):
            _update(known[item["uid"]], item)
        else:
            model = flow.env["itx.moduler.transform.script"]
            model.create({"module_id": module.id, **_columns(model, item)})


def _write_steps(flow, steps):
    known = {step.uid: step for step in flow.step_ids}
    kept = {item.get("uid") for item in steps}
    flow.step_ids.filtered(lambda step: step.uid not in kept).unlink()
    for position, item in enumerate(steps):
        step = known.get(item.get("uid"))
        if step:
            _update(step, item)
            if step.position != position:
                step.position = position
        else:
            model = flow.env["itx.moduler.flow.step"]
            model.create({"flow_id": flow.id, "position": position, **_columns(model, item)})
    flow.invalidate_recordset(["step_ids"])


def _attributes(record):
    found = {"uid": record.uid}
    for attribute, name, annotation in kinds.columns(record):
        found[attribute] = values.from_column(annotation, record[name])
    return found


def _update(record, item):
    """Write the columns of a record that differ from an item."""
    now = _columns(record, _attributes(record))
    changed = {name: value for name, value in _columns(record, item).items() if now[name] != value}
    if changed:
        record.write(changed)


def _columns(model, item):
    """Field → value for what an item says of a record."""
    columns = {}
    for attribute, name, annotation in kinds.columns(model):
        if attribute not in item:
            continue
        try:
            columns[name] = values.to_column(annotation, item[attribute])
        except ValueError as error:
            raise UserError(
                model.env._(
                    "%(path)s: %(reason)s",
                    path=f"{item.get('name')}.{attribute}",
                    reason=translated(model.env, error.args[0]),
                )
            ) from error
    return columns


def _stamp(flow):
    """What tells whether a flow, its steps or the scripts of its module have changed."""
    scripts = flow.module_id.with_context(active_test=False).script_ids
    dates = [*flow.mapped("write_date"), *flow.step_ids.mapped("write_date")]
    newest = max([*dates, *scripts.mapped("write_date")])
    return f"{newest} {len(flow.step_ids)} {len(scripts)}"
