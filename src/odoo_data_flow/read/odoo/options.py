"""What both ways of reading a model have in common."""

from __future__ import annotations

from typing import ClassVar

import polars as pl
from pydantic import Field, JsonValue

from ..reader import Batch, Reader, Request

#: The boolean field by which people at the source say which records stay there.
EXCLUDE = "x_odf_exclude_migration"


class ModelReader(Reader):
    """Reads records of `model`, by their ids, with a column for each of `fields`.

    Fields are written as Odoo's export has them: `name`, `.id` (the id), `id` (the external id),
    `country_id` and `country_id/.id` (ids), `country_id/id` (external ids), `country_id/code`.
    `archived`: archived records too. `lang`: of translated fields, as in `th_TH`. `company`: the id
    of the company whose values company-dependent fields have. `namespace`: a record without an
    external id is called `<namespace>.<model>_<id>`; without a namespace it has none. `excluded`:
    also records that are marked to stay behind, where the source has the field EXCLUDE.

    A delta needs `write_date` among the fields.
    """

    reads_files: ClassVar[bool] = False
    knows_changes: ClassVar[bool] = True

    model: str = Field(min_length=1)
    fields: tuple[str, ...] = Field(min_length=1)
    archived: bool = False
    excluded: bool = False
    lang: str | None = None
    company: int | None = None
    namespace: str | None = None

    def paths(self, request: Request) -> list[str]:
        """The fields that a request asks for, in the order of the options."""
        return [one for one in self.fields if request.columns is None or one in request.columns]

    def parted(self, frame: pl.DataFrame, after: JsonValue, mark: str | None) -> Batch:
        """A batch of the rows that come along, beside those whose boolean column `mark` is true;
        None: all come along.
        """
        if mark is None:
            return Batch(frame, after)
        stays = frame[mark].fill_null(False)
        rows = frame.drop(mark)
        return Batch(rows.filter(~stays), after, behind=rows.filter(stays))
