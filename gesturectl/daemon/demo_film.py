"""Films the demonstration: desktop and camera side by side, into an mp4 and a picture of every effect."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gesturectl.daemon.attendant import Attendant
from gesturectl.daemon.demo_effects import DemoStep, Outcome, Sightings, judge
from gesturectl.daemon.demo_picture import Caption, compose
from gesturectl.domain.gesture import GESTURES

FPS = 8.0
"""Pictures a second: each costs some 40 ms on a small machine, and the daemon goes first."""
_SHOWN_S = 0.1  # a reached effect is kept while the hand still shows its gesture
_SETTLED_S = 0.8  # after the end of a gesture its effect stands still, and the picture of it is kept

Picture = NDArray[np.uint8]


class FilmWriter(Protocol):
    """Where the pictures go (`preview.video.VideoFileWriter`)."""

    def write(self, rgb: Picture, t: float) -> None:
        """Show a picture (height, width, 3) from time `t` on, s."""


class CameraView:
    """A screen of the preview (`daemon.show.Screen`) that keeps the newest picture and its media time."""

    def __init__(self) -> None:
        self.latest: tuple[float, Picture] | None = None

    def put(self, picture: Picture, t: float) -> None:
        """Keep the picture of media time `t`, s."""
        self.latest = (t, picture)


class DemoFilm(Attendant):
    """Films for as long as the context lasts.

    screenshot  takes a picture of the desktop;  view  what the camera saw last
    steps       those of the running clip;  seen  what was seen of them so far
    shown       steps that clips before this one have shown: the numbers of its pictures go on from there
    """

    def __init__(
        self,
        screenshot: Callable[[], Image.Image],
        view: CameraView,
        steps: Sequence[DemoStep],
        seen: Sightings,
        writer: FilmWriter,
        output_dir: Path,
        *,
        shown: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__("demo-film")
        self._screenshot = screenshot
        self._view = view
        self._steps = steps
        self._seen = seen
        self._writer = writer
        self._output_dir = output_dir
        self._shown = shown
        self._clock = clock
        self._kept: set[str] = set()

    def turn(self) -> None:
        """Take a picture, and wait until the next is due."""
        began_s = self._clock()
        self.take()
        self.rest(began_s + 1 / FPS - self._clock())

    def take(self) -> None:
        """Take one picture: for the film, and for the folder if a step has just had its effect."""
        t, camera = self._view.latest or (float("-inf"), None)
        number = current_step(self._steps, t)
        outcome = judge(self._steps, self._seen)[number]
        view = None if camera is None else Image.fromarray(camera)
        caption = caption_of(number, len(self._steps), outcome)
        picture = compose(self._screenshot(), view, caption)
        self._writer.write(np.asarray(picture), self._clock())
        if not self._shown:
            self._keep(picture, "0 before")
        if t > outcome.step.end_s + (_SHOWN_S if outcome.reached else _SETTLED_S):
            self._keep(picture, f"{self._shown + number + 1} {outcome.step.goal.value}")

    def _keep(self, picture: Image.Image, name: str) -> None:
        if name not in self._kept:
            self._kept.add(name)
            picture.save(self._output_dir / f"{name.replace(' ', '-')}.png")


def current_step(steps: Sequence[DemoStep], t: float) -> int:
    """Return the number, from 0, of the step that media time `t` belongs to: the next one once one has settled."""
    settled = [step for step in steps if t > step.end_s + 2 * _SETTLED_S]
    return min(len(settled), len(steps) - 1)


def caption_of(number: int, count: int, outcome: Outcome) -> Caption:
    """Return what to write below the pictures of a step while it is at `outcome`."""
    step = outcome.step
    title = f"{number + 1} of {count}: {step.goal.value}"
    if not outcome.reached:
        meaning = GESTURES[step.gesture].meaning.partition(";")[0]
        return Caption(title, f"gesture: {step.gesture}, {meaning}")
    latency = "" if outcome.latency_ms is None else f"    {outcome.latency_ms:.0f} ms after the camera frame"
    done = f"gesture: {step.gesture}    action: {outcome.actions}    effect: {outcome.effect}"
    return Caption(title, done + latency, good=True)
