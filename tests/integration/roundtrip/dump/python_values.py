"""Python objects as JSON that says what they do, wherever they stand."""

import datetime
import functools
import inspect
import types
from typing import Any

from odoo.tools.translate import LazyGettext


def told(value: Any, module: str) -> Any:
    """Return an argument, an attribute or a default; functions of ``module`` by what they do."""
    if isinstance(value, (str, int, float, bool, type(None))):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, LazyGettext):
        return {"translated": value._source}
    if isinstance(value, (list, tuple)):
        return [told(one, module) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted((told(one, module) for one in value), key=repr)
    if isinstance(value, (dict, types.MappingProxyType)):
        return {repr(key): told(one, module) for key, one in value.items()}
    if isinstance(value, (datetime.date, datetime.timedelta, bytes)):
        return repr(value)
    if isinstance(value, functools.partial):
        return [told(part, module) for part in (value.func, value.args, value.keywords)]
    if isinstance(value, types.ModuleType):
        return value.__name__
    if isinstance(value, type) or callable(value):
        return _callable(value, module)
    return f"{type(value).__module__}.{type(value).__qualname__}"


def _callable(value: Any, module: str) -> Any:
    function = inspect.unwrap(value)
    code = getattr(function, "__code__", None)
    home = getattr(function, "__module__", None) or ""
    name = getattr(function, "__qualname__", type(function).__qualname__)
    if code is None or not home.startswith(f"odoo.addons.{module}."):
        return f"{home}.{name}"
    # Where it stands in the module is not what it does.
    return {"function": function.__name__, "does": _does(code)}


def _does(code: types.CodeType) -> list[Any]:
    constants = [
        _does(one) if isinstance(one, types.CodeType) else repr(one) for one in code.co_consts
    ]
    return [code.co_code.hex(), list(code.co_names), list(code.co_varnames), constants]
