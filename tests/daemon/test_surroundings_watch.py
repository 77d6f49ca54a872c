"""The thread that looks around: what it publishes, our own input left out, a desktop that goes and comes back."""

from __future__ import annotations

import time

from gesturectl.daemon.injections import AFTER_S, Injections
from gesturectl.daemon.surroundings_watch import LOCK_S, SurroundingsWatch
from gesturectl.domain.app_condition import ActiveWindow
from gesturectl.errors import DesktopError


class FakeDesktop:
    """A desktop as the test wants it."""

    def __init__(self) -> None:
        self.cannot = ""
        self.active: ActiveWindow | None = ActiveWindow("A")
        self.idle: float | None = 100.0
        self.locker = ""
        self.asked = 0
        self.gone = False

    def wait(self, timeout_s: float) -> bool:
        if self.gone:
            raise DesktopError("the X server is gone")
        time.sleep(0.002)
        return True

    def window(self) -> ActiveWindow | None:
        return self.active

    def idle_s(self) -> float | None:
        return self.idle

    def locked(self) -> str:
        self.asked += 1
        return self.locker

    def close(self) -> None:
        pass


class FakeLock:
    said = ""

    def locked(self) -> str:
        return self.said

    def close(self) -> None:
        pass


def test_what_is_seen_is_published_and_the_lock_is_asked_once_a_second() -> None:
    desktop, lock, now = FakeDesktop(), FakeLock(), [50.0]
    watch = SurroundingsWatch(lambda: desktop, lambda: lock, clock=lambda: now[0])
    watch.look(desktop, lock, window_changed=True)
    assert (watch.now.window, watch.now.cannot, watch.now.locked) == (ActiveWindow("A"), "", "")
    assert watch.now.touched_s == -50.0
    desktop.active, desktop.locker = ActiveWindow("B"), "i3lock"
    watch.look(desktop, lock, window_changed=False)
    assert (watch.now.window, watch.now.locked, desktop.asked) == (ActiveWindow("A"), "", 1)
    now[0] += LOCK_S
    watch.look(desktop, lock, window_changed=True)
    assert (watch.now.window, watch.now.locked) == (ActiveWindow("B"), "the screen is locked (i3lock)")
    desktop.locker, lock.said, now[0] = "", "logind", now[0] + LOCK_S
    watch.look(desktop, lock, window_changed=False)
    assert watch.now.locked == "the screen is locked (logind)"


def test_our_own_input_is_not_the_users() -> None:
    now = [0.0]
    injections = Injections(clock=lambda: now[0])
    desktop, lock = FakeDesktop(), FakeLock()
    watch = SurroundingsWatch(lambda: desktop, lambda: lock, is_ours=injections.explain, clock=lambda: now[0])

    def touched_at(at_s: float) -> float | None:
        now[0], desktop.idle = at_s + 0.1, 0.1
        watch.look(desktop, lock, window_changed=False)
        return watch.now.touched_s

    assert touched_at(1.0) == 1.0
    now[0] = 5.0
    with injections.noted():
        now[0] = 5.2
        assert injections.explain(5.1)
    assert touched_at(5.1) == touched_at(5.2 + AFTER_S - 0.01) == 1.0
    assert touched_at(5.2 + AFTER_S + 0.01) == 5.2 + AFTER_S + 0.01


def test_a_desktop_that_goes_is_waited_for(monkeypatch: object) -> None:
    import gesturectl.daemon.surroundings_watch as module

    monkeypatch.setattr(module, "REOPEN_S", 0.01)  # type: ignore[attr-defined]
    desktops = [FakeDesktop(), FakeDesktop()]
    desktops[1].active = ActiveWindow("after")
    left = list(desktops)
    watch = SurroundingsWatch(lambda: left.pop(0), FakeLock)
    watch.start()
    assert watch.now.window == ActiveWindow("A")
    desktops[0].gone = True
    deadline = time.monotonic() + 10
    while watch.now.window != ActiveWindow("after"):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    assert watch.now.cannot == ""
    watch.close()
