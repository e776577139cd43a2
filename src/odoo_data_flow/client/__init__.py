"""A client of Odoo servers: models, domains, and APIs of the usual apps."""

from .apis.base import ModuleNotInstalled
from .batches import read_batches
from .domain import EVERYTHING, NOTHING, And, Condition, D, Domain, InvalidDomain, Not, Or
from .model import Model
from .odoo import Odoo

__all__ = [
    "EVERYTHING",
    "NOTHING",
    "And",
    "Condition",
    "D",
    "Domain",
    "InvalidDomain",
    "Model",
    "ModuleNotInstalled",
    "Not",
    "Odoo",
    "Or",
    "read_batches",
]
