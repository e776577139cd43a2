"""A new export into a folder that a programmer has edited since the last one: a three-way merge.

*base* is what was exported before, *new* what is exported now, *tree* what is in the folder.
"""

from .folder import Update, update_folder
from .merge import Merged, Place, merge_trees
from .record import RECORD, last_document

__all__ = [
    "RECORD",
    "Merged",
    "Place",
    "Update",
    "last_document",
    "merge_trees",
    "update_folder",
]
