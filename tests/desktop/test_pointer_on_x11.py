"""A recorded hand has the pointer of a real X server: it moves, clicks and drags in a real window."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from x_client import XClient, pressed_buttons

from gesturectl.config.loader import load_config
from gesturectl.daemon import wiring
from gesturectl.daemon.app import App
from gesturectl.daemon.app_parts import AppParts
from gesturectl.daemon.demo_clips import render
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.order import Order
from gesturectl.desktop.hand_pointer import HandPointer
from gesturectl.desktop.screens import Screens
from gesturectl.desktop.xtest import XTestBackend
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness, Observation
from gesturectl.domain.pointer_action import PointerGlide, PointerSwitch, PointerTake, PointerWish
from gesturectl.recognition.tracks import HandTracks
from gesturectl.storage.recording import RecordingWriter
from gesturectl.synth.noise import NO_NOISE
from gesturectl.synth.pointing import Pointing
from gesturectl.vision.bundles import models_dir

pytestmark = pytest.mark.desktop

MODELS = str(models_dir().parent)
"""Where the models are; the desktop's own folders hide it."""
RULES = """\
version: 1
settings:
  pointer: {mode: MODE}
bindings:
  - {gesture: victory, do: {pointer: toggle}}
"""


class SwitchesOn:
    """Stands in for the networks: the third frame is a victory sign. Hands are followed as the real one does."""

    def __init__(self) -> None:
        self._tracks = HandTracks()

    def step(self, observation: Observation) -> tuple[GestureEvent, ...]:
        self._tracks.update(observation)
        phases = {2: Phase.BEGIN, 4: Phase.END}
        if observation.seq not in phases:
            return ()
        t, seq = observation.t, observation.seq
        return (GestureEvent(t, "victory", phases[seq], Handedness.RIGHT, 0.9, seq),)

    def followed(self, t: float):
        return tuple(track.followed() for track in self._tracks.seen(t))

    def cancel(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        return ()

    finish = cancel


@pytest.fixture
def backend(desk) -> Iterator[XTestBackend]:
    one = XTestBackend()
    yield one
    one.close()


def run(hand: Pointing, folder: Path, mode: str = "relative") -> int:
    """Record the hand, and replay it to a daemon with a real actuator, as fast as it goes."""
    recording, rules = folder / "hand.jsonl", folder / "gestures.yaml"
    rules.write_text(RULES.replace("MODE", mode))
    with RecordingWriter(recording, source="synthetic") as writer:
        for observation in hand.clip().observations(noise=NO_NOISE):
            writer.write(observation)
    options = RunOptions(recording=recording, fast=True, config=rules)
    config = load_config(rules)
    mailbox = Mailbox()
    feed, _ = wiring.make_feed(options, config.settings)
    recognizer = SwitchesOn()
    actuator = wiring.make_actuator(options, config.settings, mailbox)[0]
    book = wiring.make_rule_book(options, config)
    app = App(AppParts(feed, None, recognizer, book.fresh()[1], actuator, mailbox=mailbox, threaded=False, rules=book))
    return app.run()


def hand() -> Pointing:
    return Pointing(1, palm=0.11, side=Handedness.RIGHT, sway=0.0).rest(0.6)


@pytest.mark.parametrize("mode", ["relative", "absolute"])
def test_the_real_pointer_follows(backend, tmp_path, mode):
    backend.point_at(600, 400)
    assert run(hand().move(0.8, 0.5, 0.5).rest(0.4), tmp_path, mode) == 0
    x, y = backend.pointer()
    start = (600, 400) if mode == "relative" else (640, 400)  # the area lies around the hand that began
    assert start[0] + 100 < x < start[0] + 700
    assert start[1] + 60 < y < start[1] + 400


def test_a_real_window_is_clicked_and_double_clicked_and_right_clicked(backend, tmp_path):
    with XClient(500, 300, size=200) as window:
        window.wait_until_it_listens(backend)
        backend.point_at(600, 400)
        one = hand()
        for finger in ("index", "index", "middle"):
            one.pinch(0.1, 0.1, finger)
            one.rest(0.1)
        assert run(one.rest(0.6), tmp_path) == 0
        presses = window.presses(3)
        assert [press.detail for press in presses] == [1, 1, 3]
        places = [(press.root_x, press.root_y) for press in presses]
        assert places[0] == places[1]
        assert all(abs(x - 600) <= 10 and abs(y - 400) <= 10 for x, y in places)
    assert pressed_buttons() == 0


def test_a_real_drag_presses_where_it_began_and_releases_where_it_ended(backend, tmp_path):
    with XClient(400, 300, size=500) as window:
        window.wait_until_it_listens(backend)
        backend.point_at(600, 400)
        one = hand().close().rest(0.3).move(0.9, 0.3, 0.7).rest(0.4).open().rest(0.6)
        assert run(one, tmp_path) == 0
        press, release = window.buttons(2)
        assert (press.type, release.type) == (4, 5)
        assert (press.root_x, press.root_y) == pytest.approx((600, 400), abs=10)
        assert release.root_x > press.root_x + 100
        assert (release.root_x, release.root_y) == pytest.approx(backend.pointer(), abs=10)
    assert pressed_buttons() == 0


def test_a_recording_that_ends_in_mid_drag_leaves_nothing_pressed(backend, tmp_path):
    backend.point_at(600, 400)
    assert run(hand().close().rest(0.3).move(0.9, 0.3, 0.7), tmp_path) == 0
    assert pressed_buttons() == 0


@pytest.mark.vision
@pytest.mark.slow
def test_from_pixels_to_a_real_window(backend, tmp_path, monkeypatch):
    """A rendered hand, real MediaPipe, the real recognizer, the whole daemon: a click, and a drag to the left."""
    monkeypatch.setenv("GESTURECTL_DATA_DIR", MODELS)
    clip, rules = tmp_path / "hand.mp4", tmp_path / "gestures.yaml"
    one = Pointing(3, palm=0.12, side=Handedness.RIGHT, sway=0.3).rest(0.8).move(0.4, 0.2, 0.5).rest(0.4)
    one.pinch(0.2, 0.25)
    render(one.rest(0.8).close().rest(0.3).move(-0.7, 0.0, 0.6).rest(0.4).open().rest(0.6).clip(), clip)
    rules.write_text("version: 1\nbindings:\n  - {gesture: pinch, do: {click: middle}}\n")
    options = RunOptions(source=str(clip), fast=True, config=rules)
    config, mailbox = wiring.read_config(options), Mailbox()
    mailbox.put(Order(PointerSwitch(PointerWish.ON), by="gesturectl pointer on"))
    book = wiring.make_rule_book(options, config)
    feed, _ = wiring.make_feed(options, config.settings)
    with XClient(150, 100, size=600) as window:
        window.wait_until_it_listens(backend)
        backend.point_at(330, 180)  # the window manager makes the window smaller than it wants to be
        actuator = wiring.make_actuator(options, config.settings, mailbox)[0]
        estimator = wiring.make_estimator(config)
        app = App(AppParts(feed, estimator, *book.fresh(), actuator, mailbox=mailbox, threaded=False, rules=book))
        assert app.run() == 0
        click, release, begun, ended = window.buttons(4)
        assert [(each.type, each.detail) for each in (click, release, begun, ended)] == [(4, 1), (5, 1)] * 2
        assert (click.root_x, click.root_y) == (release.root_x, release.root_y)
        assert click.root_x > 330 + 60
        assert (begun.root_x, begun.root_y) == pytest.approx((click.root_x, click.root_y), abs=60)
        assert ended.root_x < begun.root_x - 60
        assert window.buttons(1, timeout_s=0.2) == []  # pointing is no pinch
    assert pressed_buttons() == 0


@pytest.mark.skipif(shutil.which("xrandr") is None, reason="xrandr is not installed")
def test_monitors_are_those_of_randr_and_the_pointer_crosses_them(backend, desk):
    width, height = backend.screen_size()
    assert [(m.x, m.y, m.width, m.height) for m in backend.monitors()] == [(0, 0, width, height)]
    for name, geometry in (("left", "600/150x600/150+0+0"), ("right", "640/160x500/130+640+200")):
        output = "screen" if name == "left" else "none"
        subprocess.run(["xrandr", "--setmonitor", name, geometry, output], check=True, env=desk.env)
    try:
        monitors = sorted(backend.monitors(), key=lambda m: m.x)
        assert [(m.x, m.y, m.width, m.height) for m in monitors] == [(0, 0, 600, 600), (640, 200, 640, 500)]
        backend.point_at(590, 300)
        pointer = HandPointer(backend, lambda: Screens(backend.monitors()), lambda: pytest.fail("no mouse was touched"))
        pointer.move(PointerTake(0.0))
        seen = set()
        for k in range(20):
            pointer.move(PointerGlide(k / 30, 5, 0))
            seen.add(backend.pointer()[0])
        assert max(seen) >= 640
        assert not any(600 <= x < 640 for x in seen)
    finally:
        for name in ("left", "right"):
            subprocess.run(["xrandr", "--delmonitor", name], check=True, env=desk.env)
