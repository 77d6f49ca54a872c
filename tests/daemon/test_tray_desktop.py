"""The tray icon as a user sees and clicks it: a real tray, a real pointer, the real socket."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest
from tray_stage import MENU_S, Place, Stage, count, owns_name, row_of, settled, stage, times_laid_out, until

from gesturectl.daemon.tray.pictures import AMBER, GREEN, RED
from gesturectl.desktop.autostart import LoginEntry
from gesturectl.domain.event import Phase
from gesturectl.vision.capture import CaptureState, CaptureStats

pytestmark = pytest.mark.desktop

GOOD = "version: 1\nsettings: {{feedback: {{icon: {icon}}}}}\nbindings:\n  - {{gesture: fist, do: {{hotkey: a}}}}\n"
BAD = "version: 1\nbindings:\n  - {gesture: fisst, do: {hotkey: a}}\n"
WATCH, PAUSE, GESTURES, LOGIN, QUIT = 1, 2, 5, 11, 12
"""Rows of the menu."""


def docked(on: Stage) -> Place:
    """The icon in trayer, once it stays where it is: while it docks it comes and goes."""
    return settled(lambda: icons(on))


def icons(on: Stage) -> list[Place]:
    return [place for place in on.windows("gesturectl") if 16 <= place.width <= 48 and place.x > 1000 and place.y < 40]


def marks(on: Stage, icon: Place, name: str) -> dict[str, bool]:
    picture = on.shot(name, icon)
    # A mark has some hundred pixels of its colour at 32 px, the bar that strikes the hand out some fifty.
    return {colour: count(picture, value) > 20 for colour, value in (("green", GREEN), ("amber", AMBER), ("red", RED))}


NONE = {"green": False, "amber": False, "red": False}


@pytest.mark.parametrize("icon", ["light", "dark"])
def test_every_state_is_seen_in_the_tray(icon: str, tmp_path: Path) -> None:
    def script(on: Stage) -> None:
        daemon, place = on.daemon, docked(on)
        daemon.file.write_text(GOOD.format(icon=icon))
        daemon.ask("reload")
        until(lambda: (count(on.shot(f"looking-{icon}", place), (245, 247, 250), 30) > 40) == (icon == "light"))
        until(lambda: marks(on, place, f"looking-{icon}") == NONE)
        daemon.app._facts.hands_in_view._seen_s = float("inf")
        until(lambda: marks(on, place, f"active-{icon}") == NONE | {"green": True})
        daemon.ask("pause")
        until(lambda: marks(on, place, f"paused-{icon}") == NONE | {"amber": True})
        daemon.ask("resume")
        daemon.file.write_text(BAD)
        with pytest.raises(Exception, match="fisst"):
            daemon.ask("reload")
        until(lambda: marks(on, place, f"error-{icon}") == NONE | {"red": True})
        daemon.feed.stats = lambda: CaptureStats(CaptureState.RECONNECTING, 0.0, 0, 0)  # type: ignore[method-assign]
        until(lambda: daemon.ask("status")["status"]["state"] == "source lost")  # type: ignore[index]
        before = on.shot(f"error-{icon}", place)
        until(lambda: on.shot(f"no-camera-{icon}", place) != before)
        until(lambda: marks(on, place, f"no-camera-{icon}") == NONE | {"red": True})
        daemon.ask("stop")

    with stage(tmp_path, ["trayer"]) as on:
        on.start_host("trayer")
        on.play(script)


@pytest.mark.parametrize(
    ("host", "button", "menu"),
    [("trayer", 3, "Gesturectl"), ("xfce4-panel", 1, "Wrapper-2.0")],
    ids=["trayer", "xfce4-panel"],
)
def test_the_menu_is_opened_and_clicked_by_the_pointer(host: str, button: int, menu: str, tmp_path: Path) -> None:
    def script(on: Stage) -> None:
        icon = docked(on) if host == "trayer" else in_panel(on)
        on.open_menu(icon, menu, button)
        on.shot(f"menu-{host}")
        before = times_laid_out() if host == "xfce4-panel" else 0
        on.click((400, 500))  # beside it
        until(lambda: not [place for place in on.windows(menu) if place.height > 150])
        on.choose(icon, menu, button, PAUSE)
        until(lambda: state(on) == "paused")
        left_s = on.daemon.ask("status")["status"]["resumes_in_s"]  # type: ignore[index]
        assert 800 < left_s <= 900
        until(lambda: marks(on, icon, f"paused-{host}")["amber"])
        on.choose(icon, menu, button, WATCH)
        until(lambda: state(on) == "running")
        until(lambda: not marks(on, icon, f"watching-{host}")["amber"])
        assert before == (times_laid_out() if host == "xfce4-panel" else 0), "a panel may break when a menu is replaced"
        switch_off_first(on, icon, menu, button)
        until(lambda: on.daemon.ask("status")["status"]["off"] == ["arms_crossed"])  # type: ignore[index]
        on.choose(icon, menu, button, LOGIN)
        until(lambda: LoginEntry().there)
        on.choose(icon, menu, button, QUIT)
        assert "CRITICAL" not in on.said(host), "the panel broke its own menu"

    with stage(tmp_path, [host]) as on:
        on.start_host(host)
        on.play(script)  # ends because of the click on Quit


def switch_off_first(on: Stage, icon: Place, menu: str, button: int) -> None:
    """Click on the first gesture of the menu inside the menu."""
    opened = on.open_menu(icon, menu, button)
    on.click(row_of(opened, GESTURES))

    def inside() -> list[Place]:
        return [place for place in on.windows(menu) if place != opened and place.height > 60]

    until(inside)
    time.sleep(MENU_S)
    place = settled(inside)
    on.click((place.middle[0], place.y + 15))


def state(on: Stage) -> object:
    return on.daemon.ask("status")["status"]["state"]  # type: ignore[index]


def in_panel(on: Stage) -> Place:
    """The icon in the panel: its plug-in is as wide as its icons."""

    def filled() -> list[Place]:
        found = [place for place in on.windows("Wrapper-2.0") if 16 <= place.width <= 64 and place.y < 5]
        return [place for place in found if on.shot("panel", place).getcolors(8) is None]

    return settled(filled)


def test_without_a_tray_it_says_so_once_and_appears_when_one_comes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def said() -> list[str]:
        return [record.message for record in caplog.records if "no tray icons now" in record.message]

    def script(on: Stage) -> None:
        until(said)
        assert not icons(on)
        on.start_host("trayer")
        docked(on)
        on.daemon.ask("stop")

    with caplog.at_level(logging.INFO, "gesturectl"), stage(tmp_path, ["trayer"]) as on:
        on.play(script)
    assert len(said()) == 1


def hinted(on: Stage) -> bool:
    """Make a gesture unless its hint is there; tell whether it is, in its colour."""
    windows = on.windows("gesturectl hint")
    if not windows:
        on.daemon.make("fist", phase=Phase.END)
        on.daemon.make("fist")
        return False
    return count(on.shot("hint", windows[0]), (60, 200, 110)) > 100


def test_a_refused_file_is_notified_with_its_line_and_a_gesture_is_hinted(tmp_path: Path) -> None:
    def script(on: Stage) -> None:
        on.desktop.start(["dunst", "-print", "-conf", "/dev/null"])
        until(lambda: owns_name("org.freedesktop.Notifications"))
        until(lambda: hinted(on))
        on.daemon.file.write_text(BAD)
        with pytest.raises(Exception, match="fisst"):
            on.daemon.ask("reload")
        until(lambda: "gestures.yaml was not taken" in on.said("dunst"))
        until(lambda: "gestures.yaml:3:" in on.said("dunst"))
        until(lambda: [place for place in on.windows("Dunst") if place.width > 100])
        on.shot("notification")
        until(lambda: "unknown gesture 'fisst'" in on.said("dunst"))
        on.daemon.ask("stop")

    with stage(tmp_path, ["dunst"]) as on:
        on.play(script, tray=False)
