"""Adding a binding to a gestures.yaml, and what would be written, before it is."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.scalarstring import SingleQuotedScalarString
from ruamel.yaml.tokens import CommentToken

from gesturectl.config.binding_model import BindingModel
from gesturectl.config.edit import changed_text, edit_file
from gesturectl.config.problem import GestureFileError
from gesturectl.config.yaml_tree import read_tree


@dataclass(frozen=True, slots=True)
class BindingPlan:
    """What adding a binding would do: the line it would begin at, its text, and the text of what it takes the place of
    ("" for nothing)."""

    line: int
    written: str
    instead: str = ""


def add_binding(path: Path, binding: Mapping[str, Any], *, replace: bool = False) -> int:
    """Add one binding, as plain data (`{"gesture": "ok", "do": {"hotkey": "ctrl+c"}}`); return its line.

    replace  takes the place of the binding that is in force for the same gesture, phase, hand and conditions

    Raises ConfigError, and GestureFileError with every mistake: the file is as it was then.
    """
    addition = _Addition(binding, replace=replace)
    try:
        text = edit_file(path, addition)
    except GestureFileError as error:
        if addition.rival is not None and not replace:
            error.remedy = "`--replace` puts the new rule in the place of that one."
        raise
    return addition.line_in(text)


def plan_binding(path: Path, binding: Mapping[str, Any]) -> BindingPlan:
    """Return what `add_binding(..., replace=True)` would do; raises as it does. The file stays as it is."""
    addition = _Addition(binding, replace=True)
    line = addition.line_in(changed_text(path, addition))
    return BindingPlan(line, _dumped(_as_written(binding)), addition.instead)


class _Addition:
    """The change of a file's data by one more binding."""

    def __init__(self, binding: Mapping[str, Any], *, replace: bool) -> None:
        self._binding, self._replace = binding, replace
        self._at = 0
        self.rival: int | None = None
        self.instead = ""

    def __call__(self, data: CommentedMap) -> None:
        if data.get("bindings") is None:
            data["bindings"] = CommentedSeq()
        bindings, new = data["bindings"], _as_written(self._binding)
        self.rival = _rival(bindings, self._binding)
        if self._replace and self.rival is not None:
            self.instead = _dumped(_as_written(_plain(bindings[self.rival])))
            _hang(new, _below(bindings[self.rival]))
            bindings[self.rival], self._at = new, self.rival
        else:
            bindings.append(new)
            _space_out(bindings)
            self._at = len(bindings) - 1

    def line_in(self, text: str) -> int:
        """Return the line of the binding in the changed text."""
        return read_tree(text).places["bindings", self._at][0]


def _dumped(binding: CommentedMap) -> str:
    out = io.StringIO()
    YAML().dump(CommentedSeq([binding]), out)
    return out.getvalue().rstrip()


def _as_written(value: Any) -> Any:
    """Return plain data as ruamel's; what stands under `do` in one line, as people write it.

    ruamel follows YAML 1.2, our reader 1.1: a text that 1.1 would take for something else (on, 1:30) is quoted.
    """
    if isinstance(value, Mapping):
        written = CommentedMap((key, _as_written(each)) for key, each in value.items())
        if not {"gesture", "do"} & set(value):
            written.fa.set_flow_style()
        return written
    if isinstance(value, list | tuple):
        listed = CommentedSeq(_as_written(each) for each in value)
        listed.fa.set_flow_style()
        return listed
    if isinstance(value, str) and value.isprintable() and read_tree(value).data != value:
        return SingleQuotedScalarString(value)
    return value


def _rival(bindings: CommentedSeq, new: Mapping[str, Any]) -> int | None:
    """Return the index of the binding that is in force for the same as `new`."""
    wanted = _slot(new)
    same = (index for index, each in enumerate(bindings) if each.get("enabled", True) and _slot(each) == wanted)
    return None if wanted is None else next(same, None)


def _below(binding: CommentedMap) -> str:
    """Return the blank lines and comments between a binding and the next: ruamel hangs them on its last value."""
    node: Any = binding
    while isinstance(node, CommentedMap | CommentedSeq) and node:
        last, place = (list(node)[-1], 2) if isinstance(node, CommentedMap) else (len(node) - 1, 0)
        hung = node.ca.items.get(last)
        if hung and hung[place]:
            return str(hung[place].value.partition("\n")[2])
        node = node[last]
    return ""


def _hang(binding: CommentedMap, below: str) -> None:
    """Put blank lines and comments between a binding and the next."""
    if below:
        binding.ca.items[list(binding)[-1]] = [None, None, CommentToken(f"\n{below}", CommentMark(0)), None]


def _slot(binding: Mapping[str, Any]) -> object:
    try:
        return BindingModel.model_validate(_plain(binding)).slot
    except ValidationError:
        return None


def _plain(value: Any) -> Any:
    """Return ruamel's data as plain data, which is what the strict models take."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value


def _space_out(bindings: CommentedSeq) -> None:
    """Leave a line free before the last binding."""
    if len(bindings) > 1 and not bindings.fa.flow_style() and not bindings[-1].fa.flow_style():
        bindings.yaml_set_comment_before_after_key(len(bindings) - 1, before="\n")
