"""The one place where a mirrored picture is turned round."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.vision.source import Source, Sparing


class Mirrored:
    """A source whose pictures are mirror images; its frames leave here as a camera's own view."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.name = source.name
        self.live = source.live

    def open(self) -> None:
        """Open the source beneath."""
        self._source.open()

    def read(self) -> Frame | None:
        """Return the next frame, flipped left to right."""
        frame = self._source.read()
        return frame and Frame(t=frame.t, seq=frame.seq, rgb=np.ascontiguousarray(frame.rgb[:, ::-1]))

    def spare(self, rest_s: float) -> None:
        """Let the source beneath pass over pictures, if it can."""
        if isinstance(self._source, Sparing):
            self._source.spare(rest_s)

    def close(self) -> None:
        """Close the source beneath."""
        self._source.close()
