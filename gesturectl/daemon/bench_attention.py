"""What the attention schedule saves, and what it costs: against every network on every frame, on the same frames."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

from gesturectl.daemon.bench_against import check_command, other_program
from gesturectl.daemon.bench_picture import Bars
from gesturectl.daemon.bench_scenes import FPS, Scene, every_clip, every_motion, resampled, scenes
from gesturectl.daemon.bench_spread import machine
from gesturectl.daemon.bench_watched import Differences, Watched, differences, watch
from gesturectl.domain.settings import Attention


@dataclass(frozen=True, slots=True)
class SceneReport:
    """The plain loop and the schedule on one scene; processor seconds are for a minute of video, medians.

    ratio, against_ratio   of the schedule to the plain loop, and to another program: medians of neighbouring runs
    """

    scene: str
    length_s: float
    plain_cpu_s: float
    cpu_s: float
    ratio: float
    target: float | None
    differs: Differences
    against_cpu_s: float | None
    against_ratio: float | None
    ran: Mapping[str, int]

    @property
    def gesture_later_ms(self) -> float | None:
        """By how much gestures began later, median; None without any."""
        return _median_ms(self.differs.later_s)

    @property
    def hand_later_ms(self) -> float | None:
        """By how much hands were found later, median; None without any."""
        return _median_ms(self.differs.hands_later_s)

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        plain = ("scene", "length_s", "plain_cpu_s", "cpu_s", "ratio", "target", "against_cpu_s", "against_ratio")
        return {name: getattr(self, name) for name in plain} | {
            "gestures": self.differs.gestures,
            "lost": list(self.differs.lost),
            "added": list(self.differs.added),
            "gesture_later_ms": self.gesture_later_ms,
            "gesture_later_most_ms": _most_ms(self.differs.later_s),
            "hand_later_ms": self.hand_later_ms,
            "hand_later_most_ms": _most_ms(self.differs.hands_later_s),
            "ran": dict(self.ran),
        }


def _median_ms(values_s: Sequence[float]) -> float | None:
    return round(1000 * median(values_s), 1) if values_s else None


def _most_ms(values_s: Sequence[float]) -> float | None:
    return round(1000 * max(values_s), 1) if values_s else None


@dataclass(frozen=True, slots=True)
class AttentionReport:
    """All scenes; `missing` tells which could not be measured."""

    attention: Attention
    scenes: tuple[SceneReport, ...]
    repeats: int
    missing: str
    machine: str
    against: str = ""

    def text(self) -> str:
        """Return the report for people."""
        width = max(len(one.scene) for one in self.scenes)
        title = "processor s per minute"
        head = (
            f"{title:<{width}}   plain  {self.attention.value:>8}  ratio  target  gestures lost  new"
            "  later  at most  hand later  at most"
        )
        if self.against:
            head += "  other  ratio"
        notes = [
            f"machine: {self.machine}",
            "processor time at 30 frames a second, from memory; gestures at the clip's own frame rate",
            f"medians of {self.repeats} runs of each way, in turn; clips and motions: one run at their own frame rate",
            "plain: two-hand tracking on every frame, and the body where a rule needs it",
            *([self.missing] if self.missing else []),
            *([f"other: {self.against}, start and decoding included"] if self.against else []),
        ]
        odd = [line for one in self.scenes for line in _odd(one)]
        return "\n".join([*notes, "", head, *(_row(one, width) for one in self.scenes), *odd])

    def bars(self) -> Bars:
        """Return the report as a picture."""
        rows = {one.scene: {"plain": one.plain_cpu_s, self.attention.value: one.cpu_s} for one in self.scenes}
        targets = {one.scene: one.target * one.plain_cpu_s for one in self.scenes if one.target is not None}
        return Bars("Attention", "processor s for a minute of video", rows, targets)

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "machine": self.machine,
            "attention": self.attention.value,
            "repeats": self.repeats,
            "missing": self.missing,
            "against": self.against,
            "scenes": [one.as_json() for one in self.scenes],
        }


def _row(one: SceneReport, width: int) -> str:
    target = "" if one.target is None else f"≤ {one.target:.2f}"
    seen = one.differs
    later = [
        "-" if ms is None else f"{ms:.0f} ms"
        for ms in (one.gesture_later_ms, _most_ms(seen.later_s), one.hand_later_ms, _most_ms(seen.hands_later_s))
    ]
    other = "" if one.against_ratio is None else f"  {one.against_cpu_s:5.2f}  {one.against_ratio:5.2f}"
    return (
        f"{one.scene:<{width}}  {one.plain_cpu_s:6.2f}  {one.cpu_s:8.2f}  {one.ratio:5.2f}  {target:>6}"
        f"  {seen.gestures:>8} {len(seen.lost):>4}  {len(seen.added):>3}"
        f"  {later[0]:>5}  {later[1]:>7}  {later[2]:>10}  {later[3]:>7}{other}"
    )


def _odd(one: SceneReport) -> list[str]:
    """Return a line for what was lost in a scene, and one for what was new."""
    kinds = (("lost", one.differs.lost), ("new", one.differs.added))
    return [f"{kind} in {one.scene}: {', '.join(names)}" for kind, names in kinds if names]


def measure_attention(
    length_s: float = 10.0,
    *,
    repeats: int = 5,
    attention: Attention = Attention.BALANCED,
    seed: int = 0,
    persons: int = 0,
    data: Path | None = None,
    chosen: Sequence[Scene] | None = None,
    against: str = "",
    cpu_clock: Callable[[], float] = time.process_time,
) -> AttentionReport:
    """Measure every scene (`chosen` instead of the usual ones), also with the command `against`.

    persons   so many persons make every synthetic motion, and every real clip is watched, too; 0: neither

    Raises ModelError without the models, UsageError for a command that does not work.
    """
    if against:
        check_command(against)
    there = data if data is not None and (data / "clips").is_dir() else None
    missing = "" if there or chosen else "no recordings: scenes with a real person are left out (--data DIR)"
    wanted: Iterable[Scene] = chosen or scenes(length_s, seed, there)
    if persons:
        wanted = [*wanted, *(every_clip(there) if there else ()), *every_motion(persons, seed)]
    reports = []
    for scene in wanted:
        reports.append(_measured(scene, attention, 1 if scene.once else repeats, against, cpu_clock))
    rows = [merged(list(same)) for _, same in groupby(reports, key=lambda report: report.scene)]
    return AttentionReport(attention, tuple(rows), repeats, missing, machine(), against)


def _measured(
    scene: Scene, attention: Attention, repeats: int, against: str, cpu_clock: Callable[[], float]
) -> SceneReport:
    own = scene.frames()
    frames = own if scene.once else resampled(own)
    runs: dict[Attention, list[Watched]] = {Attention.FAST: [], attention: []}
    others: list[float] = []
    with other_program(against, frames, FPS) if against else nullcontext() as other:
        for _ in range(repeats):
            for way, made in runs.items():
                made.append(watch(frames, way, body=scene.body, cpu_clock=cpu_clock))
            others += [other()] if other else []
    seen = None
    if len(own) != len(frames):  # a repeated picture is no motion: gestures are compared at the clip's own rate
        seen = watch(own, Attention.FAST, body=scene.body), watch(own, attention, body=scene.body)
    return compared(scene, frames[-1].t - frames[0].t, runs[Attention.FAST], runs[attention], seen, others)


def compared(
    scene: Scene,
    length_s: float,
    plain: Sequence[Watched],
    ours: Sequence[Watched],
    seen: tuple[Watched, Watched] | None = None,
    others: Sequence[float] = (),
) -> SceneReport:
    """Return the figures of one scene from the runs of both ways, which were made in turn.

    `seen`: runs of both ways by whose gestures they are compared, where it is not the first ones; `others`: processor
    seconds of another program's runs, each made after one of both ways.
    """
    minute = 60.0 / length_s
    return SceneReport(
        scene=scene.name,
        length_s=round(length_s, 2),
        plain_cpu_s=round(median(run.cpu_s for run in plain) * minute, 3),
        cpu_s=round(median(run.cpu_s for run in ours) * minute, 3),
        ratio=round(median(b.cpu_s / a.cpu_s for a, b in zip(plain, ours, strict=True)), 3),
        target=scene.target,
        differs=differences(*(seen or (plain[0], ours[0]))),
        against_cpu_s=round(median(others) * minute, 3) if others else None,
        against_ratio=round(median(b.cpu_s / c for b, c in zip(ours, others, strict=True)), 3) if others else None,
        ran=ours[0].ran,
    )


def merged(reports: Sequence[SceneReport]) -> SceneReport:
    """Return one row for scenes of one name: processor time by their lengths, gestures of all."""
    if len(reports) == 1:
        return reports[0]
    whole_s = sum(one.length_s for one in reports)
    plain_s, cpu_s = (
        sum(getattr(one, name) * one.length_s for one in reports) / whole_s for name in ("plain_cpu_s", "cpu_s")
    )
    fields = ("lost", "added", "later_s", "hands_later_s")
    lists = {name: tuple(x for one in reports for x in getattr(one.differs, name)) for name in fields}
    ran = {kind: sum(one.ran.get(kind, 0) for one in reports) for kind in reports[0].ran}
    return SceneReport(
        scene=reports[0].scene,
        length_s=round(whole_s, 2),
        plain_cpu_s=round(plain_s, 3),
        cpu_s=round(cpu_s, 3),
        ratio=round(cpu_s / plain_s, 3),
        target=reports[0].target,
        differs=Differences(gestures=sum(one.differs.gestures for one in reports), **lists),
        against_cpu_s=None,
        against_ratio=None,
        ran=ran,
    )
