"""How `hand_fingers` is trained: recorded hands that change their shape, and synthetic ones."""

from __future__ import annotations

from pathlib import Path

from gesturectl.recognition.finger_features import FINGER_SPEC
from gesturectl.training.finger_windows import finger_windows
from gesturectl.training.workshop import HAGRID_TRAIN, SYNTHETIC, Workshop, row_counts


def build(workshop: Workshop) -> list[Path]:
    """Train and write the classifier of the fingers; returns its path."""
    windows = finger_windows(workshop.data_dir, workshop.seed)
    network = workshop.fit("hand_fingers", FINGER_SPEC, windows.features, windows.labels, (96, 48), 12, 3)
    return [workshop.save(network, row_counts(windows.labels), [HAGRID_TRAIN, SYNTHETIC], SYNTHETIC)]
