"""The hands of a stream as the recognizer keeps them, one observation after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gesturectl.domain.trigger import TriggerSettings
from gesturectl.recognition.hand_slot import HandSlot
from gesturectl.recognition.tracks import HandTracks
from gesturectl.training.streams import LabelledStream


def seen_slots(
    stream: LabelledStream, settings: Mapping[str, TriggerSettings] | None = None
) -> Iterator[tuple[float, list[HandSlot]]]:
    """Yield the time of each observation and the slots of the hands seen then, whether armed or not.

    `settings` are those of the gestures that the slots have triggers for; none without.
    """
    tracks = HandTracks()
    slots: dict[int, HandSlot] = {}
    for observation in stream.observations:
        tracks.update(observation)
        seen = [slots.setdefault(t.number, HandSlot(t, settings or {})) for t in tracks.seen(observation.t)]
        for slot in seen:
            slot.arming.step(observation.t)
        yield observation.t, seen
