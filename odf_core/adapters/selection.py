"""A flow for some records only, which somebody has selected."""

from odoo.exceptions import UserError


def only(flow, document, records):
    """The engine's flow with the steps that read the model of `records` here reading these alone.

    `flow`: its record. Raises UserError where no step reads them.
    """
    steps = [_only(step, records) for step in document.steps]
    if steps == list(document.steps):
        raise UserError(
            flow.env._(
                "%(flow)s reads no records of %(model)s here. Add a step that reads them by the "
                "format odoo without a connection, or run the flow without a selection.",
                flow=flow.display_name,
                model=records._name,
            )
        )
    return document.model_copy(update={"steps": tuple(steps)})


def _only(step, records):
    if step.type != "read" or step.format != "odoo" or step.connection:
        return step
    if step.options.get("model") != records._name:
        return step
    domain = [*step.options.get("domain", ()), ["id", "in", records.ids]]
    return step.model_copy(update={"options": {**step.options, "domain": domain}})
