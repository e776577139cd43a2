"""Generated tests use values that the document allows, and violate one constraint at a time."""

from typing import Any

import pytest

from itx_codegen.ir import load
from itx_codegen.ir.kinds.model import Model
from itx_codegen.render.samples import NoSampleError, Sampler, duplicate, refused
from itx_codegen.render.site import Scope
from itx_codegen.render.sql_constraint import Check, Unique, parsed


def _model(*fields: dict[str, Any], **more: Any) -> tuple[Model, Sampler]:
    return _models({"name": "a.b", "fields": list(fields), **more})


def _models(*models: dict[str, Any]) -> tuple[Model, Sampler]:
    document = load({"module": {"name": "m"}, "models": list(models)})
    return document.of(Model)[0], Sampler(Scope(document))


def test_only_required_fields_that_people_write_get_values() -> None:
    model, sampler = _model(
        {"name": "a", "type": "char", "required": True},
        {"name": "b", "type": "char"},
        {"name": "c", "type": "char", "required": True, "compute": "_c", "store": True},
    )

    assert sampler.values(model) == {"a": "Sample 1"}
    assert sampler.values(model) == {"a": "Sample 2"}


def test_texts_fit_their_size() -> None:
    model, sampler = _model({"name": "a", "type": "char", "required": True, "size": 3})

    assert sampler.values(model) == {"a": "Sa1"}


def test_numbers_keep_the_limits_of_the_constraints() -> None:
    model, sampler = _model(
        {"name": "a", "type": "integer", "required": True},
        constraints=[{"name": "c", "definition": "CHECK (a > 100 AND a <= 200)"}],
    )

    assert sampler.values(model) == {"a": 101}


def test_required_links_create_their_record() -> None:
    model, sampler = _models(
        {
            "name": "a.b",
            "fields": [
                {"name": "c", "type": "many2one", "comodel_name": "a.c", "required": True},
                {"name": "u", "type": "many2one", "comodel_name": "res.users", "required": True},
            ],
        },
        {"name": "a.c", "fields": [{"name": "n", "type": "char", "required": True}]},
    )

    sources = {name: value.source for name, value in sampler.values(model).items()}

    assert sources == {
        "c": 'self.env["a.c"].create({"n": "Sample 2"}).id',
        "u": 'self.any_id("res.users")',
    }


@pytest.mark.parametrize(
    "definition", ["CHECK (a <> b)", "EXCLUDE USING gist (a WITH =)", "CHECK (a IN (1, 2))"]
)
def test_constraints_that_are_not_understood_give_no_sample(definition: str) -> None:
    model, sampler = _model(
        {"name": "a", "type": "integer", "required": True},
        constraints=[{"name": "c", "definition": definition}],
    )

    with pytest.raises(NoSampleError, match="constraint c"):
        sampler.values(model)


def test_records_that_require_each_other_give_no_sample() -> None:
    model, sampler = _model(
        {"name": "up", "type": "many2one", "comodel_name": "a.b", "required": True}
    )

    with pytest.raises(NoSampleError, match="ring"):
        sampler.values(model)


def test_duplicate_differs_in_all_but_the_unique_columns() -> None:
    model, sampler = _model(
        {"name": "a", "type": "char", "required": True},
        {"name": "b", "type": "many2one", "comodel_name": "res.users"},
    )

    pair = duplicate(model, Unique(("b",)), sampler)

    assert pair is not None
    first, second = pair
    assert (first["a"], second["a"]) == ("Sample 1", "Sample 2")
    assert second["b"].source == "first.b.id"


def test_no_duplicate_where_a_narrower_constraint_would_refuse_it() -> None:
    model, sampler = _model(
        {"name": "a", "type": "char"},
        {"name": "b", "type": "char"},
        constraints=[
            {"name": "narrow", "definition": "unique(a)"},
            {"name": "wide", "definition": "unique(a, b)"},
        ],
    )

    assert duplicate(model, Unique(("a", "b")), sampler) is None


def test_refused_value_violates_only_its_own_constraint() -> None:
    model, sampler = _model(
        {"name": "a", "type": "integer"},
        constraints=[
            {"name": "low", "definition": "CHECK (a >= 0)"},
            {"name": "high", "definition": "CHECK (a < 10)"},
        ],
    )

    low, high = (parsed(one.definition) for one in model.constraints)

    assert isinstance(low, Check)
    assert isinstance(high, Check)
    assert refused(model, low, sampler) == {"a": -1}
    assert refused(model, high, sampler) == {"a": 10}
