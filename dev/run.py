"""Entry point of ``make`` and ``bin/*``: ``python3 dev/run.py COMMAND [ARGUMENT…]``."""

import sys
from pathlib import Path

# The first entry is this folder, whose modules are only to be imported as ``dev.…``.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from dev.commands import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
