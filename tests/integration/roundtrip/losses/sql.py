"""Of what PostgreSQL has."""

from .loss import SAMPLE, Loss

_MODEL = "models/sample.py"
_TAG = "models/sample_tag.py"
_WIZARD = "wizards/sample_wizard.py"

LOSSES = [
    Loss(
        "sql object",
        "roundtrip.sample.code_unique",
        "message",
        _MODEL,
        ', "Each code is used once."',
    ),
    Loss(
        "ir.model.constraint",
        f"{SAMPLE}.constraint_roundtrip_sample_taken_index",
        "",
        _MODEL,
        '    _taken_index = models.Index("(taken_on) WHERE active IS TRUE")\n',
    ),
    Loss(
        "table",
        "roundtrip_sample",
        "index roundtrip_sample_open_unique",
        _MODEL,
        " WHERE state = 'open'",
    ),
    Loss(
        "table",
        "roundtrip_sample",
        "index roundtrip_sample__partner_id_index",
        _MODEL,
        'index="btree_not_null"',
        'index="btree"',
    ),
    Loss("table", "roundtrip_sample_tag", "column name", _TAG, "required=True, "),
    Loss(
        "table",
        "roundtrip_sample_report",
        "(definition)",
        "models/sample_report.py",
        "sum(weight)",
        "max(weight)",
    ),
    Loss(
        "ir.model.relation",
        "sample_tag_rel",
        "",
        _MODEL,
        '"sample_tag_rel", "sample_id"',
        '"sample_tags_rel", "sample_id"',
    ),
    Loss(
        "relation",
        "roundtrip_sample_wizard",
        "",
        _WIZARD,
        '"Close Samples"\n',
        '"Close Samples"\n    _table = "sample_wizard"\n',
    ),
]
