"""From what the user writes after `--source` to a source."""

from __future__ import annotations

from pathlib import Path

from gesturectl.errors import SourceError
from gesturectl.vision.image_folder import ImageFolder
from gesturectl.vision.lead_in import LeadIn
from gesturectl.vision.mirror import Mirrored
from gesturectl.vision.pacing import Paced
from gesturectl.vision.source import Pace, Source
from gesturectl.vision.video_file import VideoFile


def open_source(
    spec: str,
    *,
    pace: Pace = Pace.REALTIME,
    mirrored: bool = False,
    lead_in_s: float = 0.0,
    fps: float | None = None,
) -> Source:
    """Return the source that `spec` names, dressed for use; its `open` is left to the thread that reads it.

    Raises SourceError if `spec` names nothing that could be a source.
    """
    path = Path(spec).expanduser()
    source: Source
    if path.is_dir():
        source = ImageFolder(path, fps=fps or 30.0)
    elif path.is_file():
        source = VideoFile(path)
    else:
        raise SourceError(f"no such source: {spec}")
    return dress(source, pace=pace, mirrored=mirrored, lead_in_s=lead_in_s)


def dress(source: Source, *, pace: Pace, mirrored: bool = False, lead_in_s: float = 0.0) -> Source:
    """Wrap any source: turned round if `mirrored`, held for `lead_in_s` before it begins, a file paced."""
    if mirrored:
        source = Mirrored(source)
    if lead_in_s:
        source = LeadIn(source, lead_in_s)
    if pace is Pace.REALTIME and not source.live:
        source = Paced(source)
    return source
