"""Keeps what people enter as secrets out of Odoo's log of calls."""

import logging

from odoo.service.model import Params

# Odoo logs the arguments of each call from outside, at level DEBUG.
_CALLS = logging.getLogger("odoo.service.model")


def keep_arguments_from_log(model):
    """Let the log of calls show dots instead of the arguments of calls to a model, and of calls
    that get its name as an argument (such as odf.bulk.save).
    """
    _CALLS.addFilter(_Discretion(model))


class _Discretion(logging.Filter):
    def __init__(self, model):
        super().__init__()
        self._model = model

    def filter(self, record):
        if isinstance(record.args, tuple) and len(record.args) == 3:
            records, method, given = record.args
            if isinstance(given, Params) and self._model in (
                getattr(records, "_name", None),
                *given.args,
                *given.kwargs.values(),
            ):
                record.args = (records, method, "•••")
        return True
