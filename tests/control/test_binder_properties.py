"""What must hold for any movement of hands."""

import math
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from gesturectl.control.binder import Binder
from gesturectl.domain.action import ButtonHold, KeyHold, MouseButton
from gesturectl.domain.binding import Binding
from gesturectl.domain.effect import HoldButton, HoldKeys, ZoomByValue
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import Config

values = st.lists(st.floats(-3, 3), min_size=1, max_size=40)
gains = st.floats(0.1, 30)


def zoomed(gain: float, path: list[float]) -> int:
    binder = Binder(Config(bindings=(Binding("zoom", "zoom", ZoomByValue(gain)),)))
    phases = [Phase.BEGIN, *[Phase.UPDATE] * (len(path) - 1), Phase.END]
    total = 0
    for index, (phase, value) in enumerate(zip(phases, [*path, path[-1]], strict=True)):
        event = GestureEvent(index / 30, "zoom", phase, Handedness.BOTH, 0.9, index, value)
        total += sum(bound.action.steps for bound in binder.bind(event))
    return total


@given(gains, values)
def test_zoom_ends_within_one_step_of_the_value(gain, path):
    assert abs(zoomed(gain, path) - math.trunc(gain * path[-1])) <= 1


@given(gains, values)
def test_zoom_comes_back_to_nothing(gain, path):
    assert zoomed(gain, [*path, 0.0]) == 0


@given(gains, st.floats(-3, 3), st.integers(2, 60))
def test_a_slow_hand_zooms_as_far_as_a_quick_one(gain, end, count):
    slow = [end * i / count for i in range(count + 1)]
    assert zoomed(gain, [0.0, *slow]) == zoomed(gain, [0.0, end])


events = st.lists(
    st.tuples(
        st.sampled_from(["fist", "ok", "point"]),
        st.sampled_from(list(Phase)),
        st.sampled_from([Handedness.LEFT, Handedness.RIGHT]),
        st.booleans(),
    ),
    max_size=40,
)


@given(events, st.sets(st.integers(0, 40), max_size=4))
@settings(max_examples=200)
def test_all_that_goes_down_comes_up_again(script, releases):
    """Whatever comes in whatever order, with pauses in between: never an up without its down, none left down."""
    binder = Binder(
        Config(
            bindings=(
                Binding("keys", "fist", HoldKeys(("space",))),
                Binding("left keys", "ok", HoldKeys(("a",)), hand=Handedness.LEFT, cooldown_s=0.2),
                Binding("button", "point", HoldButton(MouseButton.LEFT)),
            )
        )
    )
    down: Counter[tuple[str, object]] = Counter()

    def account(bound):
        for each in bound:
            action = each.action
            what = action.keys if isinstance(action, KeyHold) else action.button
            assert isinstance(action, KeyHold | ButtonHold)
            down[each.binding, what] += 1 if action.down else -1
            assert down[each.binding, what] >= 0

    for index, (gesture, phase, hand, paused) in enumerate(script):
        if index in releases:
            account(binder.release(index / 30, index))
        account(
            binder.bind(GestureEvent(index / 30, gesture, phase, hand, 0.9, index), paused=paused and index in releases)
        )
    account(binder.release(9.0, 999))
    assert not +down
