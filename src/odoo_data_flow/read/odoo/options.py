"""What both ways of reading a model have in common."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..reader import Reader, Request


class ModelReader(Reader):
    """Reads records of `model`, by their ids, with a column for each of `fields`.

    Fields are written as Odoo's export has them: `name`, `.id` (the id), `id` (the external id),
    `country_id` and `country_id/.id` (ids), `country_id/id` (external ids), `country_id/code`.
    `archived`: archived records too. `lang`: of translated fields, as in `th_TH`. `company`: the id
    of the company whose values company-dependent fields have. `namespace`: a record without an
    external id is called `<namespace>.<model>_<id>`; without a namespace it has none.

    A delta needs `write_date` among the fields.
    """

    reads_files: ClassVar[bool] = False
    knows_changes: ClassVar[bool] = True

    model: str = Field(min_length=1)
    fields: tuple[str, ...] = Field(min_length=1)
    archived: bool = False
    lang: str | None = None
    company: int | None = None
    namespace: str | None = None

    def paths(self, request: Request) -> list[str]:
        """The fields that a request asks for, in the order of the options."""
        return [one for one in self.fields if request.columns is None or one in request.columns]
