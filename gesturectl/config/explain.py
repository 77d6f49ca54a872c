"""What pydantic found wrong, in the user's words and at the place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from gesturectl.config.effect_models import ACTION_NAMES
from gesturectl.config.problem import LONGEST_QUOTED, Problem, did_you_mean, quoted
from gesturectl.config.schema_names import names_at
from gesturectl.config.yaml_tree import Path, YamlTree

_KINDS = {
    "string_type": "a text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "list_type": "a list (lines that begin with '-')",
    "dict_type": "a mapping (lines of 'key: value')",
    "model_type": "a mapping (lines of 'key: value')",
    "model_attributes_type": "a mapping (lines of 'key: value')",
}
_TEXT_WANTED = ("string_type", "wrong_look")
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+")


def explain(error: ValidationError, tree: YamlTree, schema: dict[str, Any]) -> Iterator[Problem]:
    """Yield a problem for every error of the file in `tree`, whose JSON Schema is `schema`.

    A key that is missing because it is misspelt is one mistake, not two.
    """
    errors = error.errors(include_url=False)
    strays = [_path(each["loc"], tree) for each in errors if each["type"] == "extra_forbidden"]
    for each in errors:
        loc = each["loc"]
        if each["type"] == "missing" and _is_misspelt(loc, tree, strays):
            continue
        path = _path(loc[:-1] if each["type"] == "missing" else loc, tree)
        key = each.get("ctx", {}).get("key")
        if key is not None and (*path, key) in tree.places:
            path = (*path, key)
        at_key = each["type"] == "extra_forbidden" or "[key]" in loc
        if each["type"] == "unknown_action" and (written := _first_key(tree, path)):
            path, at_key = (*path, written), True
        line, column = (tree.keys if at_key else tree.places).get(path, tree.places[()])
        yield Problem(line, column, _message(dict(each), path, loc, tree, schema))


def _is_misspelt(missing: Path, tree: YamlTree, strays: list[Path]) -> bool:
    parent = _path(missing[:-1], tree)
    beside = [str(stray[-1]) for stray in strays if stray[:-1] == parent]
    return any(did_you_mean(key, [str(missing[-1])]) for key in beside)


def _path(loc: Path, tree: YamlTree) -> Path:
    """Return the way to the value in the file: pydantic's way also names forms of a union, left out here."""
    ways: list[Path] = [()]
    for step in loc:
        ways += [(*way, step) for way in ways if (*way, step) in tree.places]
    return max(ways, key=lambda way: (way[-1:] == loc[-1:], len(way)))


def _message(error: dict[str, Any], path: Path, loc: Path, tree: YamlTree, schema: dict[str, Any]) -> str:
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), names_at(schema, path[:-1]))
    if kind == "missing":
        return f"'{loc[-1]}' is missing{_inside(path)}"
    if kind == "unknown_action":
        return _unknown_action(path, _value(tree.data, path))
    if kind == "problem":
        return str(error["msg"])
    return f"{_name(path)}: {_expected(error)}{_given(path, tree, kind)}"


def _unknown_key(key: str, valid: list[str]) -> str:
    if key in ACTION_NAMES and set(valid) <= set(ACTION_NAMES):
        return f"'{key}' cannot stand beside another action: write several as `sequence: [{{...}}, {{...}}]`"
    if key in ACTION_NAMES and "do" in valid:
        return f"'{key}' is an action: write it indented under `do:`"
    return f"unknown key '{key}'{did_you_mean(key, valid) or _one_of(valid)}"


def _first_key(tree: YamlTree, path: Path) -> str | None:
    given = _value(tree.data, path)
    return next(iter(given), None) if isinstance(given, dict) else None


def _unknown_action(path: Path, given: Any) -> str:
    name = str(path[-1])
    if isinstance(given, list):
        return "expected one action, got a list: write several as `sequence: [{...}, {...}]`"
    if name in ("do", "up", "down") or isinstance(path[-1], int):
        return "expected an action such as `{hotkey: ctrl+tab}`; the name is" + _one_of(ACTION_NAMES)[1:]
    if name == "wait":
        return "'wait' stands between the actions of a `sequence`"
    if name in ACTION_NAMES:
        return f"'{name}' cannot stand inside a sequence or knob: only actions that are over at once"
    return f"unknown action '{name}'{did_you_mean(name, ACTION_NAMES) or _one_of(ACTION_NAMES)}"


def _one_of(names: Iterable[str]) -> str:
    return f": one of {', '.join(names)}"


def _expected(error: dict[str, Any]) -> str:
    kind, ctx = error["type"], error.get("ctx", {})
    if kind in _KINDS:
        return f"expected {_KINDS[kind]}"
    if kind == "literal_error":
        return f"expected {ctx['expected']}"
    if kind in ("too_short", "string_too_short"):
        return "must not be empty"
    # The rest are limits of numbers, which pydantic says well enough: "should be less than or equal to 1".
    return str(error["msg"]).replace("Input should be", "must be")


def _given(path: Path, tree: YamlTree, kind: str) -> str:
    """Say what stands there, and what YAML made of it when that is not what the user sees."""
    value, written = _value(tree.data, path), tree.raw.get(path, "")
    if isinstance(value, bool):
        if kind not in _TEXT_WANTED:
            return f", got {written}"
        return f"; YAML reads {written} as {str(value).lower()}: for the text write '{written}' in quotes"
    if isinstance(value, int | float):
        return f", got the number {_cut(written)}" + (": write it in quotes" if kind == "string_type" else "")
    if value is None:
        return ", got nothing"
    if isinstance(value, str):
        comma = kind == "float_type" and _DECIMAL_COMMA.fullmatch(value)
        return f", got {quoted(value)}" + (f": write {value.replace(',', '.')}" if comma else "")
    return ", got a list" if isinstance(value, list) else ", got a mapping"


def _cut(written: str) -> str:
    return written if len(written) <= LONGEST_QUOTED else f"{written[:LONGEST_QUOTED]}…"


def _value(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _name(path: Path) -> str:
    if path and isinstance(path[-1], int):
        return f"this entry of {_name(path[:-1])}"
    named = [step for step in path if isinstance(step, str)]
    return f"'{named[-1]}'" if named else "the file"


def _inside(path: Path) -> str:
    return f" in this entry of '{path[-2]}'" if len(path) > 1 and isinstance(path[-1], int) else ""
