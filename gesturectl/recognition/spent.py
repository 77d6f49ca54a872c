"""Held shapes that were part of another gesture: the hand that stays as it was means nothing by it.

A hand that swipes, pushes or taps is in some shape, and often stays in it: at rest again it would hold that shape.
Such a shape is spent: it may begin only once it has been left, by a hand at rest, and is shown anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from gesturectl.domain.trigger import TriggerSettings

BEFORE_S, AFTER_S = 1.0, 0.3
"""What was shown between so long before another gesture began, or ended, and so long after it, was part of it."""
LEFT_S = 0.25
"""A hand at rest must not have shown the shape for so long: blurred frames are no leaving."""
SPENT = "the hand has been in this shape since its last gesture: it must be left first"


class SpentShapes:
    """Which shapes of one hand are spent."""

    def __init__(self, settings: Mapping[str, TriggerSettings]) -> None:
        """`settings` of the shapes: below its `exit` score a shape is not shown."""
        self._exits = {name: values.exit for name, values in settings.items()}
        self._shown_t: dict[str, float] = {}
        self._left_since: dict[str, float | None] = {}
        self._spending_until = float("-inf")

    def see(self, t: float, scores: Mapping[str, float], *, steady: bool) -> None:
        """Take the scores (0 to 1) of the shapes at time `t` (s), and whether the hand is at rest."""
        shown = [name for name, least in self._exits.items() if scores.get(name, 0.0) >= least]
        for name in shown:
            self._shown_t[name] = t
            if t <= self._spending_until:
                self._left_since.setdefault(name, None)
        for name in list(self._left_since):
            self._watch(name, t, gone=steady and name not in shown)

    def _watch(self, name: str, t: float, *, gone: bool) -> None:
        since = self._left_since[name]
        if not gone:
            self._left_since[name] = None
        elif since is None:
            self._left_since[name] = t
        elif t - since >= LEFT_S:
            del self._left_since[name]

    def spend(self, t: float) -> None:
        """Note that another gesture of the hand began, or ended, at time `t`."""
        self._spending_until = t + AFTER_S
        for name, shown_t in self._shown_t.items():
            if t - shown_t <= BEFORE_S:
                self._left_since.setdefault(name, None)

    @property
    def names(self) -> Collection[str]:
        """The shapes that are spent now."""
        return self._left_since.keys()
