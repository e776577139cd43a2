"""Flow documents in and out: dict, JSON, YAML."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ..errors import InvalidFlow, Problem
from ..messages import text
from ..validation import sentence
from .document import Flow


def parse_flow(document: Mapping[str, Any]) -> Flow:
    """A flow from its document (plain dict). Raises InvalidFlow with every problem of its shape."""
    try:
        return Flow.model_validate(document)
    except ValidationError as error:
        raise InvalidFlow(
            Problem(_path(item, document), sentence(item)) for item in error.errors()
        ) from error


def load_flow(path: Path) -> Flow:
    """A flow from a `.json`, `.yml` or `.yaml` file. Raises InvalidFlow."""
    try:
        content = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".json":
            document = json.loads(content, object_pairs_hook=_unique_keys)
        else:
            document = yaml.load(content, Loader=_UniqueKeyLoader)  # noqa: S506 (a SafeLoader)
    except OSError as error:
        raise InvalidFlow(
            [Problem(str(path), text("can't be read: %(cause)s.", cause=error.strerror))]
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidFlow([Problem(str(path), text("is not UTF-8; save it as UTF-8."))]) from error
    except (ValueError, yaml.YAMLError) as error:
        raise InvalidFlow(
            [
                Problem(
                    str(path), text("is neither valid JSON nor valid YAML: %(error)s", error=error)
                )
            ]
        ) from error
    if not isinstance(document, dict):
        raise InvalidFlow(
            [Problem(str(path), text("is not a flow: expected a mapping with `name` and `steps`."))]
        )
    return parse_flow(document)


def dump_flow(flow: Flow) -> dict[str, Any]:
    """The document of a flow, without what is at its default; inverse of `parse_flow`."""
    document = flow.model_dump(mode="json", exclude_defaults=True)
    for step, dumped in zip(flow.steps, document.get("steps", ()), strict=True):
        dumped["type"] = step.type
    return document


def digest_of(flow: Flow) -> str:
    """What tells the flow from one that does something else: its steps and scripts, as a hash."""
    document = dump_flow(flow)
    done = [document.get("steps"), document.get("scripts")]
    return hashlib.sha256(json.dumps(done, sort_keys=True).encode()).hexdigest()[:16]


def flow_schema() -> dict[str, Any]:
    """The JSON Schema of the flow document."""
    return Flow.model_json_schema()


def _path(item: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """Where a problem is. Turn `("steps", 0, "read", "path")` into `steps.read_airports.path`."""
    parts: list[str] = []
    here: Any = document
    skip_tag = False
    for part in item["loc"]:
        if skip_tag and part in ("read", "transform", "write"):
            # The tag of the union of steps; it is no key of the document.
            skip_tag = False
            continue
        skip_tag = False
        if isinstance(part, int):
            here = here[part] if isinstance(here, list | tuple) and part < len(here) else None
            name = here.get("name") if isinstance(here, Mapping) else None
            parts.append(name if isinstance(name, str) and name else str(part))
            skip_tag = True
        else:
            here = here.get(part) if isinstance(here, Mapping) else None
            parts.append(part)
    if item["type"] == "union_tag_invalid":
        parts.append("type")
    return ".".join(parts)


class _UniqueKeyLoader(yaml.SafeLoader):
    """Refuses a key that stands twice, where YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", node.start_mark
                )
        return super().construct_mapping(node, deep)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _value in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"the key {key!r} stands twice")
    return dict(pairs)
