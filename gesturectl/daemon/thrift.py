"""Sparing the camera's pictures: while nothing moves they are passed over, as far as the attention setting allows."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from gesturectl.daemon.pipeline import StepResult
from gesturectl.domain.frame import Frame
from gesturectl.vision.source import Sparing


@runtime_checkable
class Thrifty(Protocol):
    """An estimator that knows when it needs no picture."""

    @property
    def spare_s(self) -> float:
        """How long after the last frame the next one is soon enough."""


class Thrift:
    """Listens to the engine: after every frame the feed learns how soon the next one is needed."""

    def __init__(self, feed: object, estimator: object) -> None:
        """Do nothing where the one cannot leave out pictures, or the other needs all."""
        self._feed = feed if isinstance(feed, Sparing) else None
        self._estimator = estimator if isinstance(estimator, Thrifty) else None

    def heard(self, frame: Frame | None, result: StepResult) -> None:
        """Take notice of a frame that went through."""
        if frame is not None and self._feed is not None and self._estimator is not None:
            self._feed.spare(self._estimator.spare_s)
