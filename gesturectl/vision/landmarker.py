"""One MediaPipe landmarker: made from a bundle, started anew when the tracking must forget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.errors import ModelError
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.lean_import import UNUSED, without
from gesturectl.vision.native_noise import noise_to_log

Result = Any
"""HandLandmarkerResult or PoseLandmarkerResult: mediapipe ships no types."""


class Landmarker:
    """A hand or pose landmarker, in video mode unless it is made for single pictures."""

    def __init__(self, make: Callable[[], Any], *, single_pictures: bool = False) -> None:
        """Load the network through `make`. Raises ModelError."""
        self._make = make
        self._single_pictures = single_pictures
        self._warm = False
        self._task = self._made()

    @classmethod
    def of_hands(cls, bundle: Path, settings: EstimatorSettings, *, single_pictures: bool = False) -> Landmarker:
        """Load the hand landmarker of a .task bundle; for `single_pictures` it tracks nothing. Raises ModelError."""
        vision = _load_vision()
        mode = vision.RunningMode.IMAGE if single_pictures else vision.RunningMode.VIDEO
        options = vision.HandLandmarkerOptions(
            base_options=_base(bundle),
            running_mode=mode,
            num_hands=settings.max_hands,
            min_hand_detection_confidence=settings.hand_detection_score,
            min_hand_presence_confidence=settings.hand_presence_score,
            min_tracking_confidence=settings.hand_tracking_score,
        )
        return cls(lambda: _create(vision.HandLandmarker, options, bundle), single_pictures=single_pictures)

    @classmethod
    def of_body(cls, bundle: Path, settings: EstimatorSettings, *, single_pictures: bool = False) -> Landmarker:
        """Load the pose landmarker of a .task bundle; for `single_pictures` it tracks nothing. Raises ModelError."""
        vision = _load_vision()
        mode = vision.RunningMode.IMAGE if single_pictures else vision.RunningMode.VIDEO
        options = vision.PoseLandmarkerOptions(
            base_options=_base(bundle),
            running_mode=mode,
            num_poses=1,
            min_pose_detection_confidence=settings.body_detection_score,
            min_pose_presence_confidence=settings.body_presence_score,
            min_tracking_confidence=settings.body_tracking_score,
        )
        return cls(lambda: _create(vision.PoseLandmarker, options, bundle), single_pictures=single_pictures)

    def look(self, frame: Frame, t_ms: int) -> Result:
        """Run on one frame; `t_ms` rises from call to call."""
        import mediapipe

        picture = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(frame.rgb))
        if self._warm:
            return self._detect(picture, t_ms)
        self._warm = True
        with noise_to_log():
            return self._detect(picture, t_ms)

    def _detect(self, picture: Any, t_ms: int) -> Result:
        return self._task.detect(picture) if self._single_pictures else self._task.detect_for_video(picture, t_ms)

    def restart(self) -> None:
        """Forget what was tracked; milliseconds may start at 0 again."""
        if not self._single_pictures:
            self._task.close()
            self._task = self._made()

    def _made(self) -> Any:
        self._warm = False
        with noise_to_log():
            return self._make()

    def close(self) -> None:
        """Let go of the network; left to the end of the program, MediaPipe stumbles over its own threads."""
        self._task.close()


def _load_vision() -> Any:
    """Import MediaPipe, which takes some tenths of a second."""
    with without(*UNUSED):
        from mediapipe.tasks.python import vision

    return vision


def _base(bundle: Path) -> Any:
    from mediapipe.tasks.python import BaseOptions

    return BaseOptions(model_asset_path=str(bundle))


def _create(kind: Any, options: Any, bundle: Path) -> Any:
    if not bundle.is_file():
        raise ModelError(f"no model bundle at {bundle}", remedy="Run `gesturectl models pull`.")
    try:
        return kind.create_from_options(options)
    except (RuntimeError, ValueError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(
            f"MediaPipe cannot load the model bundle {bundle}: {reason}",
            remedy="The file is damaged or of another kind: delete it and run `gesturectl models pull`.",
        ) from error
