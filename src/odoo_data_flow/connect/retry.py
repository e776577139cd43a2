"""When a call is made again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from .errors import ConnectError

Result = TypeVar("Result")

#: Methods that change nothing, so that they can be called any number of times.
READS = frozenset(
    {
        "check_access_rights",
        "context_get",
        "default_get",
        "export_data",
        "fields_get",
        "formatted_read_group",
        "get_metadata",
        "has_access",
        "has_group",
        "name_get",
        "name_search",
        "read",
        "read_group",
        "search",
        "search_count",
        "search_read",
    }
)


@dataclass(frozen=True)
class Retry:
    """Tries at most `attempts` times, with pauses that double from `first` to `longest` seconds.

    A pause is any time between none and that ("full jitter"), so that many clients of a server
    that comes back don't all call in the same moment.
    """

    attempts: int = 5
    first: float = 0.5
    longest: float = 20.0

    def pause(self, failures: int) -> float:
        """Seconds to wait after so many failures."""
        # Beyond that many doublings it is the longest in any case.
        longest = min(self.longest, self.first * 2 ** min(failures, 30))
        return random.uniform(0, longest)  # noqa: S311 (no secret)

    def run(self, call: Callable[[], Result], repeatable: bool) -> Result:
        """The result of `call`, made again after an error that passes, if it is `repeatable`.

        Raises the ConnectError of the last attempt.
        """
        failures = 0
        while True:
            try:
                return call()
            except ConnectError as error:
                failures += 1
                if not (repeatable and error.momentary) or failures >= self.attempts:
                    raise
            time.sleep(self.pause(failures - 1))


NO_RETRY = Retry(attempts=1)
