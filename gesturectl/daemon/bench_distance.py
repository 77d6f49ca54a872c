"""How far away a hand may be: hands by palm length, the plain loop against `distance: far`, on the same frames.

The plain loop tracks two hands in the whole picture on every frame. A shape counts when the recognizer lets it begin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.daemon.bench_distance_photos import APART_S, BACKGROUND, read_background, read_materials
from gesturectl.daemon.bench_distance_scenes import (
    EMPTY_S,
    FPS,
    SHOWN_S,
    Size,
    StillHand,
    palm_px,
    rendered,
    shrunk,
)
from gesturectl.daemon.bench_picture import Bars
from gesturectl.daemon.bench_spread import machine
from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.event import Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Observation
from gesturectl.domain.settings import Attention
from gesturectl.recognition.recognizer import load_recognizer
from gesturectl.vision.bundles import provide, shipped_models_dir
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

SETTLED_S = 1.5
"""A hand counts as found when it is seen in most frames from so long after it appeared."""
SAME_PALMS = 0.6
"""A detection is the hand if the middle of its palm is nearer than this to the true one, palm lengths."""
AT_IT_PALMS = 1.0
"""... and it is the hand seen askew, neither found nor false, if it is nearer than this;"""
OTHER_PALMS = 2.0
"""... and it is another true hand if it is nearer than this to where one may be: a body's hands are known about so."""
WAYS = {
    "plain": EstimatorSettings(body=False),
    "far": EstimatorSettings(body=False, attention=Attention.BALANCED, far_hands=True),
}
_PALM = [0, 5, 9, 13, 17]


@dataclass(slots=True)
class Tally:
    """Counts of one way at one palm length; `false` are hands that are none."""

    scenes: int = 0
    found: int = 0
    shapes: int = 0
    begun: int = 0
    frames: int = 0
    false: int = 0

    def as_json(self) -> dict[str, int]:
        """Return it as a JSON object."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class DistanceReport:
    """Tallies by material, palm length (px) and way."""

    tallies: dict[tuple[str, float, str], Tally]
    size: tuple[int, int]
    missing: str
    machine: str

    def text(self) -> str:
        """Return the report for people."""
        lines = [f"machine: {self.machine}", f"pictures of {self.size[0]}×{self.size[1]}; {SHOWN_S:g} s of each hand"]
        lines += [self.missing] if self.missing else []
        lines += ["", "material  palm px  way      hand found      shape begun   false hands a 1000 frames"]
        for (material, palm, way), tally in self.tallies.items():
            found, begun = _share(tally.found, tally.scenes), _share(tally.begun, tally.shapes)
            false = 1000 * tally.false / max(tally.frames, 1)
            lines.append(f"{material:<8}  {palm:7.0f}  {way:<5}  {found:>13}  {begun:>15}   {false:8.1f}")
        return "\n".join(lines)

    def bars(self) -> Bars:
        """Return the report as a picture: hands found, by material and palm length."""
        rows: dict[str, dict[str, float]] = {}
        for (material, palm, way), tally in self.tallies.items():
            rows.setdefault(f"{material}, {palm:g} px", {})[way] = 100 * tally.found / max(tally.scenes, 1)
        return Bars("Hands found by palm length", "%", rows, {})

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        rows = [{"material": m, "palm_px": p, "way": w, **t.as_json()} for (m, p, w), t in self.tallies.items()]
        return {"machine": self.machine, "size": list(self.size), "missing": self.missing, "rows": rows}


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} % ({part}/{whole})" if whole else "-"


def measure_distance(
    palms: Sequence[float], *, size: Size = (1280, 720), seed: int = 0, data: Path | None = None
) -> DistanceReport:
    """Measure both ways at each palm length (px). Raises ModelError without the models."""
    materials: dict[str, Callable[[float], Iterator[StillHand]]]
    materials = {"rendered": lambda palm: rendered(size, palm, seed)}
    missing = f"no photographs (--data DIR with images/, body/photos/ and {BACKGROUND}): rendered hands only"
    if data is not None and (data / BACKGROUND).is_file():
        background = read_background(data)
        for name, photos in read_materials(data).items():
            materials[name] = partial(shrunk, photos, background, size, seed=seed)
        missing = ""
    tallies = {}
    for way, settings in WAYS.items():
        body = provide("pose_landmarker_full") if settings.far_hands else None
        estimator = MediaPipeEstimator(settings, hand_bundle=provide("hand_landmarker_full"), body_bundle=body)
        try:
            for material, make in materials.items():
                for palm in palms:
                    tallies[material, palm, way] = _tally(make(palm), estimator)
        finally:
            estimator.close()
    ordered = sorted(tallies, key=lambda key: (key[0], -key[1], key[2] != "plain"))
    return DistanceReport({key: tallies[key] for key in ordered}, size, missing, machine())


def _tally(scenes: Iterator[StillHand], estimator: MediaPipeEstimator) -> Tally:
    tally = Tally()
    for number, scene in enumerate(scenes):
        frames = (Frame(f.t + APART_S * number, f.seq, f.rgb) for f in scene.frames())
        _count(tally, scene, [estimator.estimate(frame) for frame in frames])
    return tally


def _count(tally: Tally, scene: StillHand, seen: Sequence[Observation]) -> None:
    """Add one scene: was its hand found, did its shape begin, and what else was taken for a hand."""
    shown = seen[round(EMPTY_S * FPS) :]
    hits = [_hits(scene, observation) for observation in shown]
    tally.scenes += 1
    tally.found += int(np.mean(hits[round(SETTLED_S * FPS) :]) > 0.5)
    tally.frames += len(seen)
    tally.false += sum(_false(scene, observation) for observation in seen)
    if scene.gesture:
        recognizer = load_recognizer(shipped_models_dir())
        events = [event for observation in seen for event in recognizer.step(observation)]
        tally.shapes += 1
        tally.begun += any(e.gesture == scene.gesture and e.phase is Phase.BEGIN for e in events)


def _hits(scene: StillHand, observation: Observation) -> bool:
    """Tell whether one of the hands lies where the true one is."""
    return any(_palms_away(scene, hand, scene.points[_PALM].mean(axis=0)) < SAME_PALMS for hand in observation.hands)


def _false(scene: StillHand, observation: Observation) -> int:
    """Return how many hands lie neither at the true one, which counts once, nor where another may be."""
    true, elsewhere = scene.points[_PALM].mean(axis=0), []
    for hand in observation.hands:
        if _palms_away(scene, hand, true) >= AT_IT_PALMS:
            elsewhere.append(min((_palms_away(scene, hand, o) for o in scene.others), default=np.inf) >= OTHER_PALMS)
    return sum(elsewhere) + max(len(observation.hands) - len(elsewhere) - 1, 0)


def _palms_away(scene: StillHand, hand: Hand, place: FloatArray) -> float:
    """Return how far the middle of a hand's palm is from a place (2,) px, in palm lengths of the true hand."""
    middle = hand.landmarks[_PALM, :2].mean(axis=0) * np.array(scene.size)
    return float(np.linalg.norm(middle - place)) / palm_px(scene.points)
