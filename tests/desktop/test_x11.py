"""Opening a display with either of the packages that provide Xlib."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from x_client import XClient

from gesturectl.desktop.keysyms import KEYSYM_OF_KEY, KEYSYM_OF_MEDIA, keysyms_of_character
from gesturectl.desktop.pynput_keys import PynputKeys
from gesturectl.desktop.x11 import authority_file
from gesturectl.domain.action import MediaKey
from gesturectl.domain.keys import KEYS
from gesturectl.errors import DesktopError


def test_missing_authority_file_is_stood_in_for_while_a_display_is_opened(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XAUTHORITY", raising=False)
    with authority_file():
        stand_in = Path(os.environ["XAUTHORITY"])
        assert stand_in.read_bytes() == b""
        print("Xlib.xauth: warning")
    assert "XAUTHORITY" not in os.environ
    assert not stand_in.exists()
    assert capsys.readouterr().out == ""  # standard output belongs to scripts


def test_authority_file_that_is_there_is_used(monkeypatch, tmp_path):
    own = tmp_path / "cookie"
    own.touch()
    monkeypatch.setenv("XAUTHORITY", str(own))
    with authority_file():
        assert os.environ["XAUTHORITY"] == str(own)
    assert own.exists()


def test_every_key_and_media_key_has_a_keysym():
    assert KEYSYM_OF_KEY.keys() == set(KEYS)
    assert KEYSYM_OF_MEDIA.keys() == set(MediaKey)
    assert len(set(KEYSYM_OF_KEY.values())) == len(KEYS)


@pytest.mark.parametrize(
    ("character", "keysyms"),
    [
        ("a", (0x61,)),
        ("ö", (0xF6,)),
        ("\n", (0xFF0D,)),
        ("€", (0x010020AC, 0x20AC)),
        ("п", (0x0100043F, 0x06D0)),  # XK_Cyrillic_pe
        ("Ω", (0x010003A9, 0x07D9)),  # XK_Greek_OMEGA
        ("σ", (0x010003C3, 0x07F2)),  # XK_Greek_sigma, which the Greek encoding has elsewhere
        ("ї", (0x01000457, 0x06A7)),  # XK_Ukrainian_yi
        ("☃", (0x01002603,)),
        ("\x00", ()),
        ("\x9f", ()),
    ],
)
def test_keysyms_of_characters(character, keysyms):
    assert keysyms_of_character(character) == keysyms


@pytest.mark.desktop
def test_media_keys_through_pynput_reach_a_grab_and_what_it_lacks_is_refused(desk):
    keys = PynputKeys()
    with XClient() as grabber:
        keycode = grabber.display.keysym_to_keycode(KEYSYM_OF_MEDIA[MediaKey.VOLUME_UP])
        grabber.grab_key(keycode)
        keys.tap_media_key(MediaKey.VOLUME_UP)
        assert [event.detail for event in grabber.presses(1)] == [keycode]
    with pytest.raises(DesktopError, match="stop cannot be pressed"):
        keys.tap_media_key(MediaKey.STOP)  # pynput has no such key on X11
    keys.close()
