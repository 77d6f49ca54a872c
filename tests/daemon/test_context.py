"""The running daemon in its surroundings: windows, profiles, a locked screen, a user at the keyboard; undo, panic."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from live_daemon import LiveDaemon

from gesturectl.daemon.control_client import RefusedError
from gesturectl.domain.action import Ask, CloseWindow, Control, Hotkey, SwitchProfile, TypeText, Zoom
from gesturectl.domain.app_condition import ActiveWindow
from gesturectl.domain.event import Phase
from gesturectl.domain.situation import Surroundings
from gesturectl.errors import GesturectlError

RULES = """version: 1
settings: {quiet_while_typing_s: 5}
profiles:
  game:
  web: {app: Chromium}
bindings:
  - {name: hold, gesture: fist, do: {key_hold: ctrl}}
  - {name: zoom, gesture: zoom, do: {zoom: {steps_per_unit: 5}}}
  - {name: anywhere, gesture: ok, do: {text: anywhere}}
  - {name: browser, gesture: ok, app: Chromium, do: {zoom: {steps: 2}}}
  - {name: game, gesture: ok, profile: game, do: {text: game}}
  - {name: to game, gesture: thumb_up, do: {profile: game}}
  - {name: go on, gesture: arms_crossed, do: {control: toggle}}
  - {name: close, gesture: thumb_down, do: {close_window: active}}
  - {name: macro, gesture: victory, do: {sequence: [{text: one}, {wait: 0.2}, {text: two}]}}
  - {name: twice, gesture: [point, open_palm], do: {text: twice}}
  - {name: long, gesture: open_palm, hold_s: 2, do: {text: long}}
"""
BROWSER = Surroundings(ActiveWindow("Chromium"))


@pytest.fixture
def daemon(tmp_path: Path) -> LiveDaemon:
    """A daemon whose actuator passes on what gestures ask of gesturectl itself, as the real one does."""
    daemon = LiveDaemon(tmp_path, RULES)
    perform = daemon.actuator.perform

    def passing_on(action: Any) -> None:
        perform(action)
        if isinstance(action, Control | SwitchProfile):
            daemon.app.mailbox.put(action.verb if isinstance(action, Control) else action)

    daemon.actuator.perform = passing_on  # type: ignore[method-assign]
    return daemon


def status(daemon: LiveDaemon) -> dict[str, Any]:
    return daemon.ask("status")["status"]  # type: ignore[return-value]


def made(daemon: LiveDaemon, gesture: str) -> list[object]:
    """Make a gesture and return what is done by it."""
    before = len(daemon.actuator.actions)
    daemon.make(gesture)
    daemon.make(gesture, phase=Phase.END)
    daemon.until(lambda: not daemon.asked)
    seen = len(daemon.seen)
    daemon.until(lambda: len(daemon.seen) > seen + 2)
    return list(daemon.actuator.actions[before:])


def test_the_same_gesture_does_what_the_active_window_wants(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        assert made(daemon, "ok") == [TypeText("anywhere")]
        daemon.around = BROWSER
        assert made(daemon, "ok") == [Zoom(2)]
        said = status(daemon)
        assert (said["window"], said["profile"], said["profile_in_force"]) == ("Chromium", "default", "web")
        daemon.around = Surroundings(cannot="Wayland does not tell")
        assert made(daemon, "ok") == [TypeText("anywhere")]
        assert status(daemon)["no_window_why"] == "Wayland does not tell"

    daemon.run(script)


def test_profiles_by_socket_and_gesture_last_through_a_reload(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        assert daemon.ask("profile", profile="game")["profiles"] == ["default", "game", "web"]
        assert made(daemon, "ok") == [TypeText("game")]
        daemon.ask("reload")
        assert made(daemon, "ok") == [TypeText("game")]
        daemon.ask("profile", profile="default")
        assert made(daemon, "ok") == [TypeText("anywhere")]
        made(daemon, "thumb_up")
        daemon.until(lambda: status(daemon)["profile"] == "game")
        with pytest.raises(RefusedError, match="no such profile: 'gmae'") as caught:
            daemon.ask("profile", profile="gmae")
        assert "default, game, web" in caught.value.remedy
        daemon.file.write_text(RULES.replace("  game:\n", "").replace("profile: game", "profile: web"))
        daemon.ask("reload")
        assert status(daemon)["profile"] == "default"

    daemon.run(script)


def test_watchers_are_told_of_profiles(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        with daemon.client() as watcher:
            watcher.ask("watch")
            daemon.ask("profile", profile="game")
            daemon.ask("profile", profile="game")
            daemon.file.write_text(RULES.replace("  game:\n", "").replace("profile: game", "profile: web"))
            daemon.ask("reload")
            seen = (each for each in watcher.stream() if each["type"] == "profile")
            assert [next(seen)["profile"] for _ in range(2)] == ["game", "default"]

    daemon.run(script)


def test_a_locked_screen_pauses_and_no_gesture_ends_that(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.make("fist")
        daemon.until(lambda: daemon.actuator.held)
        daemon.around = Surroundings(locked="the screen is locked (i3lock)")
        daemon.until(lambda: status(daemon)["state"] == "paused")
        daemon.until(lambda: not daemon.actuator.held)
        assert status(daemon)["pause_why"] == status(daemon)["gate"] == "the screen is locked (i3lock)"
        made(daemon, "arms_crossed")
        assert daemon.ask("resume")["state"] == "paused"
        assert made(daemon, "ok") == []
        daemon.around = Surroundings()
        daemon.until(lambda: status(daemon)["state"] == "running")
        assert made(daemon, "ok") == [TypeText("anywhere")]

    daemon.run(script)


def test_a_pause_of_the_users_own_outlasts_the_lock(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.ask("pause")
        daemon.around = Surroundings(locked="the screen is locked (logind)")
        time.sleep(0.05)
        daemon.around = Surroundings()
        time.sleep(0.05)
        assert status(daemon)["state"] == "paused"

    daemon.run(script)


def test_a_resume_behind_the_lock_holds_once_it_is_open(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.ask("pause")
        daemon.around = Surroundings(locked="the screen is locked (logind)")
        assert daemon.ask("resume") | {"version": 1} == {
            "version": 1,
            "ok": True,
            "state": "paused",
            "why": "the screen is locked (logind)",
        }
        daemon.around = Surroundings()
        daemon.until(lambda: status(daemon)["state"] == "running")

    daemon.run(script)


def test_a_pause_behind_the_lock_outlasts_it(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.around = Surroundings(locked="the screen is locked (logind)")
        daemon.until(lambda: status(daemon)["state"] == "paused")
        daemon.ask("pause")
        daemon.around = Surroundings()
        time.sleep(0.05)
        assert (status(daemon)["state"], status(daemon)["pause_why"]) == ("paused", "gesturectl pause")

    daemon.run(script)


def test_nothing_begins_while_the_user_is_at_the_keyboard(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.make("fist")
        daemon.until(lambda: daemon.actuator.held)
        daemon.around = Surroundings(touched_s=time.monotonic())
        assert made(daemon, "ok") == []
        daemon.make("fist", phase=Phase.END)  # what was begun before ends as ever
        daemon.until(lambda: not daemon.actuator.held)
        said = daemon.ask("why")
        assert "keyboard or mouse was used" in str(said["gate"])
        assert "quiet_while_typing_s: 5" in said["gestures"][-1]["why_silent"]  # type: ignore[index]
        daemon.around = Surroundings(touched_s=time.monotonic() - 6)
        assert made(daemon, "ok") == [TypeText("anywhere")]

    daemon.run(script)


def test_undo_takes_back_what_the_last_gesture_did(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        with pytest.raises(RefusedError, match="no gesture has done anything"):
            daemon.ask("undo")
        daemon.around = BROWSER
        assert made(daemon, "ok") == [Zoom(2)]
        assert daemon.ask("undo")["actions"] == [{"binding": "undo browser", "action": "zoom -2"}]
        daemon.until(lambda: daemon.actuator.actions[-1] == Zoom(-2))
        daemon.around = Surroundings()
        made(daemon, "ok")
        with pytest.raises(RefusedError, match="text 'anywhere' cannot be undone"):
            daemon.ask("undo")

    daemon.run(script)


def test_panic_lets_go_and_pauses(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        daemon.make("fist")
        daemon.until(lambda: daemon.actuator.held)
        assert daemon.ask("panic")["state"] == "paused"
        daemon.until(lambda: not daemon.actuator.held)
        assert status(daemon)["pause_why"] == "gesturectl panic"

    daemon.run(script)


def test_closing_wants_the_gesture_twice(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        assert made(daemon, "thumb_down") == [Ask("close_window active")]
        assert made(daemon, "thumb_down") == [CloseWindow()]
        assert daemon.ask("trigger", gesture="thumb_down")["actions"][0]["action"] == "close_window active"  # type: ignore[index]

    daemon.run(script)


def test_a_macro_waits_without_holding_anything_up(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        assert made(daemon, "victory") == [TypeText("one")]
        assert made(daemon, "ok") == [TypeText("anywhere")]
        daemon.until(lambda: daemon.actuator.actions[-1] == TypeText("two"))
        daemon.until(lambda: [deed["action"] for deed in daemon.ask("why")["gestures"][0]["actions"]][1:])  # type: ignore[index]

    daemon.run(script)


def test_sequences_and_holds_can_be_tried(daemon: LiveDaemon) -> None:
    def script(daemon: LiveDaemon) -> None:
        def tried(**fields: Any) -> list[str]:
            answer = daemon.ask("trigger", gesture="open_palm", dry_run=True, **fields)
            return [each["binding"] for each in answer["actions"]]  # type: ignore[attr-defined]

        assert tried(before=["point"]) == ["twice"]
        assert tried(hold_s=2) == ["long"]
        with pytest.raises(RefusedError, match="no such gesture: 'pont'"):
            tried(before=["pont"])
        with pytest.raises(GesturectlError, match="expected seconds from 0 to 60"):
            tried(hold_s=-1)

    daemon.run(script)


def test_a_hotkey_in_a_sequence_is_one_action(daemon: LiveDaemon) -> None:
    daemon.file.write_text(RULES.replace("{text: one}", "{hotkey: ctrl+a}"))

    def script(daemon: LiveDaemon) -> None:
        daemon.ask("reload")
        assert made(daemon, "victory") == [Hotkey(("ctrl", "a"))]

    daemon.run(script)


def test_pointer_mode_by_socket_and_gesture_lasts_through_a_reload(tmp_path: Path) -> None:
    daemon = LiveDaemon(tmp_path, "version: 1\nbindings:\n  - {gesture: victory, do: {pointer: toggle}}\n")

    def script(daemon: LiveDaemon) -> None:
        assert status(daemon)["pointer"] == "off"
        assert daemon.ask("pointer", switch="on")["pointer"] == "on: no hand seen"
        daemon.ask("reload")
        assert status(daemon)["pointer"] == daemon.ask("why")["pointer"] == "on: no hand seen"
        made(daemon, "victory")
        daemon.until(lambda: status(daemon)["pointer"] == "off")
        assert daemon.ask("trigger", gesture="victory")["actions"]
        daemon.until(lambda: status(daemon)["pointer"] != "off")
        with pytest.raises(RefusedError, match="expected on, off, toggle"):
            daemon.ask("pointer", switch="up")

    daemon.run(script)
