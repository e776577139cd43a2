"""What is known of methods only when all classes of a model are read."""

from __future__ import annotations

from ...ir.kinds.method import Method
from ...render.kinds.method import own_decorators
from ..draft import Draft, Raw
from .methods import usual_arguments

#: What a field calls a method for; the first that one does gives the type.
_CALLED_FOR = ("compute", "inverse", "search")


def finish_models(draft: Draft) -> None:
    """Give methods that fields call the type that this makes them; leave out usual parameters."""
    for model in draft.collections.get("models", ()):
        called = _called(model)
        for method in model.get("methods", ()):
            wanted = called.get(method["name"])
            if wanted is not None and method["type"] != wanted:
                _retype(method, wanted)
            if method["arguments"] == usual_arguments(method["type"]):
                del method["arguments"]


def _called(model: Raw) -> dict[str, str]:
    """Return method → what the fields of a model call it for."""
    found: dict[str, str] = {}
    for attribute in _CALLED_FOR:
        for field in model.get("fields", ()):
            if field.get(attribute):
                found.setdefault(field[attribute], attribute)
    return found


def _retype(method: Raw, wanted: str) -> None:
    """Make a method one of another type that has the same decorators."""
    own = own_decorators(Method.model_validate({**method, "code": "pass"}))
    further = method.get("decorators", "")
    method.pop("depends", None)
    method["type"] = wanted
    if own:
        method["decorators"] = "\n".join([*own, *([further] if further else [])])
