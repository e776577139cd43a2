"""What both ways of reading a model have in common."""

from __future__ import annotations

from typing import ClassVar

import polars as pl
from pydantic import Field, JsonValue, ValidationInfo, field_validator

from ...messages import text
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
    also records that are marked to stay behind, where the source has the field EXCLUDE. `names`:
    field → what its column is called, for those whose column is not called like the field.

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
    names: dict[str, str] = Field(default_factory=dict)

    @field_validator("names")
    @classmethod
    def _columns_differ(cls, names: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        paths = info.data.get("fields", ())
        if not set(names) <= set(paths):
            raise ValueError(text("only fields that are read have columns to name"))
        columns = {names.get(path, path) for path in paths}
        if len(columns) < len(set(paths)):
            raise ValueError(text("two fields would have one column"))
        return names

    def column(self, path: str) -> str:
        """The name of the column of a field."""
        return self.names.get(path, path)

    def paths(self, request: Request) -> list[str]:
        """The fields that a request asks for, in the order of the options."""
        wanted = request.columns
        return [one for one in self.fields if wanted is None or self.column(one) in wanted]

    def parted(self, frame: pl.DataFrame, after: JsonValue, mark: str | None) -> Batch:
        """A batch of the rows that come along, beside those whose boolean column `mark` is true;
        None: all come along. Columns of fields get their names.
        """
        frame = frame.rename(self.names, strict=False)
        if mark is None:
            return Batch(frame, after)
        stays = frame[mark].fill_null(False)
        rows = frame.drop(mark)
        return Batch(rows.filter(~stays), after, behind=rows.filter(stays))
