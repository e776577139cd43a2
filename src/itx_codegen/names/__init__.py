"""Names: what an element is called in code and in a running database, and what a rename touches."""

from .live import from_live, to_live
from .rename import renamed
from .renaming import LIVE_PREFIX, Renaming, live_field, live_model, live_module, live_renaming
from .steps import step_options

__all__ = [
    "LIVE_PREFIX",
    "Renaming",
    "from_live",
    "live_field",
    "live_model",
    "live_module",
    "live_renaming",
    "renamed",
    "step_options",
    "to_live",
]
