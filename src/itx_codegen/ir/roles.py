"""What a text attribute refers to: said once, on the attribute, for every layer to read.

A role is metadata of an annotation. From it follow how a reference is rewritten when a name changes
(`itx_codegen.names`) and how it is checked (`itx_codegen.validate`). `of` names the attribute of
the same element that holds the model in question; `PARENT` means the model that it stands in,
`../model` the attribute `model` of the element that it stands in.
"""

from __future__ import annotations

from dataclasses import dataclass

PARENT = ".."


@dataclass(frozen=True)
class Role:
    """The base of all roles."""


@dataclass(frozen=True)
class OnModel(Role):
    """A role that needs a model to be read."""

    of: str = "model"


class DeclaresModel(Role):
    """The technical name of a model of this module."""


class DeclaresXmlId(Role):
    """The XML id of the element itself, without the module's name."""


@dataclass(frozen=True)
class DeclaresField(OnModel):
    """The technical name of a field of this module."""


class ModelRef(Role):
    """The technical name of a model, or several: of this module or of one that it depends on."""


@dataclass(frozen=True)
class DelegateMapping(OnModel):
    """A dict whose keys are models and whose values are the fields of the model that lead there."""


@dataclass(frozen=True)
class XmlIdRef(Role):
    """One XML id, several, or a dict with XML ids as values.

    Without a module's name it belongs to this module.

    `kinds` says which kinds of elements it may point to.
    """

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class FieldPaths(OnModel):
    """One dotted path of fields or several."""


@dataclass(frozen=True)
class InverseField(OnModel):
    """The many2one on the other side; `of` holds the other side's model."""


@dataclass(frozen=True)
class MethodRef(OnModel):
    """The name of a method of the model; `type` says of which type it must be."""

    type: str = ""


@dataclass(frozen=True)
class Order(OnModel):
    """An `_order`: fields, each with `asc` or `desc`."""


@dataclass(frozen=True)
class DomainOn(OnModel):
    """A domain, as the text of a Python list.

    `scope` names the attribute that holds the model of the record whose fields the values may name,
    or PARENT; empty where they can't.
    """

    scope: str = ""


@dataclass(frozen=True)
class ContextOn(OnModel):
    """A context, as the text of a Python dict; `scope` as for a domain."""

    scope: str = ""


@dataclass(frozen=True)
class ArchOn(OnModel):
    """The XML of a view of the model."""


@dataclass(frozen=True)
class QwebOn(OnModel):
    """The XML of a QWeb template in which `docs`, `doc`, `o` and `object` are of the model."""


@dataclass(frozen=True)
class ExpressionOn(OnModel):
    """A Python expression on `object`, a record of the model."""


@dataclass(frozen=True)
class AssetPath(Role):
    """A path of files for the browser, or the name of a bundle of them."""


@dataclass(frozen=True)
class PythonOn(OnModel):
    """Python statements that run with `self` (or `records`) on the model."""


@dataclass(frozen=True)
class InlineTemplateOn(OnModel):
    """Text with `{{ expressions }}`, in which `object` is a record of the model."""


@dataclass(frozen=True)
class HtmlTemplateOn(OnModel):
    """HTML with the attributes of QWeb, in whose expressions `object` is a record of the model."""


@dataclass(frozen=True)
class FreePython(Role):
    """Python statements of a file of the module, on no model.

    With `top` they stand at the left margin of the file, else inside of a function or class.
    """

    top: bool = False


@dataclass(frozen=True)
class SqlOn(OnModel):
    """SQL that names columns of the model."""


@dataclass(frozen=True)
class FieldMapping(OnModel):
    """A dict whose keys are fields of the model."""


@dataclass(frozen=True)
class RecordValues(FieldMapping):
    """A field mapping whose values are those of a record (`itx_codegen.ir.record_values`)."""


@dataclass(frozen=True)
class StepOptions(OnModel):
    """Options of a step of a flow, as JSON values.

    Where the model is named there (`model`), they say what is read of it: `fields` are paths like
    those of Odoo's export (`country_id/code`, and with `id` or `.id` in the end for external ids
    and ids), `names` says what their columns are called if not like them, `domain` is a domain.
    Else they are about the model that is written: `group_by` names fields of it. A `context` is one
    on the model.
    """


class ScriptRef(Role):
    """The name of a transform script of this module."""


class ConnectionRef(Role):
    """The name of a connection of this module."""


class FlowRef(Role):
    """The name of a data flow of this module."""


class ScriptCode(Role):
    """Python that defines `transform(df, ctx)`."""
