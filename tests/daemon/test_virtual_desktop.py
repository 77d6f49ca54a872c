"""The virtual desktop: real Xvfb, openbox and Chromium, private and gone afterwards."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gesturectl.daemon.devtools import wait_for_port
from gesturectl.daemon.virtual_desktop import VirtualDesktop, missing_packages
from gesturectl.errors import DesktopError


@pytest.fixture(scope="module")
def desk(desktop_programs: None) -> Iterator[VirtualDesktop]:
    with VirtualDesktop() as desk:
        yield desk


def ctrl_wheel(desk: VirtualDesktop, button: str) -> None:
    where = ["mousemove", "300", "400"]
    wheel = ["keydown", "ctrl", "click", button, "keyup", "ctrl"]
    subprocess.run(["xdotool", *where, *wheel], env=desk.env, check=True, timeout=10)


def running_with(text: str) -> list[int]:
    """Pids of processes whose command line or environment names `text`."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if text.encode() in (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def use_and_crash(used: list[VirtualDesktop]) -> None:
    with VirtualDesktop() as desk:
        used.append(desk)
        desk.start(["xterm"])
        assert len(running_with(str(Path(desk.env["HOME"]).parent))) >= 4
        raise ZeroDivisionError


@pytest.mark.desktop
def test_a_turn_of_the_wheel_zooms_the_page_and_is_told_at_once(desk: VirtualDesktop) -> None:
    page = desk.page
    page.listen("arrived")
    offset_s = page.clock_offset_s()
    assert page.zoom() == pytest.approx(1.0)
    before = time.monotonic()
    ctrl_wheel(desk, "4")
    assert page.wait_until("window.devicePixelRatio > 1", 5)
    after = time.monotonic()
    arrivals = [json.loads(text) for text in page.calls(2.0)]
    wheel = next(arrival for arrival in arrivals if arrival["kind"] == "wheel")
    assert wheel["detail"] == "ctrl+up"
    assert before < wheel["at_ms"] / 1000 + offset_s < after
    ctrl_wheel(desk, "5")
    assert page.wait_until("window.devicePixelRatio == 1", 5)


@pytest.mark.desktop
def test_the_page_says_its_zoom_in_words(desk: VirtualDesktop) -> None:
    percent = round(desk.page.zoom() * 100)
    assert desk.page.evaluate("document.getElementById('zoom').innerText").startswith(f"{percent} %")


@pytest.mark.desktop
def test_a_screenshot_shows_the_whole_screen(desk: VirtualDesktop) -> None:
    picture = desk.screenshot()
    assert (picture.size, picture.mode) == ((1280, 800), "RGB")
    colours = picture.getcolors(1 << 20)
    assert colours is not None
    assert len(colours) > 50, "a blank screen"


@pytest.mark.desktop
def test_new_windows_open_beside_the_browser(desk: VirtualDesktop) -> None:
    before = desk.screenshot().crop((792, 16, 1264, 350)).getcolors(2)
    app = desk.start(["xterm"])
    try:
        deadline = time.monotonic() + 10
        while desk.screenshot().crop((792, 16, 1264, 350)).getcolors(2) == before:
            assert time.monotonic() < deadline, "no window came up at the right"
            time.sleep(0.05)
    finally:
        app.terminate()
        app.wait(5)


@pytest.mark.desktop
def test_javascript_that_fails_is_an_error_with_its_text(desk: VirtualDesktop) -> None:
    with pytest.raises(DesktopError, match="no such thing"):
        desk.page.evaluate("(() => { throw new Error('no such thing') })()")
    with pytest.raises(DesktopError, match=r"refused No\.Such"):
        desk.page.call("No.Such")


@pytest.mark.desktop
def test_entered_moves_this_process_there_and_back(desk: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7777")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    with desk.entered():
        assert os.environ["DISPLAY"] == desk.display
        assert "WAYLAND_DISPLAY" not in os.environ
        assert os.environ["XDG_STATE_HOME"] == desk.env["XDG_STATE_HOME"]
    assert (os.environ["DISPLAY"], os.environ["WAYLAND_DISPLAY"]) == (":7777", "wayland-7")
    assert "XDG_STATE_HOME" not in os.environ


@pytest.mark.desktop
def test_nobody_enters_without_the_cookie(desk: VirtualDesktop, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    env = desk.env | {"XAUTHORITY": str(tmp_path / "empty")}
    stranger = subprocess.run(["xdotool", "getmouselocation"], env=env, capture_output=True, timeout=10)
    assert stranger.returncode != 0


@pytest.mark.desktop
def test_nothing_is_left_also_after_an_exception(desktop_programs: None) -> None:
    used: list[VirtualDesktop] = []
    with pytest.raises(ZeroDivisionError):
        use_and_crash(used)
    home, page = Path(used[0].env["HOME"]).parent, used[0].page
    deadline = time.monotonic() + 5
    while running_with(str(home)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running_with(str(home)) == []
    assert not home.exists()
    with pytest.raises(DesktopError, match="connection to Chromium is gone"):
        page.zoom()


@pytest.mark.desktop
def test_without_a_browser_there_is_no_page(desktop_programs: None) -> None:
    with VirtualDesktop(size=(320, 240), page=None) as desk:
        assert desk.screenshot().size == (320, 240)
        with pytest.raises(DesktopError, match="without Chromium"):
            _ = desk.page


def test_a_missing_server_names_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert missing_packages() == ("xvfb", "openbox", "chromium")
    with pytest.raises(DesktopError, match="needs Xvfb") as caught, VirtualDesktop():
        pass
    assert "apt install xvfb" in caught.value.remedy


def test_a_server_that_fails_is_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "Xvfb"
    broken.write_text("#!/bin/sh\necho no room for a screen >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DesktopError, match="no room for a screen"), VirtualDesktop():
        pass


def test_the_port_counts_once_its_line_is_whole(tmp_path: Path) -> None:
    (tmp_path / "DevToolsActivePort").write_text("451")
    with pytest.raises(DesktopError, match="DevTools port"):
        wait_for_port(tmp_path, 0.05)
    (tmp_path / "DevToolsActivePort").write_text("45123\n/devtools/browser/x")
    assert wait_for_port(tmp_path, 0.05) == 45123
