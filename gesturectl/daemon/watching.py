"""What watchers see: events, actions, changes of state, errors, and the landmarks for those who want them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from gesturectl.daemon.pipeline import StepResult
from gesturectl.daemon.protocol import line_of
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.storage.observation_json import to_json

Sight = StepResult | Mapping[str, Any]
"""What one frame led to, or an object for every watcher."""


class Shows(Protocol):
    """Where watchers are: the control socket."""

    @property
    def watchers(self) -> int:
        """How many clients watch."""

    @property
    def landmark_watchers(self) -> int:
        """How many of them want landmarks, too."""

    def show(self, sight: Sight) -> None:
        """Let watchers see something; never waits."""


class WatchTap:
    """A listener that hands on what happens. Without watchers it costs next to nothing."""

    def __init__(self, stage: Shows) -> None:
        self._stage = stage

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Hand on what a frame led to; it is made into text by the control thread, not here."""
        if self._stage.watchers and (result.events or result.actions or self._stage.landmark_watchers):
            self._stage.show(result)


def lines_for(sight: Sight, *, landmarks: bool) -> Iterator[bytes]:
    """Yield the JSON lines of one sight: landmarks first if wanted, then the events, then the actions."""
    if not isinstance(sight, StepResult):
        yield line_of(sight)
        return
    if landmarks and sight.observation is not None:
        yield line_of(landmarks_json(sight.observation))
    for event in sight.events:
        yield line_of(event.as_json())
    for action in sight.actions:
        yield line_of(action.as_json())


def landmarks_json(observation: Observation) -> dict[str, Any]:
    """Return an observation as recordings have it, as an object of the stream."""
    return {"type": "landmarks", **to_json(observation)}
