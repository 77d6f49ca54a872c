"""The preview: pictures drawn in the engine's thread, shown by the main thread or written to a video."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from gesturectl.daemon.pipeline import StepResult
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Handedness
from gesturectl.preview.draw import draw
from gesturectl.preview.state import GestureScore, PreviewState

Picture = NDArray[np.uint8]
NEWS_S = 1.5
"""How long an action stays written in the picture."""


class Reading(Protocol):
    """What the recognizer makes of one hand, pair or body now; see `Recognizer.explain`."""

    @property
    def handedness(self) -> Handedness | None:
        """Whose gesture it is."""

    @property
    def gesture(self) -> str:
        """The likeliest gesture."""

    @property
    def score(self) -> float:
        """Its score, 0..1."""


class Screen(Protocol):
    """Something that shows pictures: a window, a video file."""

    def put(self, picture: Picture, t: float) -> None:
        """Show the picture of time `t`."""


class Preview:
    """Draws every frame with what was seen in it and hands it to the screens."""

    def __init__(
        self,
        screens: tuple[Screen, ...],
        explain: Callable[[], tuple[Any, ...]],
        figures: Callable[[], tuple[float, int]],
        *,
        wanted: Callable[[], bool] = lambda: True,
        lines: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        """`explain` gives `Reading`s of now; `figures` gives fps and dropped frames; `wanted`: is there to be one.

        lines  what is written large
        """
        self._screens = screens
        self._explain = explain
        self._figures = figures
        self._wanted = wanted
        self._lines = lines
        self._held: dict[tuple[str, Handedness | None], GestureEvent] = {}
        self._news = ""
        self._news_until_t = float("-inf")

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Draw a frame and show it."""
        for event in result.events:
            self._follow(event)
        if frame is None or result.observation is None or not self._wanted():
            return
        if result.actions:
            self._news = ", ".join(str(action.as_json()["action"]) for action in result.actions)
            self._news_until_t = frame.t + NEWS_S
        picture = draw(frame, result.observation, self._state(frame.t))
        for screen in self._screens:
            screen.put(picture, frame.t)

    def _follow(self, event: GestureEvent) -> None:
        if event.phase in (Phase.BEGIN, Phase.UPDATE):
            self._held[event.gesture, event.handedness] = event
        else:
            self._held.pop((event.gesture, event.handedness), None)

    def _state(self, t: float) -> PreviewState:
        fps, dropped = self._figures()
        held = [
            GestureScore(event.gesture, event.score, event.handedness, held=True, value=event.value)
            for event in self._held.values()
        ]
        others = [
            GestureScore(reading.gesture, reading.score, reading.handedness)
            for reading in self._explain()
            if (reading.gesture, reading.handedness) not in self._held
        ]
        message = self._news if t < self._news_until_t else ""
        return PreviewState(tuple(held + others), fps, dropped, message, self._lines())


class LatestPicture:
    """The newest picture, for the main thread, which owns the window."""

    def __init__(self) -> None:
        self._picture: Picture | None = None

    def put(self, picture: Picture, t: float) -> None:
        """Leave a picture; the one before is forgotten."""
        self._picture = picture

    def take(self) -> Picture | None:
        """Return the picture unless it was taken already."""
        picture, self._picture = self._picture, None
        return picture


class WindowScreen:
    """A window as a screen, where engine and window share the main thread."""

    def __init__(self, window: Any, on_closed: Callable[[], None]) -> None:
        """`window` is a preview.window.PreviewWindow."""
        self._window = window
        self._on_closed = on_closed

    def put(self, picture: Picture, t: float) -> None:
        """Show the picture now."""
        if not self._window.show(picture):
            self._on_closed()


class VideoScreen:
    """A video file as a screen."""

    def __init__(self, writer: Any) -> None:
        """`writer` is a preview.video.VideoFileWriter."""
        self._writer = writer

    def put(self, picture: Picture, t: float) -> None:
        """Append the picture."""
        self._writer.write(picture, t)
