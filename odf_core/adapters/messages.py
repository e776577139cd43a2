"""Sentences of the engine in the language of the person who reads them."""

from odoo_data_flow.messages import told


def translated(env, message):
    """Return a sentence in the language of `env`; one that is no Message comes back as it is.

    The templates stand in this addon's catalogues beside the addon's own terms.
    """
    return told(message, lambda term: env._(term))
