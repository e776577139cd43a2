"""The options of a write step: what keys hold, and whether rows become new records."""

from __future__ import annotations

import polars as pl
import pytest

from odoo_data_flow.client import Odoo
from odoo_data_flow.errors import FlowError
from odoo_data_flow.write import Counts, UpsertOptions
from odoo_data_flow.write.odoo_rpc import OdooRpcWriter


def test_ids_of_the_database_change_records_and_never_make_any(odoo: Odoo) -> None:
    partners = odoo["res.partner"]
    first, second = partners.create([{"name": "One"}, {"name": "Two"}])
    frame = pl.DataFrame(
        {
            ".id": [f" 0{first}", str(second), "2000000000", "9" * 35, "a.b", None],
            "name": ["Uno", "Two", "x", "x", "x", "x"],
        }
    )
    writer = OdooRpcWriter(odoo)
    inlet = writer.open("res.partner", ".id", {"name": "name"}, UpsertOptions(by=".id"))

    inlet.write(frame)
    (report,) = writer.finish()
    writer.close()

    assert report.counts == Counts(read=6, updated=1, unchanged=1, quarantined=4)
    assert [reject.reason for reject in report.rejects] == [
        "There is no record of res.partner with the id 2000000000.",
        f"{'9' * 35!r} is no id of a record.",
        "'a.b' is no id of a record.",
        "The row has no key.",
    ]
    assert [row["name"] for row in partners.read([first, second], ["name"])] == ["Uno", "Two"]


@pytest.mark.parametrize("dry_run", [False, True])
def test_step_that_creates_nothing_fills_what_an_earlier_step_has_made(
    odoo: Odoo, namespace: str, dry_run: bool
) -> None:
    """The parents come in the second pass, also of a record that waits for another one."""
    frame = pl.DataFrame(
        {
            "id": ["child", "mother", "lost"],
            "name": ["Child", "Mother", "Lost"],
            "parent": ["mother", None, "mother"],
            "tags": ["tag", None, "nowhere"],
        }
    )
    tags = pl.DataFrame({"id": ["tag"], "name": ["Tag"]})
    writer = OdooRpcWriter(odoo, namespace, dry_run=dry_run)
    load = writer.open("res.partner", "id", {"name": "name", "category_id": "tags"})
    later = writer.open("res.partner", "id", {"parent_id": "parent"}, UpsertOptions(create=False))
    last = writer.open("res.partner.category", "id", {"name": "name"})

    load.write(frame)
    later.write(frame)
    last.write(tags)
    reports = writer.finish()
    writer.close()

    assert [report.counts for report in reports[:2]] == [
        Counts(read=3, created=2, quarantined=1),
        # The mother has no parent, as before; of a record that a dry run has made nobody can know.
        (
            Counts(read=3, updated=2, quarantined=1)
            if dry_run
            else Counts(read=3, updated=1, unchanged=1, quarantined=1)
        ),
    ]
    (lost,) = reports[1].rejects
    assert "There is no record with the external ID" in lost.reason


def test_grouping_by_what_is_no_relation_of_the_step_is_refused(odoo: Odoo) -> None:
    writer = OdooRpcWriter(odoo)

    with pytest.raises(FlowError, match=r"options\.group_by: name is no many2one field"):
        writer.open("res.partner", "id", {"name": "name"}, UpsertOptions(group_by=("name",)))
    writer.close()
