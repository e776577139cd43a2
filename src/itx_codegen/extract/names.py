"""XML ids and models as the files of a module name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from ..ir.naming import underscored

#: The name of a model between quotes or tags.
_MODEL = re.compile(r"""(?<=["'>])[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+(?=["'<])""")


class Names:
    """The names of one module: `models` are those that its classes define or extend."""

    def __init__(
        self,
        name: str,
        tree: Mapping[str, bytes],
        models: Sequence[Mapping[str, Any]],
        module: dict[str, Any],
    ) -> None:
        self._name = name
        self._tree = tree
        self._models = models
        self._module = module
        #: Local XML ids that elements have taken.
        self.taken: set[str] = set()

    def local(self, xml_id: str) -> str:
        """Return an XML id without the name of the own module."""
        return xml_id.removeprefix(f"{self._name}.")

    @cached_property
    def _own_models(self) -> dict[str, Mapping[str, Any]]:
        """XML id of an `ir.model` record → the model, for those that the module has classes of."""
        return {f"model_{underscored(model['name'])}": model for model in self._models}

    def own_model(self, xml_id: str) -> str:
        """Return the model of the module whose `ir.model` record has a local XML id, or nothing."""
        model = self._own_models.get(xml_id)
        return str(model["name"]) if model is not None else ""

    def model_known_as(self, xml_id: str) -> str | None:
        """Return the model of another module whose `ir.model` record has an XML id.

        The document remembers under which XML id the module knows the model. None where the XML id
        is none of a model, or the model is known under another one too.
        """
        _module, dot, name = xml_id.partition(".")
        if not name.startswith("model_") or not dot:
            return None
        stem = name.removeprefix("model_")
        model = self._mentioned.get(stem) or stem.replace("_", ".")
        known = self._module.setdefault("model_xml_ids", {})
        return model if known.setdefault(model, xml_id) == xml_id else None

    @cached_property
    def _mentioned(self) -> dict[str, str]:
        """Names of models with dots for underscores → the names, as the files mention them.

        An XML id does not tell `base_import.import` from `base.import.import`; of names that fall
        together, the one with fewer underscores is meant more often.
        """
        found: dict[str, str] = {}
        for name in sorted(set(self._names_in_files()), key=lambda name: (name.count("_"), name)):
            found.setdefault(underscored(name), name)
        return found

    def _names_in_files(self) -> Iterator[str]:
        for path, content in self._tree.items():
            if path.endswith((".py", ".xml")) and not path.startswith("static/"):
                yield from _MODEL.findall(content.decode("utf-8", "replace"))

    def typed(self, model: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of a record of the module's own model as its fields hold them.

        Data files write numbers and flags as text; Odoo makes of them what the fields want.
        """
        own = self._own_models.get(f"model_{underscored(model)}")
        types = {one["name"]: one.get("type") for one in own.get("fields", ())} if own else {}
        return {name: _typed(types.get(name), value) for name, value in values.items()}


def _typed(field_type: str | None, value: object) -> object:
    if not isinstance(value, str):
        return value
    if field_type == "boolean":
        return value.lower() not in ("0", "false", "off")
    if field_type in ("integer", "float", "monetary"):
        try:
            return int(value) if field_type == "integer" else float(value)
        except ValueError:
            return value
    return value
