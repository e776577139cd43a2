"""What the checks before a run ask of this Odoo, and what they have found."""

from .check import check
from .local import LocalSide
