"""Modules of others are not described anew."""

from __future__ import annotations

import pytest

from itx_codegen.ir import load
from itx_codegen.validate import Nowhere, Owner, check


class Taken(Nowhere):
    """A world in which every name of a module is somebody's."""

    def __init__(self, owner: Owner | None) -> None:
        self._owner = owner

    def owner(self, module: str) -> Owner | None:
        return self._owner


def _problems(owner: Owner | None) -> list[str]:
    document = load({"module": {"name": "sale", "depends": ["base"]}})
    return [f"{one.path}: {one.message}" for one in check(document, Taken(owner))]


@pytest.mark.parametrize("owner", [None, Owner.NOBODY, Owner.US])
def test_a_name_that_is_free_or_ours_is_taken(owner: Owner | None) -> None:
    assert _problems(owner) == []


@pytest.mark.parametrize(
    ("owner", "said"), [(Owner.ODOO, "ships with Odoo"), (Owner.SOMEBODY, "not made here")]
)
def test_the_name_of_somebody_elses_module_is_refused(owner: Owner, said: str) -> None:
    (problem,) = _problems(owner)
    assert problem.startswith("module.name: ")
    assert said in problem
