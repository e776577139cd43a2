"""How long a writer goes on with a server that does not answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from ...connect import ConnectError, Retry


@dataclass
class Patience:
    """Waits after failures that pass, until they have lasted for `seconds` without a success.

    `stop`: set it from another thread to wait no more, and begin nothing new.
    """

    seconds: float
    retry: Retry
    stop: Event = field(default_factory=Event)

    def trouble(self) -> Trouble:
        """A new series of failures: of one call, or of one batch."""
        return Trouble(self)

    def __call__(self, call: Callable[[], Any]) -> Any:
        """What `call`, which only reads, returns. Raises its last ConnectError."""
        trouble = self.trouble()
        while True:
            try:
                return call()
            except ConnectError as error:  # noqa: PERF203 (rare)
                trouble.wait(error)


class Trouble:
    """One series of failures."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._failures = 0
        self._since = 0.0

    def wait(self, error: ConnectError) -> None:
        """Wait before the next attempt. Raises `error` if it doesn't pass, lasts too long, or the
        run is stopped.
        """
        now = time.monotonic()
        if not self._failures:
            self._since = now
        if not error.momentary or now - self._since > self._patience.seconds:
            raise error
        if self._patience.stop.wait(self._patience.retry.pause(self._failures)):
            raise error
        self._failures += 1
