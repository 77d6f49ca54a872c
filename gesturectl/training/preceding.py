"""What went on before a gesture: everyday movement, or nothing that the program saw."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gesturectl.synth.everyday import EVERYDAY, everyday_clip
from gesturectl.training.streams import LabelledStream
from gesturectl.training.synthetic import stream_of

PART_S = (4.0, 9.0)
"""So much of an everyday stream goes before."""
GAP_S = (0.6, 2.0)
"""The hands are out of view for so long in between."""


def after_everyday(stream: LabelledStream, seed: int, fps: float, rng: np.random.Generator) -> LabelledStream:
    """Return the stream after a part of some everyday stream of that `seed`."""
    name = str(rng.choice(list(EVERYDAY)))
    whole = stream_of(everyday_clip(name, seed), name, fps)
    start, span_s = float(rng.uniform(0, whole.duration_s - PART_S[1])), float(rng.uniform(*PART_S))
    part = replace(whole, observations=tuple(o for o in whole.observations if start <= o.t <= start + span_s))
    return _after(part, stream, float(rng.uniform(*GAP_S)))


def _after(first: LabelledStream, then: LabelledStream, gap_s: float) -> LabelledStream:
    """Return `then` after `first`, hands out of view in between."""
    begin, step = first.observations[0].t, first.observations[1].t - first.observations[0].t
    lead = [replace(o, t=o.t - begin) for o in first.observations]
    gap = [replace(lead[-1], t=lead[-1].t + step * (k + 1), hands=()) for k in range(int(gap_s / step))]
    by = gap[-1].t + step - then.observations[0].t
    labels = tuple(replace(x, start_s=x.start_s + by, end_s=x.end_s + by) for x in then.labels)
    doubtful = tuple((a + by, b + by) for a, b in then.doubtful)
    observations = (*lead, *gap, *(replace(o, t=o.t + by) for o in then.observations))
    return replace(then, observations=observations, labels=labels, doubtful=doubtful)


def seen_from(stream: LabelledStream, start_s: float) -> LabelledStream:
    """Return the stream from `start_s` on, as when the program starts then."""
    return replace(stream, observations=tuple(o for o in stream.observations if o.t >= start_s))
