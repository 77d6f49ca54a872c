"""A binding is added to a gestures.yaml: comments, order and everything else stay as they are."""

import os
from pathlib import Path

import pytest

from gesturectl.config.binding_edit import add_binding, plan_binding
from gesturectl.config.loader import load_config
from gesturectl.config.problem import GestureFileError
from gesturectl.domain.action import Hotkey, TypeText
from gesturectl.errors import ConfigError

COPY = {"name": "copy", "gesture": "fist", "do": {"hotkey": "ctrl+c"}}
LAYOUTS = (
    "version: 1\nbindings:\n  - gesture: ok   # a ring\n    do: {text: 'a'}\n# the end\n",
    "# mine\nversion: 1\nbindings:\n- gesture: ok\n  do: {text: 'a'}   # no indent\n",
    'version: 1\nbindings:\n- {gesture: ok, do: {text: "a"}}\n',
    "version: 1\nbindings:\n  - &a {gesture: ok, do: &b {text: a}}  # ü\n\n  # - {<<: *a, gesture: point}\n# end\n",
    "version: 1\nsettings:\n    mirrored: true\nbindings:\n  -   gesture: ok\n      do: {text: a}\n",
)


def test_a_binding_is_added_and_every_other_line_stays(mine: Path) -> None:
    before = mine.read_text().splitlines()
    line = add_binding(mine, COPY)
    after = mine.read_text().splitlines()
    assert after[: len(before)] == before
    assert after[len(before) :] == ["", "  - name: copy", "    gesture: fist", "    do: {hotkey: ctrl+c}"]
    (added,) = [each for each in load_config(mine).bindings if each.name == "copy"]
    assert added.line == line == len(before) + 2


@pytest.mark.parametrize("text", LAYOUTS)
def test_other_ways_of_writing_stay_too(mine: Path, text: str) -> None:
    mine.write_text(text)
    add_binding(mine, COPY)
    changed = mine.read_text().splitlines()
    assert [line for line in text.splitlines() if line not in changed] == []
    assert [each.gesture for each in load_config(mine).bindings] == ["ok", "fist"]


@pytest.mark.parametrize("text", ["version: 1\nbindings: []\n", "version: 1\nbindings:\n"])
def test_the_first_binding_of_a_file(mine: Path, text: str) -> None:
    mine.write_text(text)
    assert add_binding(mine, COPY) == 3
    assert len(load_config(mine).bindings) == 1


def test_windows_line_ends_stay(mine: Path) -> None:
    mine.write_bytes(LAYOUTS[0].replace("\n", "\r\n").encode())
    add_binding(mine, COPY)
    assert mine.read_bytes().count(b"\n") == mine.read_bytes().count(b"\r\n") == 9


@pytest.mark.parametrize(
    "binding",
    [
        {"gesture": "fisst", "do": {"hotkey": "ctrl+c"}},
        {"gesture": "thumb_up", "do": {"hotkey": "ctrl+c"}},  # taken
        {"gesture": "fist", "do": {"hotkey": "ctrl+cc"}},
        {"gesture": "fist"},
    ],
)
def test_a_mistake_leaves_the_file_as_it_was(mine: Path, binding: dict[str, object]) -> None:
    before = mine.read_bytes()
    with pytest.raises(GestureFileError):
        add_binding(mine, binding)
    assert mine.read_bytes() == before
    assert os.listdir(mine.parent) == ["gestures.yaml"]


def test_a_file_with_mistakes_is_not_touched(mine: Path) -> None:
    mine.write_text("version: 1\nbindings:\n  - {gesture: okk, do: {text: a}}\n")
    with pytest.raises(ConfigError, match=r"3:15.*did you mean 'ok'"):
        add_binding(mine, COPY)


def test_a_binding_takes_the_place_of_its_like(mine: Path) -> None:
    add_binding(mine, {"gesture": "thumb_up", "do": {"hotkey": "ctrl+c"}}, replace=True)
    (only,) = [each for each in load_config(mine).bindings if each.gesture == "thumb_up"]
    assert only.name == "thumb_up"
    assert "# Victory sign: play or pause." in mine.read_text()


NEIGHBOURS = """version: 1
bindings:
  # first
  - gesture: ok
    do: {hotkey: a}  # eol

  # volume
  - gesture: fist   # g
    do:
      launch:
        desktop: x

  # third
  - {gesture: stop, do: {text: a}}

  # fourth
  - gesture: point
    do:
      sequence:
        - {text: a}
        - text: b

# end
"""


@pytest.mark.parametrize("gesture", ["ok", "fist", "stop", "point"])
def test_a_binding_that_takes_anothers_place_leaves_the_comments_and_the_order(mine: Path, gesture: str) -> None:
    mine.write_text(NEIGHBOURS)
    order = [each.gesture for each in load_config(mine).bindings]
    for key in ("b", "c"):  # twice: nothing piles up
        line = add_binding(mine, {"gesture": gesture, "do": {"hotkey": key}}, replace=True)
    (changed,) = [each for each in load_config(mine).bindings if each.gesture == gesture]
    assert (changed.line, changed.effect) == (line, Hotkey(("c",)))
    assert [each.gesture for each in load_config(mine).bindings] == order
    text = mine.read_text()
    for comment in ("# first\n", "\n\n  # volume\n  - ", "\n\n  # third\n  - ", "\n\n  # fourth\n  - ", "\n\n# end\n"):
        assert comment in text
    assert "\n\n\n" not in text


def test_a_binding_that_is_switched_off_keeps_its_place(mine: Path) -> None:
    mine.write_text("version: 1\nbindings:\n  - gesture: ok\n    do: {text: a}\n    enabled: false\n")
    add_binding(mine, {"gesture": "ok", "do": {"hotkey": "c"}}, replace=True)
    assert "enabled: false" in mine.read_text()
    assert [each.effect for each in load_config(mine).bindings] == [Hotkey(("c",))]


@pytest.mark.parametrize(
    "text", ["on", "no", "1:30", "12e03", "~", "a: b # c", "it's", "two\nlines", "2020-01-01", "ü"]
)
def test_a_text_is_read_back_as_it_was_given(mine: Path, text: str) -> None:
    add_binding(mine, {"name": text, "gesture": "fist", "do": {"text": text}})
    (added,) = [each for each in load_config(mine).bindings if each.gesture == "fist"]
    assert (added.name, added.effect) == (text, TypeText(text))


def test_the_way_out_of_a_clash_is_told(mine: Path) -> None:
    with pytest.raises(GestureFileError, match="already") as caught:
        add_binding(mine, {"gesture": "thumb_up", "do": {"hotkey": "ctrl+c"}})
    assert "--replace" in caught.value.remedy


def test_a_plan_says_what_would_be_written_and_writes_nothing(mine: Path) -> None:
    before = mine.read_text()
    plan = plan_binding(mine, COPY)
    assert plan.written == "- name: copy\n  gesture: fist\n  do: {hotkey: ctrl+c}"
    assert plan.instead == ""
    assert mine.read_text() == before
    assert add_binding(mine, COPY) == plan.line


def test_a_plan_says_what_it_would_take_the_place_of(mine: Path) -> None:
    line = add_binding(mine, COPY)
    plan = plan_binding(mine, COPY | {"name": "paste", "do": {"hotkey": "ctrl+v"}})
    assert plan.line == line
    assert plan.instead == "- name: copy\n  gesture: fist\n  do: {hotkey: ctrl+c}"
    with pytest.raises(GestureFileError):
        plan_binding(mine, COPY | {"do": {"hotkey": "ctrl+cc"}})
