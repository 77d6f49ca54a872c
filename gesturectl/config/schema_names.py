"""Which keys are valid where, read from the JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gesturectl.config.yaml_tree import Path

_UNIONS = ("anyOf", "oneOf", "allOf")


def names_at(schema: dict[str, Any], path: Path) -> list[str]:
    """Return the keys that a mapping at `path` may have, in the order of the schema."""
    nodes = list(_forms(schema, schema))
    for step in path:
        nodes = [form for node in nodes for child in _children(node, step) for form in _forms(child, schema)]
    return list(dict.fromkeys(name for node in nodes for name in _keys(node)))


def _forms(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield `node` with references followed and unions taken apart."""
    if "$ref" in node:
        yield from _forms(schema["$defs"][node["$ref"].rpartition("/")[2]], schema)
        return
    yield node
    for union in _UNIONS:
        for form in node.get(union, ()):
            yield from _forms(form, schema)


def _children(node: dict[str, Any], step: str | int) -> Iterator[dict[str, Any]]:
    if isinstance(step, int):
        found = node.get("items")
    else:
        found = node.get("properties", {}).get(step) or node.get("additionalProperties")
    if isinstance(found, dict):
        yield found


def _keys(node: dict[str, Any]) -> list[str]:
    return [*node.get("properties", {}), *node.get("propertyNames", {}).get("enum", ())]
