"""A record that the module brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field as PydanticField

from ...messages import Message, text
from ..node import Impact, Node
from ..record_values import ONLY_IN_FILES, Value, kind_of, normal
from ..roles import DeclaresXmlId, ModelRef, RecordValues


class Data(Node):
    """A record of any model, of this module or of one that it depends on.

    `values`: field → value (see `itx_codegen.ir.record_values`), in the order in which they are
    written. `noupdate` and `forcecreate` are those of Odoo's data files. A `demo` record comes with
    demo data only; in a running database only where `demo_live` says so. With the name of another
    module in its `xml_id` it changes that module's record. Odoo makes it in the `context`.
    """

    kind: ClassVar[str] = "data"
    label: ClassVar[Message] = text("Data record")
    collection: ClassVar[str] = "data"
    named_by: ClassVar[str] = "xml_id"
    follows: ClassVar[frozenset[str]] = frozenset({"access", "rule"})
    removed: ClassVar[Impact] = Impact.DESTRUCTIVE
    changed: ClassVar[Mapping[str, Impact]] = {
        "model": Impact.DESTRUCTIVE,
        "values": Impact.ADDITIVE,
    }

    xml_id: Annotated[str, DeclaresXmlId()]
    model: Annotated[str, ModelRef()]
    values: Annotated[dict[str, Value], RecordValues()] = PydanticField(default_factory=dict)
    noupdate: bool = False
    forcecreate: bool = True
    demo: bool = False
    demo_live: bool = False
    context: str = ""

    def live_limits(self, parent: Node | None = None) -> dict[str, Message]:
        if self.demo and not self.demo_live:
            return {
                "": text(
                    "A demo record: it comes with the demo data of the exported module, and here "
                    "only when it is asked for."
                )
            }
        if "." in self.xml_id:
            return {
                "": text(
                    "It changes a record of another module, which would not come back when this "
                    "one is gone: only in the exported module."
                )
            }
        limits = {
            f"values.{name}": text(
                "An expression is not evaluated in a running database; write a value, or export "
                "the module."
            )
            for name, value in self.values.items()
            if kind_of(value) in ONLY_IN_FILES
        }
        limits |= {
            f"values.{name}": text("Texts in other languages are translations; write them there.")
            for name in self.values
            if "@" in name
        }
        if self.context:
            limits["context"] = text("Here the record is made as any other; export the module.")
        if self.noupdate:
            limits["noupdate"] = text(
                "Upgrades of the exported module leave the record alone; here the plan shows what "
                "people have changed in it."
            )
        if not self.forcecreate:
            limits["forcecreate"] = text(
                "Upgrades of the exported module don't make the record again; here the plan shows "
                "that it is gone."
            )
        return limits

    def normalized(self) -> Data:
        return self.model_copy(update={"values": normal(self.values)})
