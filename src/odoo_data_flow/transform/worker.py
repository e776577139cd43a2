"""The child process: shuts itself in, then runs one script as often as it is asked."""

from __future__ import annotations

import json
import os
import signal
import sys

from ..messages import packed
from .sandbox import Limits, Unavailable, confine, restrict_resources
from .sandbox.kernel import PR_SET_PDEATHSIG, prctl


def main(arguments: str) -> None:
    """Entry of the child. `arguments`: JSON with `request`, `reply`, `ask` and `answered`
    (inherited file descriptors), `limits`, `readable` and `unsafe`.
    """
    given = json.loads(arguments)
    limits = Limits(**given["limits"])
    sandboxed = not given["unsafe"]
    if sandboxed:
        # The child must not outlive a parent that was killed.
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        try:
            confine(limits, given["readable"])
        except Unavailable as error:
            refusal = json.dumps({"refused": packed(error.args[0])}).encode()
            os.write(given["reply"], len(refusal).to_bytes(8, "big") + refusal)
            return
    else:
        restrict_resources(limits)

    # Only now: polars starts threads when it is imported, and they must be shut in as well.
    from .script import serve

    # The parent gave none; this is what Python and polars set for themselves.
    os.environ.clear()
    while os.read(given["ask"], 1):
        # Opened anew each time: a reader would keep what it had from the request before.
        with (
            open(given["request"], "rb", closefd=False) as request,
            open(given["reply"], "w+b", closefd=False) as reply,
        ):
            request.seek(0)
            reply.seek(0)
            serve(request, reply)
        sys.stdout.flush()
        os.write(given["answered"], b".")
    # Leave without the exit handlers that a script may have left behind.
    os._exit(0)
