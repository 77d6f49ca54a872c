"""What an estimator is asked to find, and how hard it looks."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.domain.settings import Attention, HandSize


@dataclass(frozen=True, slots=True)
class EstimatorSettings:
    """Settings of the MediaPipe estimator; scores are thresholds 0..1 of its networks.

    hands, body      whether to look for them
    max_hands        1 or 2; 2 takes twice the time while one hand is visible
    body_interval_s  look for the body this often; 0 = in every frame
    far_hands        look for hands that are too small to be seen in the whole picture
    attention        fast looks for hands in every frame, balanced and eco where something happens
    *_detection_score, *_presence_score, *_tracking_score
                     of the detector, of a tracked hand or body being there, of the same one being tracked on
    """

    hands: bool = True
    body: bool = True
    hand_size: HandSize = HandSize.FULL
    max_hands: int = 2
    body_interval_s: float = 0.0
    far_hands: bool = False
    attention: Attention = Attention.FAST
    hand_detection_score: float = 0.5
    hand_presence_score: float = 0.5
    hand_tracking_score: float = 0.5
    body_detection_score: float = 0.5
    body_presence_score: float = 0.5
    body_tracking_score: float = 0.5
