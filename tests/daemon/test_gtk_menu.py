"""The tray's menu on GTK: lines become other lines, and are never thrown away under a panel that shows them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from tray_stage import need

from gesturectl.daemon.tray.picture_files import PictureFiles
from gesturectl.daemon.virtual_desktop import VirtualDesktop

SCRIPT = """
import json
from gesturectl.daemon.tray.system_gi import provide_gi
assert provide_gi()
import gi
gi.require_version("Gtk", "3.0")
from gi.repository import Gtk
from gesturectl.daemon.tray.gtk_menu import GtkMenu
from gesturectl.daemon.tray.menu import LINE, Ask, Entry

clicks = []
menu = GtkMenu(Gtk, lambda entry: clicks.append(entry.text))
gestures = lambda *names: Entry("Gestures", inside=tuple(Entry(name, Ask(name), checked=True) for name in names))

def lines():
    return [(text(item), item.get_sensitive(), getattr(item, "get_active", lambda: None)())
            for item in menu.handle.get_children() if item.get_visible()]

def text(item):
    return item.get_child().get_text() if item.get_child() else "-"

seen = {}
menu.show([Entry("head", enabled=False), LINE, Entry("watch <&>", Ask("toggle"), checked=True, usual=True),
           gestures("fist", "zoom"), Entry("quit", Ask("stop"))])
before = menu.handle.get_children()
seen["first"] = lines()
menu.show([Entry("paused", enabled=False), LINE, Entry("watch <&>", Ask("toggle"), checked=False, usual=True),
           gestures("fist"), Entry("leave", Ask("stop"))])
seen["second"], seen["same"] = lines(), menu.handle.get_children() == before
seen["clicks of its own"] = list(clicks)
inside = before[3].get_submenu().get_children()
seen["inside"] = [(text(item), item.get_visible()) for item in inside]
for item in (before[2], inside[0], before[4]):
    item.activate()
seen["clicks"] = clicks[:]
menu.show([Entry("paused", enabled=False), LINE, Entry("watch <&>", Ask("toggle"), checked=False, usual=True),
           Entry("Gestures", Ask("none")), Entry("leave", Ask("stop"))])
seen["third"], seen["kept"] = lines(), [a is b for a, b in zip(menu.handle.get_children(), before)]
print(json.dumps(seen))
"""


@pytest.mark.desktop
def test_a_line_becomes_another_and_a_click_is_that_of_the_line_it_is_now() -> None:
    need("Xvfb", "openbox")
    with VirtualDesktop(size=(320, 240), page=None) as desk:
        done = subprocess.run([sys.executable, "-c", SCRIPT], env=desk.env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "CRITICAL" not in done.stderr
    seen = json.loads(done.stdout)
    watch, rest = ["watch <&>", True, True], [["Gestures", True, None], ["quit", True, None]]
    assert seen["first"] == [["head", False, None], ["-", True, None], watch, *rest]
    assert seen["second"][0] == ["paused", False, None]
    assert seen["second"][2] == ["watch <&>", True, False]
    assert seen["second"][4] == ["leave", True, None]
    assert seen["same"]
    assert seen["clicks of its own"] == [], "setting a mark is no click"
    assert seen["inside"] == [["fist", True], ["zoom", False]]
    assert seen["clicks"] == ["watch <&>", "fist", "leave"]
    assert seen["third"][2] == ["watch <&>", True, False], "a mark that a click turned round is put right"
    assert seen["kept"] == [True, True, True, False, True], "only what is of another kind is made anew"


def test_a_picture_stays_where_it_is_until_the_end(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path)
    red, blue = (Image.new("RGBA", (8, 8), colour) for colour in ("red", "blue"))
    first = files.path_of(red)
    assert files.path_of(blue) != first
    assert files.path_of(red.copy()) == first
    with Image.open(first) as read:
        assert read.getpixel((0, 0)) == (255, 0, 0, 255)
    first.unlink()  # whoever cleared it away
    assert files.path_of(red).exists()
    files.remove()
    assert list(tmp_path.iterdir()) == []
