"""What differs between two documents, as operations that describe, reverse and apply themselves."""

from .compare import apply, diff, reverse
from .operations import Add, Change, Operation, Remove, Rename

__all__ = ["Add", "Change", "Operation", "Remove", "Rename", "apply", "diff", "reverse"]
