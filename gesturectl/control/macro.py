"""Sequences of actions with waits in them, as actions that come at their times."""

from __future__ import annotations

from collections.abc import Iterator

from gesturectl.domain.action import Action, Sequence, Wait


def unrolled(action: Action) -> Iterator[tuple[float, Action]]:
    """Yield parts of `action` with how long after its begin, s, each is to be done. Without a wait that is itself."""
    if not isinstance(action, Sequence) or not any(isinstance(each, Wait) for each in action.actions):
        yield 0.0, action
        return
    after_s, part = 0.0, list[Action]()
    for each in (*action.actions, Wait(0.0)):
        if not isinstance(each, Wait):
            part.append(each)
            continue
        if part:
            yield after_s, part[0] if len(part) == 1 else Sequence(tuple(part))
        after_s, part = after_s + each.s, []
