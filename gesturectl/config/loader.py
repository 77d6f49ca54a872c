"""gestures.yaml from its text to one frozen `Config`, or every mistake in it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from gesturectl.config.binding_model import BindingModel
from gesturectl.config.explain import explain
from gesturectl.config.file_model import EMPTY_MAY, EMPTY_MAY_SETTINGS, FileModel, file_schema
from gesturectl.config.problem import GestureFileError, Problem, did_you_mean
from gesturectl.config.yaml_tree import Path, YamlTree, read_tree
from gesturectl.domain.binding import Binding
from gesturectl.domain.settings import Config
from gesturectl.domain.situation import DEFAULT_PROFILE
from gesturectl.errors import ConfigError

MAX_BYTES = 1_000_000
"""A thousand rules take a tenth of it; what is larger (a video, /dev/zero) was named by mistake."""


def load_config(path: FilePath) -> Config:
    """Return the configuration in the file at `path`.

    Raises ConfigError when the file cannot be read, GestureFileError (a ConfigError) with all its mistakes.
    """
    return parse_config(read_text(path), str(path))


def read_text(path: FilePath) -> str:
    """Return the text of a gestures.yaml, its line ends as they are. Raises as `load_config`."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror
        raise _unreadable(path, str(reason)) from error
    if len(data) > MAX_BYTES:
        raise _unreadable(path, f"it has more than {MAX_BYTES // 1000} kB, which no gestures.yaml needs")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GestureFileError(str(path), [_not_utf8(data, error)]) from error


def _unreadable(path: FilePath, reason: str) -> ConfigError:
    remedy = "Give another file with --config, or leave it out for the shipped bindings."
    return ConfigError(f"cannot read {path}: {reason}", remedy=remedy)


def parse_config(text: str, origin: str) -> Config:
    """Return the configuration in `text`; `origin` names it in messages. Raises GestureFileError."""
    tree = read_tree(text)
    if tree.data is None:
        empty = Problem(1, 1, "the file is empty: it needs at least `version: 1` and `bindings:`")
        raise GestureFileError(origin, tree.problems or [empty])
    _fill_empty(tree.data)
    # What could not be read stands in the data as None: what is wrong there has been said.
    said = {(problem.line, problem.column) for problem in tree.problems}
    problems = [each for each in _model_problems(tree) if (each.line, each.column) not in said]
    problems += [*tree.problems, *_clashes(tree), *_unknown_profiles(tree)]
    if problems:
        raise GestureFileError(origin, problems)
    model = FileModel.model_validate(tree.data)
    return Config(model.settings.value(), tuple(_bindings(model, tree)), origin, model.profile_values())


def _fill_empty(data: Any) -> None:
    """Take a section whose every line is commented out as empty."""
    _fill(data, EMPTY_MAY)
    _fill(data.get("settings") if isinstance(data, dict) else None, EMPTY_MAY_SETTINGS)


def _fill(section: Any, kinds: Mapping[str, type]) -> None:
    for name, kind in kinds.items() if isinstance(section, dict) else ():
        if name in section and section[name] is None:
            section[name] = kind()


@functools.cache
def _schema() -> dict[str, Any]:
    """Return the schema; it takes longer to make than a file to read."""
    return file_schema()


def _model_problems(tree: YamlTree) -> list[Problem]:
    try:
        FileModel.model_validate(tree.data)
    except ValidationError as error:
        return list(explain(error, tree, _schema()))
    return []


def _clashes(tree: YamlTree) -> Iterator[Problem]:
    """Yield a problem for every binding without mistakes of its own that takes another's place or name."""
    slots: dict[tuple[object, ...], int] = {}
    names: dict[str, int] = {}  # to the index of the first binding that has it
    for index, model in _sound_bindings(tree.data):
        if (first := slots.setdefault(model.slot, index)) != index:
            yield Problem(
                *tree.places[("bindings", index)],
                f"{' then '.join(model.gestures)} is bound to this phase and hand on line {_line(tree, first)} already:"
                " put both actions in one `sequence`, or set one `enabled: false`",
            )
        if model.name and (first := names.setdefault(model.name, index)) != index:
            place = tree.places[("bindings", index, "name")]
            yield Problem(*place, f"name {model.name!r} is taken by line {_line(tree, first)}")


def _unknown_profiles(tree: YamlTree) -> Iterator[Problem]:
    """Yield a problem for every name of a profile in a binding or its actions that stands under `profiles` nowhere."""
    profiles = tree.data.get("profiles") if isinstance(tree.data, dict) else None
    known = [DEFAULT_PROFILE, *(profiles if isinstance(profiles, dict) else ())]
    for path, place in tree.places.items():
        if path[:1] == ("bindings",) and "profile" in (path[-1], *path[-2:-1]):
            name = _value(tree.data, path)
            if isinstance(name, str) and name not in known:
                hint = did_you_mean(name, known) or f": there are {', '.join(known)}"
                yield Problem(*place, f"unknown profile {name!r}{hint}")


def _value(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _sound_bindings(data: Any) -> Iterator[tuple[int, BindingModel]]:
    """Yield index and model of every binding that is enabled and without mistakes."""
    bindings = data.get("bindings") if isinstance(data, dict) else None
    for index, each in enumerate(bindings if isinstance(bindings, list) else ()):
        try:
            model = BindingModel.model_validate(each)
        except ValidationError:
            continue
        if model.enabled:
            yield index, model


def _bindings(model: FileModel, tree: YamlTree) -> Iterator[Binding]:
    """Yield the enabled bindings; one without a name gets one from its gesture, phase and hand."""
    names = FreeNames(binding.name for binding in model.bindings if binding.name)
    for index, binding in enumerate(model.bindings):
        if binding.enabled:
            yield binding.value(binding.name or names.take(_stem(binding)), _line(tree, index))


def _line(tree: YamlTree, index: int) -> int:
    return tree.places[("bindings", index)][0]


def _stem(model: BindingModel) -> str:
    extras = [part for part in (model.phase, model.hand) if part not in (None, "begin", "any")]
    return "_".join([*model.gestures, *(str(part) for part in extras)])


class FreeNames:
    """Names that no rule has: a stem, then the stem with a number."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def take(self, stem: str) -> str:
        """Return a free name, which is taken then."""
        name = stem
        while name in self._taken:
            number = self._numbers[stem] = self._numbers.get(stem, 1) + 1
            name = f"{stem}_{number}"
        self._taken.add(name)
        return name


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Problem(line, column, f"not UTF-8 (byte {data[error.start]:#04x}): save the file as UTF-8")
