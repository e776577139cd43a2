"""Which Odoo model holds which kind of the document, found by looking at the models."""

from functools import cache

from itx_codegen.ir import all_kinds


def model_names(env):
    """Return kind → name of the model that holds it, for the addons installed in this database."""
    return {
        model._ir_kind: name
        for name, model in env.registry.items()
        if getattr(model, "_ir_kind", None) and not model._abstract
    }


def addons(env):
    """Return the names of the installed addons that hold kinds, sorted."""
    return sorted({env.registry[name]._original_module for name in model_names(env).values()})


def node_class(model):
    """Return the class in the document of what a model's records hold; None for other models."""
    return all_kinds().get(getattr(model, "_ir_kind", None))


def attribute_fields(model):
    """Return attribute → field name, for what describes an element itself (not its children)."""
    return _attribute_fields(node_class(model), tuple(model._ir_fields.items()))


def columns(model):
    """Return (attribute, field name, annotation of the attribute) for `attribute_fields`."""
    return _columns(node_class(model), tuple(model._ir_fields.items()))


@cache
def _columns(node, renamed):
    annotations = {name: info.annotation for name, info in node.model_fields.items()}
    named = _attribute_fields(node, renamed).items()
    return tuple((attribute, name, annotations[attribute]) for attribute, name in named)


@cache
def _attribute_fields(node, renamed):
    names = dict(renamed)
    implied = _implied_attributes(node)
    return {
        attribute: names.get(attribute, attribute)
        for attribute in node.own_attributes()
        if attribute not in implied
    }


def implied_attributes(model):
    """Return attribute → value, for attributes that follow from the model itself.

    Kinds that share a list of the document are told apart by their `type`: each has one value.
    """
    return _implied_attributes(node_class(model))


@cache
def _implied_attributes(node):
    info = node.model_fields.get("type")
    if info is None or info.is_required() or not _shares_list(node):
        return {}
    return {"type": info.default}


def sibling_models(env, model):
    """Return the names of the models whose records stand in one list with those of `model`."""
    collection = node_class(model).collection
    if not collection:
        return [model._name]
    installed = model_names(env)
    return [
        installed[kind]
        for kind, node in all_kinds().items()
        if node.collection == collection and kind in installed
    ]


def _shares_list(node):
    if not node.collection:
        return False
    return sum(other.collection == node.collection for other in all_kinds().values()) > 1
