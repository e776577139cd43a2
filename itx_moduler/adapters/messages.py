"""Sentences of the core in the language of the person who reads them."""

from itx_codegen.errors import DocumentError
from itx_codegen.messages import Message


def translated(env, message):
    """Return a sentence in the language of `env`; one that isn't a Message comes back as it is.

    The templates stand in this addon's catalogues beside the addon's own terms.
    """
    if not isinstance(message, Message):
        return str(message)
    template = env._(message.template)
    values = {name: _translated_value(env, name, value) for name, value in message.values.items()}
    return template % values if values else template


def _translated_value(env, name, value):
    """The label of a kind is a term of its own; other plain values are names and stay."""
    if isinstance(value, Message):
        return translated(env, value)
    return env._(value) if name == "kind" else value


def problem_lines(env, problems):
    """Return problems as lines `path: sentence`."""
    return "\n".join(f"{path}: {translated(env, message)}" for path, message in problems)


def error_text(env, error):
    """Return what an error of the core says, translated where it can be."""
    if isinstance(error, DocumentError):
        return problem_lines(env, error.problems)
    return translated(env, error.args[0] if error.args else str(error))
