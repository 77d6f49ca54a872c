"""The film shows desktop, camera and words, and keeps a picture of every effect."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gesturectl.daemon.demo_effects import (
    DemoStep,
    Goal,
    Outcome,
    SeenWindows,
    SeenZoom,
    Sightings,
)
from gesturectl.daemon.demo_film import CameraView, DemoFilm, Picture, caption_of, current_step
from gesturectl.daemon.demo_picture import Caption, compose
from gesturectl.errors import DesktopError

STEPS = (
    DemoStep(Goal.OPEN, "thumb_up", "open", 2.0, 3.0),
    DemoStep(Goal.CLOSE, "thumb_down", "close", 6.0, 7.0),
)
DESKTOP = Image.new("RGB", (1280, 800), "white")
CAMERA = np.full((480, 640, 3), (200, 0, 0), np.uint8)


class ListWriter:
    def __init__(self) -> None:
        self.pictures: list[Picture] = []
        self.times: list[float] = []

    def write(self, rgb: Picture, t: float) -> None:
        self.pictures.append(rgb)
        self.times.append(t)


def film(view: CameraView, writer: ListWriter, folder: Path, shown: int = 0) -> DemoFilm:
    seen = Sightings(zooms=[SeenZoom(0, 1.0)], windows=[SeenWindows(0, frozenset())])
    ticks = iter(range(1000))
    return DemoFilm(lambda: DESKTOP, view, STEPS, seen, writer, folder, shown=shown, clock=lambda: float(next(ticks)))


def test_a_picture_shows_desktop_camera_and_caption() -> None:
    bare = np.asarray(compose(DESKTOP, None, Caption("")))
    full = np.asarray(compose(DESKTOP, Image.fromarray(CAMERA), Caption("title", "detail", good=True)))
    assert full.shape == (800, 1280, 3)
    assert (full[:, :760] == bare[:, :760])[:700].all(), "the desktop is left as it is"
    assert tuple(full[600, 1028]) == (200, 0, 0), "the camera's view is inset"
    assert (full[704:] != bare[704:]).any(), "the words are written"
    assert (np.asarray(DESKTOP) == 255).all(), "the given picture is not drawn on"


def test_every_letter_of_a_caption_is_in_the_font() -> None:
    arrow = np.asarray(compose(DESKTOP, None, Caption("a → b ×2")))
    words = np.asarray(compose(DESKTOP, None, Caption("a to b x2")))
    assert (arrow == words).all()


@pytest.mark.parametrize(("t", "number"), [(float("-inf"), 0), (0, 0), (4.5, 0), (4.7, 1), (99, 1)])
def test_a_moment_belongs_to_the_step_that_is_not_over_yet(t: float, number: int) -> None:
    assert current_step(STEPS, t) == number


def test_a_caption_tells_the_gesture_first_and_its_effect_afterwards() -> None:
    waiting = caption_of(0, 4, Outcome(STEPS[0], "none", "none", None, reached=False))
    assert "1 of 4: open an application" in waiting.title
    assert "thumb up" in waiting.detail
    assert not waiting.good
    done = caption_of(0, 4, Outcome(STEPS[0], "launch x", "windows 1 → 2", 51.6, reached=True))
    assert done.good
    for words in ("thumb_up", "launch x", "windows 1 → 2", "52 ms after the camera frame"):
        assert words in done.detail


def test_a_picture_is_kept_before_and_after_every_step(tmp_path: Path) -> None:
    view, writer = CameraView(), ListWriter()
    taken = film(view, writer, tmp_path)
    for t in (-1.0, 2.5, 3.5, 3.9, 4.2, 6.5, 8.0):
        view.put(CAMERA, t)
        taken.take()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["0-before.png", "1-open-an-application.png", "2-close-the-application.png"]
    assert writer.times == sorted(set(writer.times))
    assert len(writer.pictures) == 7


def test_pictures_of_a_second_clip_go_on_where_the_first_ended(tmp_path: Path) -> None:
    view = CameraView()
    taken = film(view, ListWriter(), tmp_path, shown=4)
    for t in (-1.0, 3.9, 8.0):
        view.put(CAMERA, t)
        taken.take()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["5-open-an-application.png", "6-close-the-application.png"]


def test_the_film_runs_by_itself_and_tells_what_stopped_it(tmp_path: Path) -> None:
    def gone() -> Image.Image:
        raise DesktopError("the screen is gone")

    broken = DemoFilm(gone, CameraView(), STEPS, Sightings(), ListWriter(), tmp_path)
    with pytest.raises(DesktopError, match="the screen is gone"), broken:
        pass
