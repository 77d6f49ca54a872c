"""The truth of a clip as JSON: labels in time, and the joints of every frame."""

from __future__ import annotations

from typing import Any

from gesturectl.domain.label import GestureLabel
from gesturectl.domain.observation import Hand
from gesturectl.synth.clip import HandClip, frame_times

_NOTE = (
    "Times in seconds from the first frame. swipe_left and swipe_right are the user's own. Joints: x / width, "
    "y / height, z on the scale of x relative to the wrist; handedness is the person's own."
)


def truth_json(
    clip: HandClip, file_name: str, size: tuple[int, int], fps: float, *, mirrored: bool = False
) -> dict[str, Any]:
    """Return labels and joints of a clip rendered at `size` (width, height) px.

    "events" holds the labelled gestures, "frames" the true hands of each frame; in a `mirrored` clip x runs the
    other way, as in its pictures.
    """
    aspect = size[0] / size[1]
    frames = [
        {
            "t": round(float(t), 4),
            "hands": [_hand(h, mirrored) for h in clip.truth(float(t), aspect=aspect).hands],
        }
        for t in frame_times(clip.duration_s, fps)
    ]
    entry = {
        "fps": fps,
        "motion": clip.name,
        "seed": clip.seed,
        "mirrored": mirrored,
        "events": [_event(label) for label in clip.labels],
        "frames": frames,
    }
    return {"note": _NOTE, "clips": {file_name: entry}}


def _event(label: GestureLabel) -> dict[str, Any]:
    event: dict[str, Any] = {
        "gesture": label.gesture,
        "start": round(label.start_s, 3),
        "end": round(label.end_s, 3),
    }
    if label.sign:
        event["sign"] = label.sign
    if label.handedness is not None:
        event["handedness"] = label.handedness.value
    return event


def _hand(hand: Hand, mirrored: bool) -> dict[str, Any]:
    joints = [[1 - x if mirrored else x, y, z] for x, y, z in hand.landmarks.tolist()]
    return {"handedness": hand.handedness.value, "joints": [[round(v, 5) for v in joint] for joint in joints]}
