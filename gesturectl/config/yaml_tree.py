"""YAML text as plain data that remembers where every value stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.error import Mark

from gesturectl.config.problem import Problem, quoted

Path = tuple[str | int, ...]
"""The way to a value: keys and list indexes, () for the whole file."""

MAX_VALUES = 20_000
"""More values than any real file holds: aliases of aliases would otherwise grow without end."""
_TOO_DEEP = "too deeply nested"
_TOO_MANY = f"more than {MAX_VALUES} values, or aliases of aliases that stand for so many: no gestures.yaml needs them"

_STR = "tag:yaml.org,2002:str"
_MERGE = "tag:yaml.org,2002:merge"
_SCALARS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null")}
_COLLECTIONS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
_AS_TEXT = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:value"}


@dataclass(slots=True)
class YamlTree:
    """The data of one file.

    data      dicts with text keys, lists and scalars
    places    line and column (from 1) of every value
    keys      line and column of every key in a mapping, by the path of its value
    raw       every scalar as it was written, for telling the user what YAML made of it
    problems  what cannot stand in such a file: duplicate keys, keys that are no text, foreign tags
    """

    data: Any = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    raw: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_tree(text: str) -> YamlTree:
    """Return the tree of `text`. A syntax error leaves `data` None and one problem."""
    tree = YamlTree()
    loader = _Loader("")
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is not None:
            tree.data = _Builder(tree, loader).value(root, ())
    except yaml.reader.ReaderError as error:
        tree.problems.append(_unreadable_character(text, error))
    except yaml.MarkedYAMLError as error:
        tree.problems.append(_syntax_problem(error))
    except (RecursionError, _TooLargeError) as error:
        tree.data = None
        tree.problems.append(Problem(1, 1, _TOO_MANY if isinstance(error, _TooLargeError) else _TOO_DEEP))
    finally:
        loader.dispose()
    return tree


class _TooLargeError(Exception):
    """The tree has more than MAX_VALUES values."""


class _Loader(yaml.SafeLoader):
    """Stops where a file has become too large, rather than read a megabyte first."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Read one key or value."""
        self._nodes += 1
        if self._nodes > 2 * MAX_VALUES:
            raise _TooLargeError
        return super().compose_node(parent, index)


class _Builder:
    """Walks the composed nodes once and fills the tree."""

    def __init__(self, tree: YamlTree, loader: yaml.SafeLoader) -> None:
        self._tree = tree
        self._loader = loader
        self._open: list[yaml.Node] = []

    def value(self, node: yaml.Node, path: Path) -> Any:
        """Return the plain value of `node`, which stands at `path`."""
        if len(self._tree.places) >= MAX_VALUES:
            raise _TooLargeError
        self._tree.places[path] = _place(node.start_mark)
        if any(node is each for each in self._open):
            self._problem(node.start_mark, "this alias contains itself")
            return None
        self._open.append(node)
        try:
            return self._plain(node, path)
        finally:
            self._open.pop()

    def _plain(self, node: yaml.Node, path: Path) -> Any:
        if isinstance(node, yaml.CollectionNode) and node.tag not in _COLLECTIONS:
            self._foreign_tag(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._scalar(node, path)

    def _scalar(self, node: yaml.Node, path: Path) -> Any:
        self._tree.raw[path] = node.value
        if node.tag in _AS_TEXT or node.tag == _STR:
            return self._text(node)
        if node.tag not in _SCALARS:
            self._foreign_tag(node)
            return None
        try:
            return self._loader.construct_object(node)
        except (ValueError, LookupError):  # the loader's own: !!int "" and !!bool maybe
            self._problem(node.start_mark, f"{quoted(node.value)} is not a value that YAML knows: put it in quotes")
            return None

    def _text(self, node: yaml.Node) -> str | None:
        """Return a text whose characters are whole: JSON writes some as two halves, \\ud83d\\ude00."""
        text = node.value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if "\0" in text or text.count("\ufffd") > node.value.count("\ufffd"):
            self._problem(node.start_mark, f"{quoted(node.value)} holds a character that no text can have")
            return None
        return str(text)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                merged = {**self._merged(value_node, path), **merged}
        self._tree.places[path] = _place(node.start_mark)
        own: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                continue
            key = self._key(key_node)
            if key is None:
                continue
            if key in own:
                first = self._tree.keys[(*path, key)][0]
                self._problem(key_node.start_mark, f"duplicate key {key!r}, already on line {first}")
                continue
            self._forget((*path, key))
            self._tree.keys[(*path, key)] = _place(key_node.start_mark)
            own[key] = self.value(value_node, (*path, key))
        return {**merged, **own}

    def _merged(self, node: yaml.Node, path: Path) -> dict[str, Any]:
        """Return what `<<:` brings in: one mapping, or a list of which the first goes before the others."""
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: dict[str, Any] = {}
        for each in nodes:
            if not isinstance(each, yaml.MappingNode):
                self._problem(each.start_mark, "`<<` takes a mapping")
                continue
            found = {**(self.value(each, path) or {}), **found}  # None for one that contains itself
        return found

    def _key(self, node: yaml.Node) -> str | None:
        if isinstance(node, yaml.ScalarNode) and node.tag == _STR:
            return self._text(node)
        written = node.value if isinstance(node, yaml.ScalarNode) else "..."
        kind = "true or false" if node.tag.endswith(":bool") else node.tag.rpartition(":")[2]
        self._problem(
            node.start_mark, f"key {written!r} is no text: YAML reads it as {kind}; keys here are plain names"
        )
        return None

    def _forget(self, path: Path) -> None:
        """Drop places that a merged mapping left under `path`, now that the file's own value stands there."""
        if path not in self._tree.places:
            return
        for places in (self._tree.places, self._tree.raw, self._tree.keys):
            for known in [each for each in places if each[: len(path)] == path]:
                del places[known]

    def _foreign_tag(self, node: yaml.Node) -> None:
        self._problem(node.start_mark, f"tag {node.tag!r} is not for this file: write plain values")

    def _problem(self, mark: Mark, message: str) -> None:
        self._tree.problems.append(Problem(*_place(mark), message))


def _place(mark: Mark) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _syntax_problem(error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    what = error.problem or error.context or "cannot be read"
    if "'\\t'" in what:
        what = "a tab: indent with spaces"
    elif "expected <block end>" in what:
        what = "this line is not indented as the lines above it ask for"
    elif "expected a single document" in (error.context or ""):
        what = "a second document begins here: one file holds one document"
    elif error.context and error.problem:
        what = f"{error.problem} ({error.context})"
    return Problem(*(_place(mark) if mark else (1, 1)), f"YAML: {what}")


def _unreadable_character(text: str, error: yaml.reader.ReaderError) -> Problem:
    before = text[: error.position]
    line = before.count("\n") + 1
    column = error.position - (before.rfind("\n") + 1) + 1
    return Problem(line, column, f"YAML: character U+{ord(text[error.position]):04X} is not allowed here")
