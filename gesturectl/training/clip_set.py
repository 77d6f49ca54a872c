"""The clips of a data folder with their labels: clips/labels.json, clips/* and clips/negative/*."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gesturectl.domain.label import GestureLabel
from gesturectl.errors import SourceError

VIDEO_SUFFIXES = (".gif", ".mp4", ".mkv", ".avi", ".webm")


@dataclass(frozen=True, slots=True)
class Clip:
    """A video and its labels; `negative` ones hold nothing that is meant, `report_only` ones do not count."""

    path: Path
    labels: tuple[GestureLabel, ...] = ()
    negative: bool = False
    report_only: str = ""


def read_clips(data_dir: Path) -> list[Clip]:
    """Return the labelled clips and the negative ones; raises SourceError naming what is wrong with labels.json."""
    folder = data_dir / "clips"
    path = folder / "labels.json"
    try:
        entries: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["clips"]
        clips = [_clip(folder / name, entry) for name, entry in entries.items()]
    except FileNotFoundError:
        raise SourceError(f"{path}: not found", remedy="--data takes a folder that holds clips/labels.json.") from None
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(f"{path}: not the expected layout ({type(error).__name__}: {error})") from error
    negative = sorted(p for p in (folder / "negative").glob("*") if p.suffix in VIDEO_SUFFIXES)
    return [*clips, *(Clip(p, negative=True) for p in negative)]


def _clip(path: Path, entry: dict[str, Any]) -> Clip:
    labels = tuple(
        GestureLabel(e["gesture"], float(e["start"]), float(e["end"]), int(e.get("sign", 0)))
        for e in entry["events"]
        if e.get("phase", "begin") == "begin"
    )
    return Clip(path, labels, report_only=str(entry.get("report_only", "")))
