"""How far away a hand is."""

from __future__ import annotations

import numpy as np
import pytest

from gesturectl.domain.observation import Hand, Handedness
from gesturectl.synth.motion import make_clip
from gesturectl.vision.distance import distance_m


@pytest.mark.parametrize("palm", [0.03, 0.1, 0.25])
@pytest.mark.parametrize("aspect", [4 / 3, 16 / 9])
def test_a_true_hand_is_as_far_away_as_it_is(palm: float, aspect: float) -> None:
    clip = make_clip("open_palm", 3, palm=palm)
    label = clip.labels[0]
    t = (label.start_s + label.end_s) / 2
    posed = next(one for one in clip.hands_at(t) if one.handedness is label.handedness)
    true_m = float(posed.joints_m[:, 2].mean())
    focal_heights = 1.07
    wider = 0.8 * aspect / focal_heights  # the synthetic camera keeps its angle from top to bottom
    assert distance_m(posed.hand(aspect), aspect) == pytest.approx(true_m * wider, rel=0.1)


def test_a_hand_without_extent_is_refused() -> None:
    points = np.zeros((21, 3), np.float32)
    with pytest.raises(ValueError, match="no extent"):
        distance_m(Hand(Handedness.LEFT, 0.9, points, points), 4 / 3)
