"""The page about a gesture, as lines of plain text; those that begin with ! want to be looked at."""

from __future__ import annotations

from gesturectl.domain.take import Samples, TakeRole, is_shipped
from gesturectl.training.calibration.assessment import Assessment


def page(assessment: Assessment, samples: Samples) -> list[str]:
    """Return the lines: what was learned, how sure it is, what it is taken for, whether it is safe."""
    return [
        _title(samples),
        *_sureness(assessment),
        *_conflicts(assessment),
        ("! " if assessment.safety.triggers else "") + f"Is it safe? {assessment.safety.line()}",
        *_everyday(assessment),
    ]


def _title(samples: Samples) -> str:
    takes, misses = len(samples.of(TakeRole.GESTURE)), len(samples.of(TakeRole.NEAR_MISS))
    what = f"{samples.kind.subject.value}, {'a motion' if samples.kind.moving else 'held'}"
    if is_shipped(samples.name):
        what = "its threshold now fits you"
    near = f", {misses} near misses" if misses else ""
    return f"{samples.name}: {takes} takes ({what}{near})"


def _sureness(assessment: Assessment) -> list[str]:
    if not assessment.takes:
        return ["! no take could be used: record it again"]
    shown = "  ".join(f"{take.sureness:.0%}" for take in assessment.takes)
    lines = [f"How sure each take is, known from the others: {shown}"]
    if assessment.doubtful and len(assessment.doubtful) < len(assessment.takes):
        numbers = " ".join(map(str, assessment.doubtful))
        lines.append(f"! unlike the others: gesturectl samples delete {assessment.name} {numbers}, then record again")
    elif assessment.doubtful:
        lines.append("! the takes are not alike: record them again, all in the same way")
    return lines


def _conflicts(assessment: Assessment) -> list[str]:
    if not assessment.conflicts:
        return ["Taken for another gesture: never"]
    return [f"! {conflict.line()}" for conflict in assessment.conflicts]


def _everyday(assessment: Assessment) -> list[str]:
    like = assessment.everyday
    if like is None or not like.count:
        return []
    return [("! " if like.lost else "") + like.line().capitalize()]
