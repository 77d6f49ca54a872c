"""Changing a gestures.yaml in place: comments and order stay, and nothing is written that could not be read."""

from __future__ import annotations

import io
import os
import textwrap
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from gesturectl.config.loader import load_config, parse_config, read_text
from gesturectl.config.paths import ConfigOrigin, choose_config, shipped, user_gestures
from gesturectl.config.problem import GestureFileError, Problem
from gesturectl.config.yaml_tree import read_tree
from gesturectl.errors import ConfigError

_INSIDE = 4
_WIDTH = 4096  # no line is folded: what the user wrote on one line stays on one
Change = Callable[[CommentedMap], None]


def own_file() -> Path:
    """Return the user's own gestures.yaml; one that is not there yet begins as a copy of the shipped one."""
    path = user_gestures()
    if not path.exists():
        _replace(path, shipped("gestures.yaml").read_text(encoding="utf-8"))
    return path


def file_in_use(option: str | None = None) -> Path:
    """Return the gestures.yaml to change: of `option`, the environment, else the user's own, begun as a copy."""
    choice = choose_config(option)
    return own_file() if choice.origin is ConfigOrigin.SHIPPED else choice.path


def file_before_and_after() -> tuple[Path, Path]:
    """Return the gestures.yaml that is read now, and the one that `file_in_use` would change; nothing is begun."""
    choice = choose_config(None)
    return choice.path, user_gestures() if choice.origin is ConfigOrigin.SHIPPED else choice.path


def read_action(text: str) -> Any:
    """Return an action written as in gestures.yaml, `hotkey: ctrl+c`, as plain data. Raises GestureFileError."""
    tree = read_tree(text)
    if tree.problems:
        raise GestureFileError("the action", tree.problems)
    return tree.data


def check_action(text: str, gesture: str) -> None:
    """Check an action of `read_action` as what a gesture shall do. Raises GestureFileError with every mistake."""
    read_action(text)
    before = f"version: 1\nbindings:\n- gesture: {gesture}\n  do:\n"
    try:
        parse_config(before + textwrap.indent(text, " " * _INSIDE), "the action")
    except GestureFileError as error:
        lines = before.count("\n")
        problems = [Problem(max(p.line - lines, 1), max(p.column - _INSIDE, 1), p.message) for p in error.problems]
        raise GestureFileError("the action", problems) from None


def set_setting(path: Path, keys: Sequence[str], value: Any) -> None:
    """Set one setting, as `("gestures", "ok", "enter"), 0.9`. Raises as `add_binding`; the file is as it was then."""

    def change(data: CommentedMap) -> None:
        inner = data
        for key in ("settings", *keys[:-1]):
            if inner.get(key) is None:
                inner[key] = CommentedMap()
            inner = inner[key]
        inner[keys[-1]] = value

    edit_file(path, change)


def edit_file(path: Path, change: Change) -> str:
    """Change the data of a gestures.yaml, check the whole, put it in place in one step; return the new text."""
    new = changed_text(path, change)
    _replace(path, new)
    return new


def changed_text(path: Path, change: Change) -> str:
    """Return the text of a gestures.yaml with its data changed, checked; the file stays as it is."""
    load_config(path)  # a file with mistakes is not touched: they are said first
    text = read_text(path)
    yaml = _yaml_like(text)
    try:
        data = yaml.load(text)
        _keep_anchors(data)
        change(data)
        changed = io.StringIO()
        yaml.dump(data, changed)
    except YAMLError as error:
        raise ConfigError(f"cannot change {path}: {error}", remedy="Change it in an editor.") from error
    new = changed.getvalue().replace("\n", "\r\n") if "\r\n" in text else changed.getvalue()
    parse_config(new, f"{path}, changed")
    return new


def _yaml_like(text: str) -> YAML:
    """Return a reader and writer that indents as `text` does."""
    tree = read_tree(text)
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    line, column = tree.places.get(("bindings", 0), (0, 5))
    dash = max(0, text.splitlines()[line - 1].find("-")) if line else 2
    settings = [place[1] - 1 for path, place in tree.keys.items() if len(path) == 2 and path[0] == "settings"]
    indent = settings[0] if settings and settings[0] <= 8 else 2
    yaml.indent(mapping=indent, sequence=max(dash + 2, column - 1), offset=dash)
    return yaml


def _keep_anchors(node: Any) -> None:
    """Have anchors written that no alias names (yet); ruamel would leave them out."""
    anchor = getattr(node, "anchor", None)
    if anchor is not None and anchor.value:
        node.yaml_set_anchor(anchor.value, always_dump=True)
    for child in node.values() if isinstance(node, Mapping) else node if isinstance(node, list) else ():
        _keep_anchors(child)


def _replace(path: Path, text: str) -> None:
    """Write the file in one step: whoever reads it sees the old one or the new one, whole."""
    target = path.resolve()  # a link stays a link
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(
            os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline=""
        ) as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        os.replace(part, target)
    except OSError as error:
        raise ConfigError(
            f"cannot write {path}: {error.strerror or error}",
            remedy="What was there is untouched. Make room or rights there, then try again.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()
