"""Cooldowns of rules."""

from __future__ import annotations

from gesturectl.domain.binding import Binding


class Silence:
    """Which rule is silent until when."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def left_s(self, binding: Binding, t: float) -> float:
        """Return how long the rule is still silent; 0 or less: it is not."""
        return self._until.get(binding.name, float("-inf")) - t

    def begin(self, binding: Binding, t: float) -> None:
        """Begin the rule's cooldown."""
        self._until[binding.name] = t + binding.cooldown_s

    def breaks(self, binding: Binding, t: float) -> bool:
        """Say whether the rule's cooldown is over, and begin the next if so."""
        if self.left_s(binding, t) > 0:
            return False
        self.begin(binding, t)
        return True
