"""Which adapter brings which kind to life. Addons register theirs by importing them."""

_ADAPTERS = {}


def register(adapter):
    """Class decorator: make `adapter` the one for its kind. Registering a kind twice raises."""
    if adapter.kind in _ADAPTERS:
        raise TypeError(f"{adapter} and {_ADAPTERS[adapter.kind]} both claim {adapter.kind!r}")
    _ADAPTERS[adapter.kind] = adapter
    return adapter


def adapter_class(kind):
    """Return the class of the adapter for a kind; raise LookupError where there is none."""
    try:
        return _ADAPTERS[kind]
    except KeyError:
        raise LookupError(f"no adapter brings {kind!r} to life") from None


def registered_kinds():
    """Return the names of the kinds that can be brought to life, as a set."""
    return set(_ADAPTERS)
