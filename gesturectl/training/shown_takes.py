"""Takes of gestures that do not ship, by one synthetic person: held shapes, and a check mark drawn in the air."""

from __future__ import annotations

from gesturectl.domain.observation import Handedness, Observation
from gesturectl.synth.clip import HandClip
from gesturectl.synth.coming import come, leave
from gesturectl.synth.path import Path
from gesturectl.synth.performer import Choices, Performer
from gesturectl.synth.shape import SHAPES, HandShape, varied
from gesturectl.synth.stance import Stance

FPS = 30.0
BEFORE_S = 1.2
"""As much is kept before a motion as calibrate keeps."""


def _put_together(base: str, **fingers: str) -> HandShape:
    """Return the shape `base` with some fingers as another shape has them."""
    angles = SHAPES[base].angles.copy()
    for finger, other in fingers.items():
        part = slice(16, 21) if finger == "thumb" else slice(4 * _FINGERS.index(finger), 4 * _FINGERS.index(finger) + 4)
        angles[part] = SHAPES[other].angles[part]
    return HandShape(angles)


_FINGERS = ("index", "middle", "ring", "little")
STRANGE: dict[str, HandShape] = {
    "little_finger": _put_together("fist", little="open_palm"),
    "ring_down": _put_together("open_palm", ring="fist"),
    "index_down": _put_together("open_palm", index="fist"),
    "middle_down": _put_together("open_palm", middle="fist"),
}
"""Shapes that no gesture has, and no clip shows."""


def shows(shape: str, times: int, seed: int) -> list[list[Observation]]:
    """Return takes of a held shape, without their first half second."""
    return _takes(shows_clip(shape, times, seed), 0.5)


def check_marks(times: int, seed: int) -> list[list[Observation]]:
    """Return takes of a check mark, with some rest around each."""
    return _takes(check_mark_clip(times, seed))


def shows_clip(shape: str, times: int, seed: int, hold_s: float = 2.4, side: Handedness = Handedness.RIGHT) -> HandClip:
    """Return a clip in which a shape, named or of STRANGE, is shown, the hand lowered, the shape shown again."""
    who = Performer("shows", seed, Choices(handedness=side, palm=0.11, tilt_deg=5.0))
    for _ in range(times):
        form = varied(STRANGE[shape], who.rng) if shape in STRANGE else who.shape(shape)
        goal = who.stance(side, who.uniform(-0.2, 0.1), who.uniform(-0.1, 0.1), form)
        path = come(who, side, goal, shaped=True)
        span = path.rest(hold_s)
        who.doubtful.append((span[0], span[1]))
        who.t = path.t
        leave(who, side)
        who.t += 0.8
    return who.clip()


def check_mark_clip(times: int, seed: int, side: Handedness = Handedness.RIGHT) -> HandClip:
    """Return a clip of check marks: down, then far up to the side; back slowly, again."""
    who = Performer("check", seed, Choices(handedness=side, palm=0.1, tilt_deg=0.0))
    away = 1.0 if side is Handedness.RIGHT else -1.0
    path = come(who, side, who.stance(side, -0.1 * away, 0.0, who.shape("flat")))
    for _ in range(times):
        path.rest(who.uniform(0.7, 0.9))
        _mark(who, path, away)
        path.rest(who.uniform(0.7, 0.9))
    path.rest(1.0)
    who.t = path.t
    leave(who, side)
    return who.clip()


def _mark(who: Performer, path: Path[Stance], away: float) -> None:
    start, begun = path.here, path.t
    path.to(start.moved(0.06 * away, 0.12), who.uniform(0.25, 0.35))
    path.to(start.moved(0.28 * away, -0.15), who.uniform(0.35, 0.45))
    who.doubtful.append((begun - BEFORE_S, path.t + 0.4))
    path.rest(who.uniform(0.7, 0.9))
    path.to(start, who.uniform(1.1, 1.4))


def _takes(clip: HandClip, late_s: float = 0.0) -> list[list[Observation]]:
    """Return what is seen in each of the clip's spans, from `late_s` after their beginning."""
    seen = list(clip.observations(FPS))
    return [[o for o in seen if start + late_s <= o.t <= end] for start, end in clip.doubtful]
