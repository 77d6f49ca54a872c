"""Golden recordings: key points in, events out. Run as a module to write the events anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.storage.recording import read_recording
from gesturectl.vision.bundles import shipped_models_dir

RECORDINGS = Path(__file__).parents[1] / "recordings"


def events_of(recording: Path) -> list[dict[str, Any]]:
    """Return the events of a recording by the shipped models, as JSON objects."""
    recognizer = load_recognizer(shipped_models_dir())
    events, t, seq = [], 0.0, 0
    for observation in read_recording(recording):
        t, seq = observation.t, observation.seq
        events += recognizer.step(observation)
    events += recognizer.finish(t, seq)
    return [event.as_json() for event in events]


def golden_file(recording: Path) -> Path:
    """Return where a recording's events are kept."""
    return recording.with_name(recording.name.split(".")[0] + ".events.json")


if __name__ == "__main__":
    for path in sorted(RECORDINGS.glob("*.jsonl.gz")):
        lines = ",\n".join(json.dumps(event) for event in events_of(path))
        golden_file(path).write_text(f"[{lines}]\n", encoding="utf-8")
