"""All scripts of an exported version: a folder for each version that it may come from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..errors import DocumentError, Problem
from ..messages import text
from ..plan.project import Limit
from .script import Script
from .sorts import (
    come_back,
    constraints,
    fields,
    links,
    mentions,
    models,
    put_aside,
    recompute,
    selections,
    single_links,
    values,
    xml_ids,
)
from .step import Step
from .version import Version, ordinal

#: Each gives what it has to do for a step. The names of the scripts say in which order they run.
_SORTS = (
    put_aside,
    models,
    links,
    fields,
    come_back,
    single_links,
    values,
    selections,
    constraints,
    xml_ids,
    mentions,
    recompute,
)


class StepScripts(NamedTuple):
    """The scripts that lead from the version `base` to the version `head`."""

    base: str
    head: str
    scripts: tuple[Script, ...]


class Upgrade(NamedTuple):
    """What an exported version brings for older ones, and what it can't do for them."""

    steps: tuple[StepScripts, ...]
    limits: tuple[Limit, ...]


def upgrade(bases: Sequence[Version], head: Version) -> Upgrade:
    """Return the scripts that lead from each of `bases` to `head`, by way of those between.

    Odoo runs the folders of all versions above the installed one, so a version may be skipped.
    Raises DocumentError where a base is a version of another module, and where `head` has the
    number of an earlier version, or a lower one, though there is something to do.
    """
    strangers = [base for base in bases if base.document.module.uid != head.document.module.uid]
    if strangers:
        raise DocumentError([_is_another(stranger, head) for stranger in strangers])
    former = sorted(
        {base.number: base for base in bases}.values(), key=lambda one: ordinal(one.number)
    )
    same_name, limits = _of_this_name(former, head)
    steps: list[Step] = []
    found: list[StepScripts] = []
    for base, following in pairwise([*same_name, head]):
        step = Step(base, following, head, tuple(steps))
        sorts = [sort.find(step) for sort in _SORTS]
        scripts = tuple(one for sort in sorts for one in sort.scripts if not one.empty)
        if scripts and ordinal(base.number) >= ordinal(following.number):
            raise DocumentError([_must_rise(base.number, head)])
        steps.append(step)
        limits += [limit for sort in sorts for limit in sort.limits]
        if scripts:
            found.append(StepScripts(base.number, following.number, scripts))
    return Upgrade(tuple(found), tuple(dict.fromkeys(limits)))


def _of_this_name(former: Sequence[Version], head: Version) -> tuple[list[Version], list[Limit]]:
    """Return the versions under the module's present name, and what that leaves out."""
    name = head.document.module.name
    others = sorted({one.document.module.name for one in former} - {name})
    limits = [
        Limit(
            "module",
            "name",
            text(
                "For Odoo, %(other)s is another module: where it is installed, it is not upgraded "
                "to %(name)s. Install this one beside it, or keep the name.",
                other=other,
                name=name,
            ),
        )
        for other in others
    ]
    return [one for one in former if one.document.module.name == name], limits


def _must_rise(number: str, head: Version) -> Problem:
    message = text(
        "%(own)s is not above %(former)s, which was given away already, and rows must be brought "
        "from there to here: give the module a higher version.",
        own=head.number,
        former=number,
    )
    return Problem("module.version", message)


def _is_another(stranger: Version, head: Version) -> Problem:
    message = text(
        "%(base)s %(version)s and %(head)s are two different modules: their uids differ. Give "
        "versions of one module.",
        base=stranger.document.module.name,
        version=stranger.number,
        head=head.document.module.name,
    )
    return Problem("module.uid", message)
