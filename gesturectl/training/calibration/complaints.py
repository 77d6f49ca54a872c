"""What is wrong with the picture right now, in words that say how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from gesturectl.domain.observation import Observation
from gesturectl.domain.take import Subject
from gesturectl.recognition.gates import LAP_MARGIN
from gesturectl.recognition.tracks import HandTrack

FAR, NEAR = 0.05, 0.3
"""Palm lengths in frame heights: farther away MediaPipe's landmarks tremble, nearer an open hand does not fit in."""
DARK = 40.0
"""Mean brightness of the picture, 0..255."""
MARGIN = 0.005
"""Of the picture: landmarks beyond its edge are guesses."""
SHOULDERS_SEEN = 0.5


def complaint(
    observation: Observation, seen: Sequence[HandTrack], subject: Subject, brightness: float | None = None
) -> str:
    """Return what is wrong, "" if nothing is. `seen` are the tracks of the hands in the observation."""
    if brightness is not None and brightness < DARK:
        return "too dark: switch a light on before you, not behind you"
    if subject in (Subject.BODY, Subject.HEAD):
        return _about_body(observation)
    hands = acting_hands(seen)
    if subject is Subject.HAND and len(hands) > 1:
        return "two hands seen: lower the other one"
    if len(hands) < (2 if subject is Subject.HANDS else 1):
        return "both hands must be in the picture" if subject is Subject.HANDS else "no hand seen"
    return next((said for track in hands if (said := _about_hand(track))), "")


def acting_hands(seen: Sequence[HandTrack]) -> list[HandTrack]:
    """Return the hands that may act: those that lie in the lap or on the keyboard do not, if another is raised."""
    raised = [track for track in seen if track.bottom_margin >= LAP_MARGIN]
    return raised or list(seen)


def _about_hand(track: HandTrack) -> str:
    if track.scale < FAR:
        return "hand too far: come closer"
    if track.scale > NEAR:
        return "hand too near: move back"
    if track.bottom_margin < LAP_MARGIN:
        return "hand too low: raise it"
    points = track.last.points[:, :2] / (track.last.aspect, 1.0)
    if points.min() < -MARGIN or points.max() > 1 + MARGIN:
        return "hand leaves the picture: keep it inside"
    return ""


def _about_body(observation: Observation) -> str:
    body = observation.body
    if body is None:
        return "nobody seen: step before the camera"
    if body.landmarks[[11, 12], 3].min() < SHOULDERS_SEEN:
        return "your shoulders are not in the picture: move back"
    return ""
