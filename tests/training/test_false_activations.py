"""Counting false activations: the interval, what counts, and the lively material it is counted on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.control.binder import Binder
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness
from gesturectl.synth.everyday import EVERYDAY, everyday_clip
from gesturectl.training.false_activations import QuietStream, activations, speed_quantiles
from gesturectl.training.scoring import poisson_interval
from gesturectl.training.synthetic import stream_of

TIMES = np.array([1.0, 30.0])
SHIPPED = load_config(shipped("gestures.yaml"))


class Fires:
    """A recognizer that begins and ends these gestures at these times."""

    def __init__(self, *begins: tuple[float, str]) -> None:
        self.begins = list(begins)

    def step(self, observation: Any) -> tuple[GestureEvent, ...]:
        out = []
        while self.begins and self.begins[0][0] <= observation.t:
            _, name = self.begins.pop(0)
            out += [
                GestureEvent(observation.t, name, phase, Handedness.RIGHT, 0.9, observation.seq)
                for phase in (Phase.BEGIN, Phase.END)
            ]
        return tuple(out)

    def finish(self, t: float, seq: int) -> tuple[GestureEvent, ...]:
        return ()


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.39)])
def test_the_interval_is_the_exact_one_of_poisson(count: int, low: float, high: float) -> None:
    assert poisson_interval(count, 1.0) == pytest.approx((low, high), abs=0.005)
    assert poisson_interval(count, 8.0) == pytest.approx((low / 8, high / 8), abs=0.005)


def test_only_begins_within_the_quiet_spans_count() -> None:
    stream = stream_of(everyday_clip("typing", 3), "typing", 10.0)
    recognizer: Any = Fires((5.0, "swipe_left"), (20.0, "fist"), (30.0, "swipe_up"))
    quiet = QuietStream(stream, ((10.0, 25.0), (28.0, 33.0)))
    found = activations(quiet, recognizer, Binder(SHIPPED))
    assert found.begun == {"fist": 1, "swipe_up": 1}
    assert found.held_shapes == 1
    assert found.acted == {"swipe_up": 1}  # as shipped a fist does nothing
    assert found.duration_s == pytest.approx(20.0)


@pytest.mark.parametrize("name", EVERYDAY)
def test_everyday_movement_is_lively_and_reproducible(name: str) -> None:
    clip, again = everyday_clip(name, 7), everyday_clip(name, 7)
    assert clip.labels == ()
    assert 60 <= clip.duration_s < 90
    assert (clip.tracks[0].joints_m(TIMES) == again.tracks[0].joints_m(TIMES)).all()
    nothing: Any = Fires()
    found = activations(QuietStream(stream_of(clip, name, 10.0)), nothing, Binder(SHIPPED))
    assert found.frames_with_hand > 0.1 * found.frames
    assert speed_quantiles(found)[1] > 1.0  # palm lengths a second: hands that move
