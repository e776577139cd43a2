"""Ports on loopback: two checkouts on one machine never fight for one."""

import socket

from dev.failure import Failure


def free_port(wanted: int = 0) -> int:
    """``wanted`` if it is free on loopback, else another one that is.

    :raises Failure: when the machine has none left.
    """
    for port in (wanted, 0):
        with socket.socket() as probe:
            # A port that was in use a moment ago counts as free, as it does for servers.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise Failure("port", "none is free on loopback", "stop a server that runs on this machine")
