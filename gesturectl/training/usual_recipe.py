"""How the file of usual motions is made: of the synthetic hand alone, which does what hands do all day."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gesturectl.recognition.path_features import PathFeatures
from gesturectl.recognition.usual_motions import FILE, Usual
from gesturectl.training.quiet_motions import (
    JUDGED_EVERYDAY,
    LEARNED_EVERYDAY,
    everyday_motions,
    everyday_s,
    known_motions,
    rested_motions,
)
from gesturectl.training.workshop import Workshop


def build(workshop: Workshop) -> list[Path]:
    """Learn and write it; labels play no part in it."""
    paths = known_motions()
    learned = np.concatenate([paths, everyday_motions(LEARNED_EVERYDAY)[0]])
    workshop.say(f"usual motions: {len(learned)} paths")
    judged, durations_s = rested_motions(JUDGED_EVERYDAY)
    usual = Usual(PathFeatures.learned(learned), paths, judged, durations_s, everyday_s(JUDGED_EVERYDAY))
    path = workshop.models_dir / FILE
    path.write_bytes(usual.encoded())
    return [path]
