"""The demonstration's result as a table for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from gesturectl.daemon.demo_effects import Outcome, Sightings, strays
from gesturectl.daemon.demo_focus import BINDING
from gesturectl.domain.describe import describe

_STRAY = "not asked for"
_HEAD = ("step", "gesture", "action", "effect", "latency", "")


def rows_of(outcomes: Sequence[Outcome], seen: Sightings, origin: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of one clip in order of time; `origin` says who made the gestures.

    Actions in place of a click stand between them, so that nobody takes them for gestures, and so do actions
    that nobody asked for.
    """
    lines = [(o.step.start_s, _outcome_row(o, origin)) for o in outcomes]
    for bound in strays([outcome.step for outcome in outcomes], seen):
        what, effect = (BINDING, "window made active") if bound.binding == BINDING else (_STRAY, "")
        lines.append((bound.t, (what, "-", describe(bound.action), effect, "", "")))
    return tuple(row for _, row in sorted(lines, key=lambda line: line[0]))


def table_text(rows: Iterable[tuple[str, ...]]) -> str:
    """Return the rows under their heads as text in aligned columns."""
    lines = [_HEAD, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    text.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in text)


def outcome_json(outcome: Outcome, origin: str) -> dict[str, Any]:
    """Return one outcome as a JSON object."""
    return {
        "goal": outcome.step.goal.value,
        "gesture": outcome.step.gesture,
        "origin": origin,
        "actions": outcome.actions,
        "effect": outcome.effect,
        "latency_ms": None if outcome.latency_ms is None else round(outcome.latency_ms, 1),
        "reached": outcome.reached,
    }


def _outcome_row(outcome: Outcome, origin: str) -> tuple[str, ...]:
    latency = "-" if outcome.latency_ms is None else f"{outcome.latency_ms:.0f} ms"
    gesture = f"{outcome.step.gesture} ({origin})"
    verdict = "ok" if outcome.reached else "MISSING"
    return (outcome.step.goal.value, gesture, outcome.actions, outcome.effect, latency, verdict)
