"""The classes by which a module defines and extends models, as Odoo has loaded them."""

from typing import Any

from odoo.models import MetaModel


def classes(module: str) -> list[Any]:
    """The definition classes of a module, in the order in which Python met them."""
    return [cls for cls in MetaModel._module_to_models__.get(module, []) if not _of_tests(cls)]


def models(env: Any, module: str) -> list[Any]:
    """The models that a module defines or extends, empty recordsets, without those of its tests."""
    return [env[name] for name in sorted({cls._name for cls in classes(module)}) if name in env]


def _of_tests(cls: type) -> bool:
    return ".tests." in f"{cls.__module__}."
