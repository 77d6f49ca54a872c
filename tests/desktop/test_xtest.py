"""Keys, text, wheel and pointer through XTEST, seen by an X client, a key grab and a terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from x_client import XClient, pressed_keycodes, wait_for

from gesturectl.desktop.keysyms import KEYSYM_OF_KEY, KEYSYM_OF_MEDIA
from gesturectl.desktop.probe import choose_backend
from gesturectl.desktop.x11 import open_display
from gesturectl.desktop.x_windows import XWindows
from gesturectl.desktop.xtest import XTestBackend
from gesturectl.domain.action import MediaKey
from gesturectl.domain.keys import KEYS, MODIFIERS
from gesturectl.errors import DesktopError

pytestmark = pytest.mark.desktop

TEXT = 'Wörld + ☃ Привет Ωß€ "q" ~\\ {a|b} @ Zażółć'


@pytest.fixture(autouse=True)
def _us_layout(desk):
    subprocess.run(["setxkbmap", "us"], env=desk.env, check=True)


@pytest.fixture
def backend(desk):
    backend = XTestBackend()
    backend.point_at(640, 700)
    yield backend
    backend.close()


@pytest.fixture
def window(desk, backend):
    with XClient() as client:
        client.wait_until_it_listens(backend)
        yield client


def set_layout(desk, layout: str) -> None:
    subprocess.run(["setxkbmap", layout], env=desk.env, check=True)


def keysym_of(client: XClient, event) -> int:
    """Translate a key press as a simple client does: by group and Shift."""
    group = event.state >> 13 & 1
    level3 = 4 if event.state & 0x80 else 0  # Mod5 is AltGr in these layouts
    return client.display.keycode_to_keysym(event.detail, level3 + 2 * group + (event.state & 1))


def type_into_xterm(desk, backend, text: str, tmp_path: Path) -> str:
    received = tmp_path / "received"
    env = {**desk.env, "LC_ALL": "C.UTF-8"}
    xterm = subprocess.Popen(["xterm", "-u8", "-e", "sh", "-c", 'cat > "$0"', str(received)], env=env)
    try:
        windows = XWindows()
        wait_for(lambda: received.exists() and (active := windows.active()) and active.app == "XTerm")
        backend.type_text(text + "\n")
        wait_for(lambda: received.read_text().endswith("\n"))
        return received.read_text().removesuffix("\n")
    finally:
        xterm.terminate()
        xterm.wait(5)


@pytest.mark.parametrize("layout", ["us", "fr", "de", "ru", "us,ru", "us,ru,fr"])
def test_terminal_gets_the_text_whatever_the_layout(desk, backend, layout, tmp_path):
    set_layout(desk, layout)  # after the backend was opened: no stale map
    assert type_into_xterm(desk, backend, TEXT, tmp_path) == TEXT


def test_text_with_more_foreign_characters_than_spare_keys(desk, backend, tmp_path):
    text = "".join(map(chr, range(0x3B1, 0x3CA))) + "あいうえお"
    assert type_into_xterm(desk, backend, text, tmp_path) == text


def test_caps_lock_does_not_turn_the_text_round_and_stays_on(desk, backend, tmp_path):
    backend.key_down("caps_lock")
    backend.key_up("caps_lock")
    try:
        assert type_into_xterm(desk, backend, "Abc é Ж", tmp_path) == "Abc é Ж"
        assert open_display().screen().root.query_pointer().mask & 2
    finally:
        backend.key_down("caps_lock")
        backend.key_up("caps_lock")


def test_control_character_is_refused_before_anything_is_typed(backend, window):
    with pytest.raises(DesktopError, match="control character"):
        backend.type_text("a\x1b")
    assert window.presses(1, timeout_s=0.2) == []


@pytest.mark.parametrize("layout", ["us", "fr", "us,ru"])
def test_every_key_name_reaches_a_window(desk, backend, window, layout):
    set_layout(desk, layout)
    window.wait_until_it_listens(backend)
    for key in sorted(set(KEYS) - {*MODIFIERS, "caps_lock"}):
        backend.key_down(key)
        backend.key_up(key)
        shifts = {KEYSYM_OF_KEY["shift"], KEYSYM_OF_KEY["altgr"]}
        event = window.presses(1)[0]
        while keysym_of(window, event) in shifts:
            event = window.presses(1)[0]
        assert keysym_of(window, event) == KEYSYM_OF_KEY[key], key
    assert pressed_keycodes() == set()


@pytest.mark.parametrize("modifier", MODIFIERS)
def test_modifiers_are_down_until_released(desk, backend, modifier):
    backend.key_down(modifier)
    down = pressed_keycodes()
    backend.key_up(modifier)
    assert len(down) == 1
    assert pressed_keycodes() == set()


@pytest.mark.parametrize("num_lock", [False, True])
def test_keypad_digit_is_a_digit_with_and_without_num_lock(desk, backend, window, num_lock):
    if num_lock:
        subprocess.run(["xdotool", "key", "Num_Lock"], env=desk.env, check=True)
    window.presses(1, timeout_s=0.2)
    try:
        backend.key_down("kp_7")
        backend.key_up("kp_7")
        event = window.presses(2, timeout_s=0.5)[-1]
        assert bool(event.state & 1) != num_lock  # Shift and Num Lock undo each other
    finally:
        if num_lock:
            subprocess.run(["xdotool", "key", "Num_Lock"], env=desk.env, check=True)


def test_ctrl_digit_is_the_key_of_the_digit_without_shift_on_azerty(desk, backend, window):
    set_layout(desk, "fr")
    window.wait_until_it_listens(backend)
    for key in ("ctrl", "1"):
        backend.key_down(key)
    for key in ("1", "ctrl"):
        backend.key_up(key)
    _ctrl, digit = window.presses(2)
    assert (digit.detail, digit.state & 5) == (10, 4)  # AE01 with Control alone


def test_ctrl_letter_is_pressed_though_another_alphabet_is_on(desk, backend, window):
    set_layout(desk, "ru")
    window.wait_until_it_listens(backend)
    backend.key_down("t")
    backend.key_up("t")
    assert keysym_of(window, window.presses(1)[0]) == ord("t")


def test_release_frees_the_keys_that_were_pressed_though_the_layout_changed(desk, backend):
    backend.key_down("plus")
    assert len(pressed_keycodes()) == 2  # Shift and the key of plus
    set_layout(desk, "de")
    backend.key_up("plus")
    assert pressed_keycodes() == set()


def test_unknown_key_is_refused_and_unpressed_key_may_be_released(backend):
    with pytest.raises(DesktopError, match="no such key: 'excape'") as caught:
        backend.key_down("excape")
    assert "escape" in caught.value.remedy
    backend.key_up("a")


def test_modifier_that_the_layout_lacks_is_refused(desk, backend):
    subprocess.run(["xmodmap", "-e", "keycode 133 =", "-e", "keycode 206 ="], env=desk.env, check=True)
    with pytest.raises(DesktopError, match="no super key"):
        backend.key_down("super")


@pytest.mark.parametrize("key", MediaKey)
def test_grab_of_a_window_manager_sees_the_media_keys(desk, backend, key):
    with XClient() as grabber:
        keycode = grabber.display.keysym_to_keycode(KEYSYM_OF_MEDIA[key])
        grabber.grab_key(keycode)
        backend.tap_media_key(key)
        assert [event.detail for event in grabber.presses(1)] == [keycode]


def test_media_key_that_the_layout_lacks_gets_a_spare_keycode(desk, backend, window):
    subprocess.run(["xmodmap", "-e", "keycode 173 = NoSymbol"], env=desk.env, check=True)
    window.wait_until_it_listens(backend)
    backend.tap_media_key(MediaKey.PREVIOUS_TRACK)
    event = window.presses(1)[0]
    assert keysym_of(window, event) == KEYSYM_OF_MEDIA[MediaKey.PREVIOUS_TRACK]
    assert event.detail != 173


def test_borrowed_keycodes_are_given_back(desk):
    def spare() -> int:
        display = open_display()
        rows = display.get_keyboard_mapping(8, 248)
        display.close()
        return sum(not any(row) for row in rows)

    before = spare()
    backend = XTestBackend()
    backend.type_text("☃")
    assert spare() == before - 1
    backend.close()
    assert spare() == before


def test_wheel_and_pointer(desk, backend, window):
    x, y = window.place()
    backend.point_at(x + 50, y + 60)
    assert backend.pointer() == (x + 50, y + 60)
    backend.wheel(dx=-1, dy=2)
    assert [event.detail for event in window.presses(3)] == [4, 4, 6]
    assert backend.screen_size() == (1280, 800)


def test_dead_server_and_bad_display_are_told(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":4321")
    with pytest.raises(DesktopError, match=":4321 cannot be opened") as caught:
        choose_backend(env={"DISPLAY": ":4321"})
    assert "DISPLAY" in caught.value.remedy
    monkeypatch.setenv("DISPLAY", "nonsense")
    with pytest.raises(DesktopError, match="cannot be opened"):
        XTestBackend()
    monkeypatch.delenv("DISPLAY")
    with pytest.raises(DesktopError, match="DISPLAY is not set"):
        XTestBackend()
