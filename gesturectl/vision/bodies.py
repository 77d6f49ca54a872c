"""From a pose landmarker's result to a body."""

from __future__ import annotations

from gesturectl.domain.observation import Body
from gesturectl.vision.landmarker import Result
from gesturectl.vision.landmarks import points3, points4


def body_of(result: Result) -> Body | None:
    """Turn a pose landmarker's result into a body, None if there is none."""
    if not result.pose_landmarks:
        return None
    return Body(landmarks=points4(result.pose_landmarks[0]), world_landmarks=points3(result.pose_world_landmarks[0]))
