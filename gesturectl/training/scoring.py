"""Events against labels: what was recognized, missed, and fired by mistake.

Scored on streams of events, not on frames or cut clips, which flatter by 9 to 20 points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.gesture import GESTURES, NONE
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
    def precision(self) -> float:
        """Recognized over begun; 1 where nothing began."""
        begun = len(self.hits) + len(self.wrong)
        return len(self.hits) / begun if begun else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing was labelled and nothing began."""
        errors = len(self.missed) + len(self.wrong)
        return 2 * len(self.hits) / (2 * len(self.hits) + errors) if self.hits or errors else 1.0

    @property
    def latencies_s(self) -> list[float]:
        """How long after its labelled end each recognized gesture began; below 0 for one that began before."""
        return [event.t - label.end_s for label, event in self.hits]

    def of(self, gesture: str) -> Score:
        """Return the part of the score that is about one gesture."""
        return Score(
            [(label, event) for label, event in self.hits if label.gesture == gesture],
            [label for label in self.missed if label.gesture == gesture],
            [event for event in self.wrong if event.gesture == gesture],
            self.duration_s,
        )

    def confusion(self) -> Counter[tuple[str, str]]:
        """Return how often which gesture was taken for which: (labelled or `none`, begun or `none`)."""
        pairs = Counter((label.gesture, event.gesture) for label, event in self.hits)
        taken: list[GestureLabel] = []
        for event in self.wrong:
            label = next((x for x in self.missed if x not in taken and in_time(event, x)), None)
            pairs[label.gesture if label else NONE, event.gesture] += 1
            taken += [label] if label else []
        pairs.update((label.gesture, NONE) for label in self.missed if label not in taken)
        return pairs

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
    if event.gesture != label.gesture or not in_time(event, label):
        return False
    return label.sign == 0 or (event.value or 0.0) * label.sign > 0


def in_time(event: GestureEvent, label: GestureLabel) -> bool:
    """Whether a begin falls into the time of a label."""
    return label.start_s - EARLY_S <= event.t <= label.end_s + LATE_S


def poisson_interval(count: int, hours: float, level: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of the rate an hour in which `count` events were seen (Garwood 1936)."""
    from scipy.stats import chi2

    tail = (1 - level) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    high = float(chi2.ppf(1 - tail, 2 * count + 2)) / 2
    return low / hours, high / hours
