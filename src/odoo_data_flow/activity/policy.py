"""What counts as a sign of life: the document that an analysis follows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationError,
    model_validator,
)

from ..client.domain import Domain
from ..errors import FlowError, InvalidFlow, Problem
from ..messages import text
from ..validation import sentence

#: One or several names of fields with dots between them.
FieldPath = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z_]\w*(\.[a-zA-Z_]\w*)*$")]
ModelName = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z_]\w*(\.\w+)*$")]
Months = Annotated[int, Field(ge=1, le=1200)]


class _Element(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(_Element):
    """Records of `model` prove that the records which they name are in use.

    `records`: paths of many2one fields that lead to these (`partner_id`,
    `product_id.product_tmpl_id`). `date`: path of the date or time that counts; without one, being
    named is enough, whenever that was. `domain`: only such records, in Odoo's notation.
    `optional`: a source that lacks the model or a field of it is analysed without.
    """

    model: ModelName
    records: tuple[FieldPath, ...] = Field(min_length=1)
    date: FieldPath | None = None
    domain: tuple[JsonValue, ...] = ()
    optional: bool = False

    @model_validator(mode="after")
    def _proper_domain(self) -> Evidence:
        try:
            Domain.parse(self.domain)
        except FlowError as error:
            raise ValueError(str(error)) from error
        return self

    def label(self, path: str) -> str:
        """How the evidence of one path is called: `sale.order.partner_id`."""
        return f"{self.model}.{path}"


class ModelPolicy(_Element):
    """Which records of `model` are in use.

    `parent`: a many2one to the same model; what is above a record in use is in use. `children`: so
    is what is below a record that is in use by itself. `months`: instead of those of the policy.
    """

    model: ModelName
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    parent: FieldPath | None = None
    children: bool = False
    months: Months | None = None

    @model_validator(mode="after")
    def _children_of_parents(self) -> ModelPolicy:
        if self.children and not self.parent:
            raise ValueError(
                text("`children` needs `parent`, the field that says who is above whom")
            )
        return self


class ActivityPolicy(_Element):
    """Records without a sign of life in the last `months`, and older than that, are not in use."""

    months: Months = 24
    models: tuple[ModelPolicy, ...] = Field(min_length=1)

    def of(self, model: str) -> ModelPolicy:
        """What is declared for a model, with its months filled in. Raises FlowError."""
        for policy in self.models:
            if policy.model == model:
                return policy.model_copy(update={"months": policy.months or self.months})
        known = ", ".join(policy.model for policy in self.models)
        raise FlowError(
            "models",
            text(
                "nothing is declared for %(model)s; there is %(known)s.", model=model, known=known
            ),
        )


def parse_policy(document: Any) -> ActivityPolicy:
    """A policy from plain data. Raises InvalidFlow with every problem."""
    try:
        return ActivityPolicy.model_validate(document)
    except ValidationError as error:
        raise InvalidFlow(
            Problem(".".join(map(str, item["loc"])) or "policy", sentence(item))
            for item in error.errors()
        ) from error


def load_policy(path: Path) -> ActivityPolicy:
    """A policy from a YAML or JSON file. Raises InvalidFlow."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidFlow(
            [Problem(str(path), text("can't be read: %(cause)s.", cause=error.strerror))]
        ) from error
    except (ValueError, yaml.YAMLError) as error:
        raise InvalidFlow(
            [Problem(str(path), text("is no YAML in UTF-8: %(error)s", error=error))]
        ) from error
    return parse_policy(document)


def dump_policy(policy: ActivityPolicy) -> dict[str, Any]:
    """The document of a policy, without what is at its default; inverse of `parse_policy`."""
    return policy.model_dump(mode="json", exclude_defaults=True)
