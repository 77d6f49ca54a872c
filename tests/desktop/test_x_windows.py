"""Windows of a real window manager: listed, activated, closed by request; the wheel goes to the active one."""

from __future__ import annotations

import shutil
import subprocess

import psutil
import pytest
from x_client import XClient, wait_for

from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.desktop.assembly import open_actuator
from gesturectl.desktop.probe import choose_backend
from gesturectl.desktop.window import Window
from gesturectl.desktop.x_windows import XWindows
from gesturectl.desktop.xtest import XTestBackend
from gesturectl.domain.action import CloseLaunched, CloseWindow, FocusApp, LaunchApp, Scroll, TypeText, Zoom, ZoomMethod
from gesturectl.errors import DesktopError

pytestmark = pytest.mark.desktop


@pytest.fixture
def windows(desk):
    windows = XWindows()
    yield windows
    windows.close()


@pytest.fixture
def actuator(desk):
    actuator = open_actuator(choose_backend())
    yield actuator
    actuator.close()


def xterm(desk, windows: XWindows, name: str) -> tuple[subprocess.Popen, Window]:
    child = subprocess.Popen(["xterm", "-class", name, "-T", f"{name} ☃"], env={**desk.env, "LC_ALL": "C.UTF-8"})
    return child, wait_for(lambda: (active := windows.active()) and active.app == name and active)


def test_window_is_described_and_closed_by_request(desk, windows, actuator):
    child, window = xterm(desk, windows, "Alpha")
    assert (window.app, window.title, window.pid) == ("Alpha", "Alpha ☃", child.pid)

    actuator.perform(CloseWindow())

    wait_for(lambda: child.poll() is not None)
    wait_for(lambda: windows.active() is None)  # though some managers leave the dead number standing
    assert windows.all() == ()
    with pytest.raises(DesktopError, match="no window is active"):
        actuator.perform(CloseWindow())


def test_named_application_is_focused_and_closed_though_another_is_active(desk, windows, actuator):
    first, _ = xterm(desk, windows, "Alpha")
    second, _ = xterm(desk, windows, "Beta")

    actuator.perform(FocusApp("alpha"))
    wait_for(lambda: (active := windows.active()) and active.app == "Alpha")  # none is active in between
    actuator.perform(CloseWindow("beta"))

    wait_for(lambda: second.poll() is not None)
    assert [window.app for window in windows.all()] == ["Alpha"]
    actuator.perform(CloseWindow("alpha"))
    wait_for(lambda: first.poll() is not None)


def test_unsaved_editor_asks_and_stays_and_kill_ends_it(desk, windows, actuator):
    if not shutil.which("mousepad"):
        pytest.skip("not installed: mousepad")
    actuator.perform(LaunchApp(desktop="mousepad"))
    wait_for(lambda: (active := windows.active()) and active.app == "Mousepad")

    def text_arrives() -> bool:
        actuator.perform(TypeText("é"))
        return any(window.title.startswith("*") for window in windows.all())

    wait_for(text_arrives)
    actuator.perform(CloseWindow())
    wait_for(lambda: len(windows.all()) == 2)  # the editor and its question
    actuator.perform(CloseWindow("mousepad", kill=True))
    wait_for(lambda: not windows.all())


def test_what_is_not_open_is_told_with_what_is(desk, windows, actuator):
    child, _ = xterm(desk, windows, "Gamma")
    with pytest.raises(DesktopError, match="no window of 'firefox'") as caught:
        actuator.perform(CloseWindow("firefox"))
    assert "Gamma" in caught.value.remedy
    actuator.perform(CloseWindow("gamma"))
    wait_for(lambda: child.poll() is not None)


def test_window_that_vanishes_is_nothing(desk, windows):
    gone = Window(0x1234567, "Gone")
    windows.request_close(gone)
    windows.activate(gone)
    windows.kill(gone)
    assert windows.all() == ()


def test_old_latin_1_title_is_read(desk, windows):
    with XClient(app="Old") as client:
        client.window.change_property(client.display.intern_atom("WM_NAME"), 31, 8, "Grüße".encode("latin-1"))
        client.display.sync()
        wait_for(lambda: "Grüße" in [window.title for window in windows.all()])


@pytest.mark.parametrize(
    ("action", "buttons", "state"), [(Zoom(2), [4, 4], 4), (Zoom(-1), [5], 4), (Scroll(dy=-1, dx=1), [5, 7], 0)]
)
@pytest.mark.parametrize("pointer_over", ["other window", "bare screen", "active window"])
def test_wheel_goes_to_the_active_window_wherever_the_pointer_is(
    desk, windows, actuator, action, buttons, state, pointer_over
):
    backend = XTestBackend()
    with XClient(20, 60, app="Other") as other, XClient(600, 60, app="Active") as active:
        wait_for(lambda: {other.id, active.id} <= {each.id for each in windows.all()})
        place_away(windows, other)
        windows.activate(Window(active.id, "Active"))
        wait_for(lambda: (now := windows.active()) is not None and now.id == active.id)
        active.wait_until_it_listens(backend)
        x, y = {
            "other window": other.place(),
            "bare screen": (1270, 780),
            "active window": active.place(),
        }[pointer_over]
        pointer = (x + 5, y + 5)
        backend.point_at(*pointer)

        actuator.perform(action)

        keys = 1 if state else 0  # Ctrl
        arrived = active.presses(keys + len(buttons))[keys:]
        assert [(event.detail, event.state & 4) for event in arrived] == [(button, state) for button in buttons]
        assert other.presses(1, timeout_s=0.05) == []
        assert backend.pointer() == pointer
    backend.close()


def test_wheel_of_a_covered_window_is_refused_and_keys_still_zoom(desk, windows, actuator):
    backend = XTestBackend()
    with XClient(300, 60, app="Active") as active, XClient(300, 60, app="Cover") as cover:
        wait_for(lambda: {cover.id, active.id} <= {each.id for each in windows.all()})
        move(windows, active, 300, 60, 200)
        move(windows, cover, 290, 40, 400)
        keep_above(windows, cover)
        windows.activate(Window(active.id, "Active"))
        wait_for(lambda: (now := windows.active()) is not None and now.id == active.id)
        active.wait_until_it_listens(backend)
        with pytest.raises(DesktopError, match="covered"):
            actuator.perform(Zoom(1))
        actuator.perform(Zoom(1, ZoomMethod.KEYS))
        assert len(active.presses(2)) == 2
    backend.close()


def test_missing_window_manager_is_told(tmp_path):
    with VirtualDesktop(page=None) as bare, bare.entered():
        windows = XWindows()
        assert windows.manager_name() == "Openbox"
        subprocess.run(["openbox", "--exit"], env=bare.env, check=True)

        def told() -> str:
            try:
                windows.manager_name()
            except DesktopError as error:
                return f"{error} {error.remedy}"
            return ""

        assert "no window manager" in wait_for(told)
        with pytest.raises(DesktopError, match="no window manager"):
            windows.all()
        actuator = open_actuator(choose_backend())
        actuator.perform(Scroll(1))  # the wheel still turns what is under the pointer
        with pytest.raises(DesktopError, match=r"no window is active|no window manager"):
            actuator.perform(CloseWindow())
        actuator.close()


def test_dead_x_server_is_told(tmp_path):
    with VirtualDesktop(page=None) as doomed, doomed.entered():
        actuator = open_actuator(choose_backend())
        servers = [child for child in psutil.Process().children() if child.name() == "Xvfb"]
        max(servers, key=lambda child: child.create_time()).kill()

        def told() -> str:
            try:
                actuator.perform(Scroll(1))
            except DesktopError as error:
                return str(error)
            return ""

        assert wait_for(told) == "the X server is gone"
        actuator.close()


def move(windows: XWindows, client: XClient, x: int, y: int, size: int) -> None:
    client.window.configure(x=x, y=y, width=size, height=size)
    client.display.sync()
    wait_for(lambda: client.window.get_geometry().width == size)


def place_away(windows: XWindows, client: XClient) -> None:
    move(windows, client, 20, 60, 210)


def keep_above(windows: XWindows, client: XClient) -> None:
    above = client.display.intern_atom("_NET_WM_STATE_ABOVE")
    windows._ask_manager(Window(client.id, ""), "_NET_WM_STATE", [1, above, 0, 1, 0])


def test_a_launch_is_taken_back_by_closing_what_came_with_it(desk, windows, actuator):
    before, old = xterm(desk, windows, "Alpha")
    launch = LaunchApp(("xterm", "-class", "Beta"))
    actuator.perform(launch)
    wait_for(lambda: len(windows.all()) == 2)

    actuator.perform(CloseLaunched(launch))

    wait_for(lambda: [window.id for window in windows.all()] == [old.id])
    with pytest.raises(DesktopError, match="no window came with xterm -class Beta, or it is closed already"):
        actuator.perform(CloseLaunched(launch))
    with pytest.raises(DesktopError, match="is not known any more: nothing was closed"):
        actuator.perform(CloseLaunched(LaunchApp(("xterm",))))
    before.terminate()
    before.wait(10)
    wait_for(lambda: windows.all() == ())
