"""What every source of frames can do."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol, runtime_checkable

from gesturectl.domain.frame import Frame


class Pace(StrEnum):
    """How fast a file is read; a live source has its own pace."""

    REALTIME = "realtime"
    """One second of media takes one second; a slow reader loses frames, as with a camera."""
    FAST = "fast"
    """As fast as the frames are asked for, every one of them."""


class Source(Protocol):
    """A camera, a file, an address or the synthetic hand.

    Frames leave it unmirrored, with `t` in seconds since its first frame: media time for files, whatever the
    pace; the moment of the grab for live sources. One thread opens, reads and closes a source.
    """

    @property
    def name(self) -> str:
        """What the user knows it by."""

    @property
    def live(self) -> bool:
        """True if frames come when they come, and a lost source may come back (camera, stream)."""

    def open(self) -> None:
        """Get ready to read. Raises SourceError. A live source may be opened again after `close`."""

    def read(self) -> Frame | None:
        """Return the next frame, None at the end of the source. Raises SourceError."""

    def close(self) -> None:
        """Let go of the device or file; harmless when it is not open."""


@runtime_checkable
class Sparing(Protocol):
    """What may leave out pictures that nobody needs: a live source passes over them without decoding them."""

    def spare(self, rest_s: float) -> None:
        """Give no picture sooner than `rest_s` after the one before; 0: every one. Any thread may call it."""
