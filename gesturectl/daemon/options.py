"""What a run is asked to do: the arguments of `gesturectl run` and `replay` as one value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunOptions:
    """None keeps what gestures.yaml says.

    source      what to look at; `recording` instead of it: observations made earlier
    backend     how input is sent: auto, xtest, pyautogui, none
    fast        read a file as fast as it can be looked at, everything in step
    lead_in_s   show the first frame that long before t = 0
    dry_run     bind actions, carry none out
    render      write the preview into this mp4;  record: write the observations into this file
    duration_s  end after so much time of the source
    tray        show the tray icon;  wait: for a camera that is not there, or busy
    tour        show what to do first
    models_dir  own gesture models instead of the shipped ones
    """

    source: str | None = None
    recording: Path | None = None
    fast: bool = False
    mirrored: bool | None = None
    lead_in_s: float = 0.0
    dry_run: bool = False
    config: Path | None = None
    preview: bool | None = None
    render: Path | None = None
    record: Path | None = None
    hand_size: str | None = None
    body: str | None = None
    attention: str | None = None
    distance: str | None = None
    backend: str = "auto"
    duration_s: float | None = None
    models_dir: Path | None = None
    log_level: str | None = None
    tray: bool = False
    wait: bool = False
    tour: bool = False

    @property
    def acts(self) -> bool:
        """Whether this is the daemon that acts on the desktop: one at a time, controlled through its socket.

        Dry runs, replays and runs in step are for scripts: any number of them may go on beside it.
        """
        return not (self.dry_run or self.recording is not None or self.fast)
