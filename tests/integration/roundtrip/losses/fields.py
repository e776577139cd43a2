"""Of fields: arguments that a column of `ir_model_fields` shows, and ones that it does not."""

from .loss import SAMPLE, Loss

_MODEL = "models/sample.py"
_PARTNER = "models/partner.py"
_WIZARD = "wizards/sample_wizard.py"

LOSSES = [
    Loss("field argument", "roundtrip.sample.code", "size", _MODEL, ", size=8"),
    Loss("field argument", "roundtrip.sample.code", "help", _MODEL, ', help="In capital letters."'),
    Loss("field argument", "roundtrip.sample.code", "copy", _MODEL, ", copy=False"),
    Loss("field argument", "roundtrip.sample.state", "tracking", _MODEL, ", tracking=True"),
    Loss("field argument", "roundtrip.sample.weight", "_digits", _MODEL, "digits=(12, 3), "),
    Loss("field argument", "roundtrip.sample.weight", "aggregator", _MODEL, '"avg"', '"max"'),
    Loss(
        "field argument",
        "roundtrip.sample.note",
        "sanitize_attributes",
        _MODEL,
        "sanitize_attributes=False",
    ),
    Loss("field argument", "roundtrip.sample.heavy", "search", _MODEL, ', search="_search_heavy"'),
    Loss(
        "field argument", "roundtrip.sample.secret", "groups", _MODEL, 'groups="base.group_system"'
    ),
    Loss(
        "field argument",
        "roundtrip.sample.sequence",
        "default",
        _MODEL,
        "lambda self: self._next_sequence()",
        "lambda self: 10",
    ),
    Loss(
        "field argument",
        "roundtrip.sample.partner_id",
        "domain",
        _MODEL,
        '        domain=[("id", ">", 0)],\n',
    ),
    Loss("field argument", "res.partner.type", "ondelete", _PARTNER, '"set null"', '"set default"'),
    Loss(
        "field description",
        "roundtrip.sample.city",
        "readonly",
        _MODEL,
        ", store=True",
        ", store=True, readonly=False",
    ),
    Loss(
        "ir.model.fields",
        f"{SAMPLE}.field_roundtrip_sample__partner_id",
        "on_delete",
        _MODEL,
        'ondelete="restrict"',
        'ondelete="cascade"',
    ),
    Loss(
        "ir.model.fields.selection",
        f"{SAMPLE}.selection__roundtrip_sample__state__done",
        "name",
        _MODEL,
        '"Done")',
        '"Finished")',
    ),
    Loss(
        "ir.model.fields",
        f"{SAMPLE}.field_roundtrip_sample_wizard__reason",
        "field_description",
        _WIZARD,
        "fields.Text()",
        'fields.Text("Why")',
    ),
]
