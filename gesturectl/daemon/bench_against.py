"""What another program takes of the processor to watch a clip, for the same table."""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from gesturectl.domain.frame import Frame
from gesturectl.errors import UsageError
from gesturectl.synth.video import write_video

CLIP = "{clip}"
"""Stands in the command for the clip's file name."""


def check_command(command: str) -> None:
    """Raise UsageError for a command that names no clip, or no program."""
    if CLIP not in command:
        raise UsageError(
            f"--against {command!r} does not say where the clip goes",
            remedy=f"Write {CLIP} there: --against 'python other.py {CLIP}'.",
        )


@contextmanager
def other_program(command: str, frames: Sequence[Frame], fps: float) -> Iterator[Callable[[], float]]:
    """Write an mp4 of the frames, and give what runs `command` on it and returns its processor seconds each time.

    They include its start and decoding. Raises UsageError if it cannot be started or fails, with the end of what it
    printed.
    """
    _of_children()  # refused at once where it cannot be told
    size = frames[0].rgb.shape[1], frames[0].rgb.shape[0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        write_video(path, frames, size, fps)
        yield partial(_processor_seconds, [part.replace(CLIP, str(path)) for part in shlex.split(command)])


def _processor_seconds(argv: Sequence[str]) -> float:
    before = _of_children()
    try:
        done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    except OSError as error:
        raise UsageError(f"--against: {argv[0]} cannot be started: {error.strerror}") from error
    after = _of_children()
    if done.returncode:
        last = (done.stdout.strip().splitlines() or ["it printed nothing"])[-1]
        raise UsageError(f"--against: the command failed with {done.returncode}: {last}")
    return after - before


def _of_children() -> float:
    """Return the processor seconds of all programs that were run and have ended. Raises UsageError on Windows."""
    if sys.platform == "win32":
        raise UsageError("--against: Windows does not tell what a finished program has used")
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
