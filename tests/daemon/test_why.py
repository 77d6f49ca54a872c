"""`why` end to end: hands as key points through the real recognizer and binder, and what a person reads of it."""

from __future__ import annotations

from dataclasses import replace

from scripted import RecordingActuator, ScriptedEstimator, ScriptedFeed

from gesturectl.cli.control_lines import why_lines
from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.control.binder import Binder
from gesturectl.daemon.app import App
from gesturectl.daemon.app_parts import AppParts
from gesturectl.domain.observation import Observation
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.synth.motion import make_clip
from gesturectl.vision.bundles import shipped_models_dir

FPS = 20.0


def shown(gesture: str, seconds: float | None = None) -> list[Observation]:
    """Return a hand that comes, shows a shape (for so long, then it is gone) and leaves."""
    clip = make_clip(gesture, 2)
    seen = list(clip.observations(FPS))
    if seconds is None:
        return seen
    end = clip.labels[0].start_s + seconds
    return [replace(o, hands=o.hands if o.t <= end else ()) for o in seen]


def in_a_row(*parts: list[Observation]) -> list[Observation]:
    """Return the parts one after the other, a second of nothing after each."""
    out: list[Observation] = []
    for part in parts:
        begin = out[-1].t + 1 / FPS if out else 0.0
        out += [replace(o, t=begin + o.t) for o in part]
        out += [Observation(out[-1].t + k / FPS, 0, 4 / 3) for k in range(1, int(FPS) + 1)]
    return [replace(o, seq=seq) for seq, o in enumerate(out)]


def test_why_explains_the_last_event_and_the_last_non_event() -> None:
    config = load_config(shipped("gestures.yaml"))
    recognizer = load_recognizer(shipped_models_dir(), config.settings.gestures)
    feed = ScriptedFeed([*in_a_row(shown("thumb_up"), shown("victory", 0.4))])
    app = App(AppParts(feed, ScriptedEstimator(), recognizer, Binder(config), RecordingActuator(), threaded=False))  # type: ignore[arg-type]
    app.run()
    why = app.why()
    life = why["gestures"][-1]
    assert (life["gesture"], life["actions"][0]["binding"]) == ("thumb_up", "open editor")
    assert life["enter"] == 0.8
    assert life["margin"] == round(life["score"] - 0.8, 4)
    miss = why["nearly"][-1]
    assert miss["gesture"] == "victory"
    assert miss["margin"] > 0
    assert miss["why"].startswith("not held long enough")
    assert miss["rules"] == ["play or pause"]
    lines = "\n".join(why_lines(why))
    assert "thumb_up" in lines
    assert "rules that waited for it: play or pause" in lines
