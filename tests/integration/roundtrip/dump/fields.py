"""Fields as they are declared: the class and every argument; and as Odoo describes them."""

from typing import Any

from .definitions import classes
from .identity import Identities
from .python_values import told

#: What depends on the record that asks, or on other modules.
_NOT_DESCRIBED = {"default_export_compatible"}


def dump(env: Any, module: str, known: Identities) -> dict[str, Any]:
    declared: dict[str, dict[str, Any]] = {}
    described: dict[str, dict[str, Any]] = {}
    for cls in classes(module):
        for field in cls._field_definitions:
            place = f"{cls._name}.{field.name}"
            declared[place] = {
                "(class)": type(field).__name__,
                **{name: told(value, module) for name, value in (field._args__ or {}).items()},
            }
            if cls._name in env and field.name in env[cls._name]._fields:
                described[place] = _described(env[cls._name], field.name, module)
    return {"field argument": declared, "field description": described}


def _described(model: Any, name: str, module: str) -> dict[str, Any]:
    description = model.fields_get([name]).get(name, {})
    return {
        key: told(value, module) for key, value in description.items() if key not in _NOT_DESCRIBED
    }
