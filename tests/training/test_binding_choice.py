"""The last step of a calibration: use it or not, what it shall do, what would be written, yes or no."""

from __future__ import annotations

import pytest

from gesturectl.errors import ConfigError
from gesturectl.training.calibration.binding_choice import NOTHING, BindingChoice, Deeds
from gesturectl.training.calibration.text_field import TextField

OFFERS = [("hotkey: ctrl+t", "keys"), ("media: play_pause", "a media key")]


class Files:
    """What would be done to the user's files."""

    def __init__(self, offers=OFFERS):
        self.used, self.bound, self.planned, self._offers = 0, [], [], offers

    def use(self):
        self.used += 1

    def offers(self):
        assert self.used, "rules know a gesture of a model only once that is in use"
        return self._offers

    def check(self, action):
        if not action.startswith(("hotkey: ", "media: ")):
            raise ConfigError(f"1 problem in the action\nthe action:1:1: unknown action {action!r}")

    def plan(self, action):
        self.planned.append(action)
        return ["into gestures.yaml, line 7:", f"do: {action}"]

    def bind(self, action):
        if action.endswith("full"):
            raise ConfigError("the disk is full")
        self.bound.append(action)
        return ["gestures.yaml:7"]


def choice(files, *, doubtful=False):
    deeds = Deeds(files.use, files.offers, files.check, files.plan, files.bind)
    return BindingChoice("horns", deeds, doubtful=doubtful)


def pressed(asked, *keys):
    for key in keys:
        asked.press(key)
    return asked


def test_an_action_is_chosen_changed_seen_and_written():
    files = Files()
    asked = pressed(choice(files), "down", "enter", "back", "j")
    assert asked.screen.field == "hotkey: ctrl+j|"
    pressed(asked, "enter")
    assert "do: hotkey: ctrl+j" in asked.screen.notes
    assert files.bound == []  # nothing is written before it was seen
    pressed(asked, "y")
    assert files.bound == ["hotkey: ctrl+j"]
    assert asked.screen.notes == ("gestures.yaml:7",)
    assert not asked.over
    assert pressed(asked, "enter").over


def test_no_goes_back_to_the_text_and_escape_to_the_list():
    files = Files()
    asked = pressed(choice(files), "end", "enter", "enter", "n")
    assert asked.screen.field == "media: play_pause|"
    assert pressed(asked, "escape").screen.rows[0] == NOTHING
    assert pressed(asked, "q").over
    assert files.bound == []
    assert files.used == 1  # the gesture is in use all the same


def test_what_cannot_be_read_is_said_as_it_is_typed_and_goes_no_further():
    files = Files()
    asked = pressed(choice(files), "down", "enter", "home", "x")
    assert asked.screen.notes == ("! the action:1:1: unknown action 'xhotkey: ctrl+t'",)
    assert pressed(asked, "enter").screen.field is not None
    assert files.planned == []
    assert pressed(asked, "back").screen.notes == ()


def test_what_cannot_be_written_is_said():
    asked = pressed(choice(Files()), "down", "enter", *"full", "enter", "y")
    assert asked.screen.notes == ("! the disk is full",)
    assert asked.screen.field == "hotkey: ctrl+tfull|"  # it can be changed, and tried again


def test_the_mouse_does_the_same():
    files = Files()
    asked = choice(files)
    asked.point(2)
    assert asked.screen.chosen == 2
    for row in (2, 0, 0, 0):  # the action, go on, yes, close
        asked.click(row)
    assert files.bound == ["media: play_pause"]
    assert asked.over


@pytest.mark.parametrize(("key", "used"), [("y", 1), ("n", 0), ("enter", 0), ("q", 0), ("escape", 0)])
def test_a_doubtful_gesture_is_used_only_if_the_user_says_so(key, used):
    files = Files()
    asked = choice(files, doubtful=True)
    assert files.used == 0
    pressed(asked, key)
    assert (files.used, asked.used, asked.over) == (used, bool(used), not used)


def test_without_offers_there_is_nothing_to_choose():
    asked = choice(Files([]))
    assert asked.used
    assert asked.screen.rows == ("close",)
    assert pressed(asked, "enter").over


def test_the_mark_stays_within_the_rows():
    asked = pressed(choice(Files()), "up")
    assert asked.screen.chosen == 0
    assert pressed(asked, "page_down", "down").screen.chosen == 2
    assert pressed(asked, "home").screen.chosen == 0


def test_a_text_is_written_where_the_cursor_is():
    field = TextField("ab")
    changed = [field.press(key) for key in ("left", "x", "up", "delete", "home", "back", "right", "end", "c")]
    assert field.shown == "axc|"
    assert changed == [False, True, False, True, False, False, False, False, True]
