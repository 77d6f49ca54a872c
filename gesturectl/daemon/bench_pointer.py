"""The figures of pointer mode: how steady, how late, how sure its clicks are, and how well users point with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gesturectl.daemon.bench_pointer_clicks import TARGET_PX, ClickFigures, measure_clicks
from gesturectl.daemon.bench_pointer_filters import FPS, FilterFigures, measure_filters
from gesturectl.daemon.bench_pointer_fitts import FittsFigures, measure_fitts
from gesturectl.daemon.bench_pointer_seen import FrameAge, SeenFigures, frame_ages, measure_seen
from gesturectl.daemon.bench_spread import machine

MOST_JITTER_PX, MOST_LAG_MS, LEAST_HIT = 1.5, 50.0, 0.98
OURS = "One Euro"


@dataclass(frozen=True, slots=True)
class PointerReport:
    """What was measured; `seen` only if rendered hands were asked for. ages: of frames, by attention, ours first."""

    filters: dict[str, FilterFigures]
    ages: dict[str, FrameAge]
    clicks: ClickFigures
    fitts: dict[str, FittsFigures]
    seen: SeenFigures | None
    machine: str

    @property
    def lag_ms(self) -> float:
        """From the hand to the pointer, p50: the filter's lag and the age of the frame when the pointer is moved."""
        return self.filters[OURS].lag_p50_ms + next(iter(self.ages.values())).clock.p50

    def verdicts(self) -> dict[str, bool]:
        """Return every target and whether it was met."""
        return {
            f"jitter of a still hand at most {MOST_JITTER_PX:g} px": self.filters[OURS].rms_px <= MOST_JITTER_PX,
            f"lag p50 at most {MOST_LAG_MS:g} ms at {FPS:g} fps": self.lag_ms <= MOST_LAG_MS,
            f"a {TARGET_PX} px target clicked in at least {LEAST_HIT:.0%}": self.clicks.share >= LEAST_HIT,
        }

    @property
    def met(self) -> bool:
        """Whether every target was met."""
        return all(self.verdicts().values())

    def text(self) -> str:
        """Return the report for people."""
        lines = [f"machine: {self.machine}", "", *_filter_lines(self.filters, self.fitts), ""]
        lines += [
            *_age_lines(self.ages, self.filters[OURS].lag_p50_ms),
            f"waiting for the next frame adds {500 / FPS:.1f} ms on average",
        ]
        lines += ["", *_click_lines("measured errors", self.clicks)]
        if self.seen is not None:
            lines += _click_lines("rendered, seen by MediaPipe", self.seen.clicks)
            lines.append(f"  no hand seen on {self.seen.without_hand} of {self.seen.frames} frames")
        verdicts = (f"target: {name}: {'met' if met else 'MISSED'}" for name, met in self.verdicts().items())
        return "\n".join([*lines, "", *verdicts])

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        said: dict[str, Any] = {
            "machine": self.machine,
            "filters": {
                name: {
                    "rms_px": round(one.rms_px, 3),
                    "lag_p50_ms": round(one.lag_p50_ms, 1),
                    "lag_p95_ms": round(one.lag_p95_ms, 1),
                    **self.fitts[name].as_json(),
                }
                for name, one in self.filters.items()
            },
            "frame_age": {attention: age.as_json() for attention, age in self.ages.items()},
            "lag_p50_ms": round(self.lag_ms, 1),
            "clicks": self.clicks.as_json(),
            "targets": self.verdicts(),
            "met": self.met,
        }
        if self.seen is not None:
            frames = {"frames": self.seen.frames, "frames_without_hand": self.seen.without_hand}
            said["clicks_rendered"] = self.seen.clicks.as_json() | frames
        return said


def measure_pointer(hands: int = 6, users: int = 4, *, rendered: int = 0, seed: int = 0) -> PointerReport:
    """Measure with `hands` persons, `users` simulated users and `rendered` persons seen by MediaPipe itself.

    Raises ModelError without the models.
    """
    return PointerReport(
        measure_filters(hands, seed=seed),
        frame_ages(seed=seed),
        measure_clicks(hands, seed=seed),
        measure_fitts(users, seed=seed),
        measure_seen(rendered, seed=seed) if rendered else None,
        machine(),
    )


def _filter_lines(filters: dict[str, FilterFigures], fitts: dict[str, FittsFigures]) -> list[str]:
    head = "filter       still hand   moving hand, lag      Fitts' law (ISO 9241-9 ring, simulated users)"
    units = "               px RMS     p50 ms   p95 ms     bits/s   s a target   errors   strokes   clicks"
    lines = [head, units]
    for name, one in filters.items():
        run = fitts[name]
        lines.append(
            f"{name:<12} {one.rms_px:9.2f} {one.lag_p50_ms:10.1f} {one.lag_p95_ms:8.1f}"
            f" {run.throughput:10.2f} {run.seconds:12.2f} {run.errors:8.1%} {run.strokes:9.2f} {run.clicks:8}"
        )
    return lines


def _click_lines(name: str, clicks: ClickFigures) -> list[str]:
    said = clicks.as_json()
    head = f"pinches on a {TARGET_PX} px target, {name}: {said['hit']} of {said['pinches']} hit ({clicks.share:.1%}),"
    off = f"  one click each in {said['clicked_once']}; off by p50 {said['off_px_p50']}, p95 {said['off_px_p95']} px"
    tilts = ", ".join(f"{tilt:g}°: {hit} of {n}" for tilt, (hit, n) in clicks.by_tilt().items())
    return [head, off, f"  by how much the hand is turned: {tilts}"]


def _age_lines(ages: dict[str, FrameAge], filter_ms: float) -> list[str]:
    lines = [
        "frame to pointer (networks, recognition, pointer mode), p50:",
        "  attention       by the clock   with filter   processor   with filter",
    ]
    for name, age in ages.items():
        clock, work = age.clock.p50, age.work.p50
        lines.append(
            f"  {name:<12} {clock:12.1f} ms {clock + filter_ms:10.1f} ms {work:8.1f} ms {work + filter_ms:10.1f} ms"
        )
    return lines
