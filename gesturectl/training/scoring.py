"""Events against labels: what was recognized, missed, and fired by mistake.

Scored on streams of events, not on frames or cut clips, which flatter by 9 to 20 points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.gesture import GESTURES
from gesturectl.domain.label import GestureLabel

EARLY_S = 0.2
LATE_S = 0.5
"""A gesture must begin between 0.2 s before its labelled start and 0.5 s after its labelled end."""


@dataclass(slots=True)
class Score:
    """Counts over any number of streams; `wrong` are begins that no label asked for."""

    hits: list[tuple[GestureLabel, GestureEvent]] = field(default_factory=list)
    missed: list[GestureLabel] = field(default_factory=list)
    wrong: list[GestureEvent] = field(default_factory=list)
    duration_s: float = 0.0

    def add(self, other: Score) -> None:
        """Add the counts of another score."""
        self.hits += other.hits
        self.missed += other.missed
        self.wrong += other.wrong
        self.duration_s += other.duration_s

    @property
    def wanted(self) -> int:
        """How many gestures were labelled."""
        return len(self.hits) + len(self.missed)

    @property
    def recall(self) -> float:
        """Recognized over labelled; 1 where nothing was labelled."""
        return len(self.hits) / self.wanted if self.wanted else 1.0

    @property
    def wrong_per_hour(self) -> float:
        """Begins that no label asked for, an hour."""
        return len(self.wrong) * 3600 / self.duration_s if self.duration_s else 0.0


def score_events(events: Iterable[GestureEvent], labels: Sequence[GestureLabel], duration_s: float) -> Score:
    """Match begins to labels, first come first served; a second begin for the same label is wrong."""
    score = Score(duration_s=duration_s)
    open_labels = [label for label in labels if label.gesture in GESTURES]
    for event in events:
        if event.phase is not Phase.BEGIN:
            continue
        label = next((label for label in open_labels if matches(event, label)), None)
        if label is None:
            score.wrong.append(event)
        else:
            open_labels.remove(label)
            score.hits.append((label, event))
    score.missed = open_labels
    return score


def matches(event: GestureEvent, label: GestureLabel) -> bool:
    """Whether a begin is what the label asked for: name, sign and time."""
    if event.gesture != label.gesture or not label.start_s - EARLY_S <= event.t <= label.end_s + LATE_S:
        return False
    return label.sign == 0 or (event.value or 0.0) * label.sign > 0
