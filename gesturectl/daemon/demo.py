"""The demonstration: gestures seen by the real daemon zoom a real browser and open and close a real application."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.daemon.demo_clips import real_clip, render_clip
from gesturectl.daemon.demo_stage import Crew, DemoClip, DemoStage, Played, entered_with_models
from gesturectl.daemon.demo_table import outcome_json, rows_of, table_text
from gesturectl.daemon.virtual_desktop import VirtualDesktop
from gesturectl.domain.settings import Config
from gesturectl.errors import DemoError, ExitCode
from gesturectl.preview.video import VideoFileWriter
from gesturectl.vision.bundles import provide

log = logging.getLogger(__name__)

VIDEO = "demo.mp4"
TABLE = "table.txt"
RESULT = "result.json"
_FILM_FPS = 15.0
_REAL = Crew()


def run_demo(
    output_dir: Path = Path("demo-output"),
    *,
    slow: bool = False,
    crew: Crew = _REAL,
    write: Callable[[str], object] = print,
) -> int:
    """Run the demonstration and return the exit code; table, film and pictures go to `output_dir`.

    slow  pause between the gestures, for people who watch
    crew  makes the parts; an actuator that does nothing makes the demonstration fail

    Raises DemoError if an effect was missing, DesktopError or ModelError when a part cannot be had.
    """
    config = load_config(shipped("gestures.yaml"))
    provide(f"hand_landmarker_{config.settings.hand_size.value}")
    with _ended_by_sigterm(), tempfile.TemporaryDirectory(prefix="gesturectl-demo-") as folder:
        write("Rendering the synthetic hands ...")
        clip = render_clip(config, Path(folder) / "gestures.mp4", slow=slow)
        real = real_clip(config)
        return show(config, [clip, *([real] if real else [])], output_dir, crew=crew, write=write)


def show(
    config: Config,
    clips: Sequence[DemoClip],
    output_dir: Path,
    *,
    crew: Crew = _REAL,
    write: Callable[[str], object] = print,
) -> int:
    """Play clips to the daemon on a virtual desktop; see `run_demo`, which makes the clips."""
    output_dir.mkdir(parents=True, exist_ok=True)
    _clear(output_dir)
    return _report(_play(config, clips, output_dir, crew, write), output_dir, write)


def _play(
    config: Config,
    clips: Sequence[DemoClip],
    output_dir: Path,
    crew: Crew,
    write: Callable[[str], object],
) -> list[Played]:
    with ExitStack() as stack:
        desk = stack.enter_context(VirtualDesktop())
        stack.enter_context(entered_with_models(desk))
        film = VideoFileWriter(output_dir / VIDEO, fps=_FILM_FPS)
        stack.callback(film.close)
        stage = DemoStage(desk, config, film, output_dir, crew)
        write(f"Virtual desktop {desk.display} is up, Chromium shows its page at {desk.page.zoom():.0%}.")
        played = []
        for clip in clips:
            write(f"Playing {clip.path.name} ({clip.origin}) ...")
            played.append(stage.play(clip))
        return played


def _report(played: Sequence[Played], output_dir: Path, write: Callable[[str], object]) -> int:
    rows = [row for each in played for row in rows_of(each.outcomes, each.seen, each.clip.origin)]
    table = table_text(rows)
    (output_dir / TABLE).write_text(table + "\n")
    result = [outcome_json(outcome, each.clip.origin) for each in played for outcome in each.outcomes]
    (output_dir / RESULT).write_text(json.dumps(result, indent=2) + "\n")
    write(f"\n{table}\n\nFilm, pictures and this table are in {output_dir}{os.sep}.")
    if missing := [each for each in result if not each["reached"]]:
        names = "; ".join(f"{each['goal']} ({each['origin']}): {each['effect']}" for each in missing)
        raise DemoError(f"{len(missing)} of {len(result)} effects are missing: {names}")
    return int(ExitCode.OK)


def _clear(output_dir: Path) -> None:
    """Remove what an earlier demonstration left, so that old pictures do not pass for new ones."""
    for path in (*output_dir.glob("[0-9]-*.png"), *(output_dir / name for name in (VIDEO, TABLE, RESULT))):
        path.unlink(missing_ok=True)


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Let SIGTERM unwind the stack, so that the desktop is taken down; only the main thread may ask for that."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
