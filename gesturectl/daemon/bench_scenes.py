"""The scenes on which attention is measured: 30 frames a second, held in memory, rendered or from real recordings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Handedness
from gesturectl.synth.clip import HandClip
from gesturectl.synth.motion import MOTIONS, make_clip, make_script
from gesturectl.synth.render import Renderer
from gesturectl.vision.source import Pace
from gesturectl.vision.sources import open_source

FPS = 30.0
SIZE = (640, 480)
_CLIPS = (".gif", ".mp4", ".mkv")
_ONE_HAND = ("thumb_up", "swipe_left", "pinch", "swipe_up", "ok", "swipe_right", "swipe_down", "victory")


@dataclass(frozen=True, slots=True)
class Scene:
    """`frames` makes the frames anew; `body`: a rule needs the body; `target`: the ratio to reach; None: no figure.

    once   watched once, at its own frame rate: for the gestures more than for the processor time
    """

    name: str
    frames: Callable[[], list[Frame]]
    body: bool = False
    target: float | None = None
    once: bool = False


def scenes(length_s: float, seed: int = 0, data: Path | None = None) -> list[Scene]:
    """Return the scenes of at most `length_s`; those from recordings only if `data`, their folder, is given."""
    rendered = [
        Scene("empty room (rendered)", partial(_empty_room, length_s, seed), target=0.05),
        Scene("one hand (rendered)", partial(_one_hand, length_s, seed), target=0.55),
        Scene("two hands (rendered)", partial(_two_hands, length_s, seed), target=1.0),
        Scene("one hand and body rules (rendered)", partial(_one_hand, length_s, seed), body=True, target=0.45),
    ]
    if data is None:
        return rendered
    clips = data / "clips"
    real = [
        ("person walking in, no hands", "negative/intel_one_by_one_person.mp4", 20.0, False, 0.25),
        ("person turning the head, no hands", "intel_head_pose_male.gif", 0.0, False, 0.25),
        ("one hand", "dndv1.gif", 0.0, False, 0.55),
        ("two hands", "zoom.gif", 0.0, False, 1.0),
        ("two hands signing words", "negative/intelasl_brother.mkv", 0.0, False, 1.0),
        ("one hand and body rules", "dndv1.gif", 0.0, True, 0.45),
    ]
    return rendered + [
        Scene(f"{name} ({Path(file).name})", partial(_recorded, clips / file, from_s, length_s), body, target)
        for name, file, from_s, body, target in real
        if (clips / file).is_file()
    ]


def every_clip(data: Path) -> list[Scene]:
    """Return every recording below clips/ of `data`, whole."""
    files = sorted(p for p in (data / "clips").rglob("*") if p.suffix in _CLIPS)
    return [Scene(f"clip {path.stem}", partial(_recorded, path, 0.0, float("inf")), once=True) for path in files]


def every_motion(persons: int, seed: int = 0) -> list[Scene]:
    """Return every synthetic motion by so many persons, rendered; those of one motion bear one name."""
    return [
        Scene(f"motion {name}", partial(_motion, name, person), once=True)
        for name in MOTIONS
        for person in range(seed, seed + persons)
    ]


def _motion(name: str, person: int) -> list[Frame]:
    return list(make_clip(name, person).frames(SIZE, FPS))


def _empty_room(length_s: float, seed: int) -> list[Frame]:
    renderer = Renderer(SIZE, seed=seed)
    return [renderer.frame((), k / FPS, k) for k in range(round(length_s * FPS))]


def _one_hand(length_s: float, seed: int) -> list[Frame]:
    """One hand that makes one gesture after another; the other hand is not in the picture."""
    side = Handedness.RIGHT
    clip = make_script(_ONE_HAND, seed, handedness=side, palm=0.1, tilt_deg=0.0, shape="open_palm", pause_s=0.3)
    acting = [track for track in clip.tracks if track.handedness is side]
    return _until(HandClip(clip.name, seed, acting, clip.labels, clip.duration_s).frames(SIZE, FPS), length_s)


def _two_hands(length_s: float, seed: int) -> list[Frame]:
    clip = make_script(("zoom",) * 4, seed, palm=0.1, tilt_deg=0.0, pause_s=0.3)
    return _until(clip.frames(SIZE, FPS), length_s)


def _until(frames: Iterable[Frame], length_s: float) -> list[Frame]:
    taken = []
    for frame in frames:
        if frame.t >= length_s:
            break
        taken.append(frame)
    return taken


def _recorded(path: Path, from_s: float, length_s: float) -> list[Frame]:
    """Return the recording from `from_s` on, at its own frame rate."""
    source = open_source(str(path), pace=Pace.FAST)
    source.open()
    try:
        every = [frame for frame in _until(iter(source.read, None), from_s + length_s) if frame.t >= from_s]
    finally:
        source.close()
    return [Frame(frame.t - every[0].t, frame.seq, frame.rgb) for frame in every]


def resampled(frames: list[Frame]) -> list[Frame]:
    """Return what a camera of FPS frames a second would show, beginning at 0: slow recordings repeat pictures."""
    shown: list[Frame] = []
    for frame, after in zip(frames, [*frames[1:], None], strict=True):
        until_s = (after.t if after else frame.t + 1 / FPS) - frames[0].t
        while len(shown) / FPS < until_s - 1e-6:
            shown.append(Frame(len(shown) / FPS, len(shown), frame.rgb))
    return shown
