"""A run of its own process, to be killed: `python -m tests.integration.rpc.client URL DATABASE
NAMESPACE COUNT`, the key in ODF_API_KEY. Prints the counts as JSON.
"""

from __future__ import annotations

import os
import sys

import polars as pl

from odoo_data_flow.client import Odoo
from odoo_data_flow.write import WriteReport
from odoo_data_flow.write.odoo_rpc import LoadEndpoint, OdooRpcWriter

MAPPING = {"name": "name", "color": "color", "parent_id": "parent", "comment": "note"}


def rows(count: int, name: str = "Partner") -> pl.DataFrame:
    """Every tenth is a company and comes after those below it."""
    return pl.DataFrame(
        {
            "key": [f"p{number}" for number in range(count)],
            "name": [f"{name} {number}" for number in range(count)],
            "color": [number % 11 for number in range(count)],
            "note": [f"Nr <b>{number}</b>" for number in range(count)],
            "parent": [
                None if number % 10 == 9 else f"p{number // 10 * 10 + 9}" for number in range(count)
            ],
        }
    )


def write(odoo: Odoo, namespace: str, frame: pl.DataFrame, **options: object) -> WriteReport:
    """Write the rows to partners, ten in a call; as to a server that has nothing of ours."""
    options = {"endpoint": LoadEndpoint, **options}
    writer = OdooRpcWriter(odoo, namespace, batch_size=10, **options)  # type: ignore[arg-type]
    inlet = writer.open("res.partner", "key", MAPPING)
    for batch in frame.iter_slices(25):
        inlet.write(batch)
    (report,) = writer.finish()
    writer.close()
    return report


if __name__ == "__main__":
    url, database, namespace, count = sys.argv[1:]
    facade = Odoo(url, database, api_key=os.environ["ODF_API_KEY"])
    print(write(facade, namespace, rows(int(count))).counts.model_dump_json())
