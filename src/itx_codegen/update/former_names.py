"""Lines of a programmer that still call a model by the name that it had."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..ir.naming import underscored
from ..messages import text
from .merge import Place
from .renames import Renames

_SOURCES = (".csv", ".js", ".py", ".xml")


def former_names(folder: Path, renames: Renames, new: Mapping[str, bytes]) -> Iterator[Place]:
    """Yield where a folder has the former name or XML id of a model, but for lines of the export.

    Fields are not looked for: `name` is on every line and means something else on most.
    """
    models = renames.of_models()
    if not models:
        return
    for old, now in list(models.items()):
        models[f"model_{underscored(old)}"] = f"model_{underscored(now)}"
    words = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, models))})(?![\w.])")
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.suffix not in _SOURCES or not file.is_file() or path.startswith("migrations/"):
            continue
        generated = set(new.get(path, b"").decode("utf-8", "replace").split("\n"))
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
        for number, line in enumerate(lines, start=1):
            found = words.search(line)
            if found and line not in generated:
                message = text("%(old)s is %(new)s now.", old=found[0], new=models[found[0]])
                yield Place(path, number, message)
