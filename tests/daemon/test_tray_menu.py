"""The tray's menu, icon and way to the desktop, without one."""

from __future__ import annotations

import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gesturectl.config import paths
from gesturectl.daemon.protocol import FIELDS
from gesturectl.daemon.tray import system_gi
from gesturectl.daemon.tray.backend import choose_tray
from gesturectl.daemon.tray.deeds import calibration_script, own_gestures
from gesturectl.daemon.tray.menu import Ask, Entry, Own, menu_of
from gesturectl.daemon.tray.pictures import draw
from gesturectl.daemon.tray.snapshot import Look, Snapshot
from gesturectl.desktop.tray_host import TrayHost
from gesturectl.errors import DesktopError

CHOICES = {
    "gestures": ["fist", "zoom"],
    "cameras": [{"spec": "/dev/v4l/by-id/one", "name": "C920"}, {"spec": "/dev/video2", "name": "Laptop"}],
    "camera": "/dev/video2",
    "preview": True,
    "log": "/log",
}


def snapshot(login: bool = False, **status: Any) -> Snapshot:
    return Snapshot(
        {"state": "running", "off": ["fist"], "profiles": ["work", "couch"], "profile": "couch", **status},
        CHOICES,
        login=login,
    )


def named(entries: tuple[Entry, ...], *path: str) -> Entry:
    for text in path:
        entry = next(each for each in entries if each.text == text)
        entries = entry.inside
    return entry


@pytest.mark.parametrize(
    ("status", "look"),
    [
        ({"hands_in_view": True}, Look.ACTIVE),
        ({}, Look.LOOKING),
        ({"state": "paused", "pause_why": "gesturectl pause"}, Look.PAUSED),
        ({"state": "source lost", "config_problem": "line 3"}, Look.NO_CAMERA),
        ({"state": "paused", "config_problem": "line 3"}, Look.ERROR),
    ],
)
def test_the_icon_shows_what_hinders_most(status: dict[str, Any], look: Look) -> None:
    assert snapshot(**status).look is look


def test_a_busy_camera_is_named_to_the_resting_pointer() -> None:
    seen = snapshot(state="source lost", source_problem="camera 0 is busy: cheese (12) uses it")
    assert "cheese (12)" in seen.title
    assert named(menu_of(seen), seen.title).does is None


def test_every_line_asks_for_something_that_the_daemon_knows() -> None:
    waiting = list(menu_of(snapshot()))
    asked = set()
    while waiting:
        entry = waiting.pop()
        waiting += entry.inside
        if isinstance(entry.does, Ask):
            asked.add(entry.does.verb)
            for name, value in entry.does.fields:
                if name == "gesture":
                    FIELDS[entry.does.verb][name](value)
    assert asked - set(FIELDS) <= {"profile"}
    assert {"toggle", "pause", "camera", "preview", "enable", "disable", "stop"} <= asked


def test_what_is_on_has_a_mark_and_a_click_turns_it_round() -> None:
    menu = menu_of(snapshot(login=True))
    fist, zoom = named(menu, "Gestures", "fist"), named(menu, "Gestures", "zoom")
    assert (fist.checked, fist.does) == (False, Ask("enable", (("gesture", "fist"),)))
    assert (zoom.checked, zoom.does) == (True, Ask("disable", (("gesture", "zoom"),)))
    assert named(menu, "Camera", "Laptop").checked
    assert named(menu, "Camera", "C920").does == Ask("camera", (("camera", "/dev/v4l/by-id/one"),))
    assert named(menu, "Profile", "couch").checked
    assert named(menu, "Preview").does == Ask("preview", (("on", False),))
    assert named(menu, "Start at login").checked
    assert named(menu, "Watch for gestures").checked
    assert not named(menu_of(snapshot(state="paused")), "Watch for gestures").checked
    assert named(menu, "Edit bindings…").does is Own.EDIT


def test_an_older_daemon_without_choices_gets_a_menu_too() -> None:
    menu = menu_of(Snapshot({"state": "running"}))
    assert not any(entry.text in ("Profile", "Gestures") for entry in menu)
    assert not named(menu, "Camera", "No camera is connected").enabled


def test_the_latest_gestures_stand_first_and_short() -> None:
    lines = [f"  {n}.000 s  zoom {'x' * 90}" for n in range(9)]
    inside = named(menu_of(snapshot(last_events=lines)), "Last gestures").inside
    assert [each.text[0] for each in inside] == list("876543")
    assert all(len(each.text) <= 70 for each in inside)


def test_every_state_has_an_icon_of_its_own_for_dark_and_light_panels() -> None:
    icons = {(look, dark): draw(look, dark=dark) for look in Look for dark in (True, False)}
    assert all(icon.size == (64, 64) and icon.mode == "RGBA" for icon in icons.values())
    assert len({icon.tobytes() for icon in icons.values()}) == len(icons)
    light, dark = (icons[Look.ACTIVE, on_dark].getpixel((30, 40)) for on_dark in (True, False))
    assert min(light[:3]) > 200
    assert max(dark[:3]) < 80


HAVE: dict[str, Callable[[str], bool]] = {
    "all": lambda name: True,
    "gtk": lambda name: name == "Gtk",
    "none": lambda name: False,
}


@pytest.mark.parametrize(
    ("host", "have", "name"),
    [
        (TrayHost.XEMBED, "all", "gtk"),
        (TrayHost.XEMBED, "gtk", "gtk"),
        (TrayHost.INDICATOR, "all", "appindicator"),
        (TrayHost.NONE, "all", "appindicator"),
        (TrayHost.NONE, "gtk", "gtk"),
    ],
)
def test_the_way_to_the_tray_goes_by_what_shows_icons(host: TrayHost, have: str, name: str) -> None:
    chosen = choose_tray("linux", host=lambda: host, gi=lambda: True, has=HAVE[have], bus=lambda: True)
    assert chosen.name == name
    assert chosen.host is host


@pytest.mark.parametrize(("gi", "have", "host"), [(False, "all", TrayHost.XEMBED), (True, "none", TrayHost.XEMBED)])
def test_where_only_an_icon_without_menu_could_be_had_the_packages_are_named(
    gi: bool, have: str, host: TrayHost
) -> None:
    with pytest.raises(DesktopError) as caught:
        choose_tray("linux", host=lambda: host, gi=lambda: gi, has=HAVE[have])
    assert "apt install" in caught.value.remedy


def test_indicators_without_their_library_are_no_way() -> None:
    with pytest.raises(DesktopError, match="indicators only"):
        choose_tray("linux", host=lambda: TrayHost.INDICATOR, gi=lambda: True, has=HAVE["gtk"], bus=lambda: True)


def test_without_a_session_bus_an_icon_of_the_older_kind_is_shown() -> None:
    chosen = choose_tray("linux", host=lambda: TrayHost.NONE, gi=lambda: True, has=HAVE["all"], bus=lambda: False)
    assert chosen.name == "gtk"
    assert "session bus" in chosen.reason


def test_other_systems_have_their_own() -> None:
    assert choose_tray("win32").name == "win32"
    assert choose_tray("darwin").name == "darwin"


def test_the_systems_gi_is_taken_only_if_it_was_made_for_this_python(tmp_path: Path) -> None:
    (tmp_path / "gi").mkdir()
    (tmp_path / "gi" / "_gi.cpython-27-other.so").touch()
    assert not system_gi.fits(tmp_path)
    assert "PyGObject" in system_gi.remedy([tmp_path])
    (tmp_path / "gi" / f"_gi{sysconfig.get_config_var('EXT_SUFFIX')}").touch()
    assert system_gi.fits(tmp_path)
    assert "python3-gi" in system_gi.remedy([tmp_path / "nowhere"])


def test_from_the_systems_folder_comes_gi_alone(tmp_path: Path) -> None:
    for name in ("gi", "another_package"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    finder = system_gi._OnlyGi(tmp_path)
    spec = finder.find_spec("gi")
    assert spec is not None
    assert spec.origin == str(tmp_path / "gi" / "__init__.py")
    assert finder.find_spec("another_package") is None


def test_editing_never_touches_the_shipped_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "gesturectl" / "gestures.yaml"
    monkeypatch.setattr("gesturectl.config.edit.user_gestures", lambda: own)
    assert own_gestures(str(tmp_path / "other.yaml")) == tmp_path / "other.yaml"
    shipped = paths.shipped("gestures.yaml")
    assert own_gestures(str(shipped)) == own
    assert own.read_bytes() == shipped.read_bytes()
    own.write_text("mine")
    assert own_gestures(str(shipped)) == own
    assert own.read_text() == "mine"


def test_the_calibration_gets_the_camera_and_gives_it_back(tmp_path: Path) -> None:
    note = tmp_path / "note"
    program = tmp_path / "gesture ctl"
    program.write_text(f'#!/bin/sh\necho "$1" >> "{note}"\n')
    program.chmod(0o755)
    for paused, said in ((False, ["pause", "calibrate", "resume"]), (True, ["calibrate"])):
        note.write_text("")
        script = calibration_script([str(program)], paused=paused)
        done = subprocess.run(["sh", "-c", script], input="\n", capture_output=True, text=True, check=True)
        assert note.read_text().split() == said
        assert "Enter closes" in done.stdout


def test_a_camera_that_was_chosen_is_kept_for_the_next_start(tmp_path: Path) -> None:
    from live_daemon import LiveDaemon

    from gesturectl.config.loader import load_config
    from gesturectl.daemon.tray.deeds import Deeds
    from gesturectl.errors import SourceError

    def source_for(spec: str) -> Any:
        if "gone" in spec:
            raise SourceError("it is gone")
        return type("Camera", (), {"name": spec})()

    daemon = LiveDaemon(tmp_path, "version: 1  # mine\nbindings: []\n")
    daemon.app.source_for = source_for

    def script(daemon: LiveDaemon) -> None:
        deeds = Deeds(tmp_path, lambda: Snapshot({}, {"config": str(daemon.file)}))
        deeds.do(Ask("camera", (("camera", "/dev/v4l/by-id/one"),)))
        deeds.do(Ask("camera", (("camera", "/dev/v4l/by-id/gone"),)))
        daemon.ask("stop")

    daemon.run(script)
    assert load_config(daemon.file).settings.source == "/dev/v4l/by-id/one"
    assert "# mine" in daemon.file.read_text()
