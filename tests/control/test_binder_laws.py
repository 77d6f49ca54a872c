"""What must hold whatever rules there are and whatever is made: in any order, lost, paused, in any window."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from gesturectl.control.binder import Binder
from gesturectl.domain.action import Ask, Control, ControlVerb, KeyHold, Sequence, TypeText, Wait
from gesturectl.domain.app_condition import ActiveWindow, AppCondition, AppPattern
from gesturectl.domain.binding import Binding, BoundAction
from gesturectl.domain.effect import HoldKeys
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import Config
from gesturectl.domain.situation import Profile, Situation

GESTURES = ("fist", "ok", "point")
HANDS = tuple(Handedness)
APPS = (None, AppCondition((AppPattern(("A",)),)), AppCondition(none_of=(AppPattern(("A",)),)))
SITUATIONS = tuple(
    Situation(window, tells, profile)
    for window, tells in ((ActiveWindow("A"), True), (ActiveWindow("B"), True), (None, True), (None, False))
    for profile in ("default", "p")
)
PROFILES = (Profile("p"), Profile("q", APPS[1]))


@st.composite
def rules(draw: st.DrawFn) -> Config:
    made = []
    for index in range(draw(st.integers(1, 6))):
        name, gesture = f"rule {index}", draw(st.sampled_from(GESTURES))
        common = {
            "hand": draw(st.sampled_from((None, None, Handedness.LEFT, Handedness.RIGHT))),
            "app": draw(st.sampled_from(APPS)),
            "profiles": draw(st.sampled_from(((), (), ("p",), ("q",)))),
            "lead": draw(st.sampled_from(((), (), ("fist",), ("ok", "fist")))),
            "cooldown_s": draw(st.sampled_from((0.0, 0.0, 0.5))),
        }
        if draw(st.booleans()):
            made.append(Binding(name, gesture, HoldKeys((f"f{index + 1}",)), **common))  # type: ignore[arg-type]
            continue
        effect = draw(
            st.sampled_from(
                (
                    TypeText(name),
                    Sequence((TypeText(name), Wait(0.4), TypeText("then"))),
                    Control(ControlVerb.TOGGLE),
                )
            )
        )
        common["phase"] = draw(st.sampled_from((Phase.BEGIN, Phase.BEGIN, Phase.BEGIN, Phase.END)))
        if common["phase"] is Phase.BEGIN:
            common["hold_s"] = draw(st.sampled_from((0.0, 0.0, 0.3, 1.0)))
            common["repeat_s"] = draw(st.sampled_from((0.0, 0.0, 0.2)))
            if not common["lead"]:
                common["hand"] = draw(st.sampled_from((common["hand"], Handedness.BOTH)))
        else:
            common["lead"] = ()
        common["confirm"] = draw(st.booleans())
        made.append(Binding(name, gesture, effect, **common))  # type: ignore[arg-type]
    return Config(bindings=tuple(made), profiles=PROFILES)


steps = st.lists(
    st.tuples(
        st.sampled_from(("event", "event", "event", "tick", "release", "forget")),
        st.sampled_from(GESTURES),
        st.sampled_from((Phase.BEGIN, Phase.BEGIN, Phase.END, Phase.CANCEL)),
        st.sampled_from(HANDS),
        st.sampled_from(SITUATIONS),
        st.booleans(),
        st.floats(0, 1.5),
    ),
    max_size=40,
)


class Ledger:
    """Keeps account of what is down, and of what each gesture has done."""

    def __init__(self, config: Config) -> None:
        self.rules = {rule.name: rule for rule in config.bindings}
        self.down: Counter[tuple[str, ...]] = Counter()
        self.fired: Counter[tuple[int, str]] = Counter()
        self.causes: list[GestureEvent] = []

    def account(self, bound: tuple[BoundAction, ...], t: float) -> None:
        for each in bound:
            rule = self.rules[each.binding]
            assert each.t >= t
            assert each.cause is not None
            assert each.cause.gesture == rule.gesture
            if isinstance(each.action, KeyHold):
                self.down[each.action.keys] += 1 if each.action.down else -1
                assert self.down[each.action.keys] >= 0, "never an up without its down"
            elif not isinstance(each.action, Ask) and each.t == t and not rule.repeat_s:
                self.causes.append(each.cause)  # keeps its id from being used again
                self.fired[id(each.cause), each.binding] += 1
                assert self.fired[id(each.cause), each.binding] == 1, "once for each gesture"


@given(rules(), steps)
@settings(max_examples=250, deadline=None)
def test_nothing_stays_pressed_and_nothing_fires_twice(config: Config, script: list[tuple[object, ...]]) -> None:
    binder, ledger, t = Binder(config), Ledger(config), 0.0
    for seq, (what, gesture, phase, hand, situation, paused, wait_s) in enumerate(script):
        t += wait_s  # type: ignore[operator]
        if what == "event":
            event = GestureEvent(t, gesture, phase, hand, 0.9, seq)  # type: ignore[arg-type]
            ledger.account(binder.bind(event, paused=paused, situation=situation), t)  # type: ignore[arg-type]
        elif what == "release":
            ledger.account(binder.release(t, seq), t)
            assert not +ledger.down, "nothing is held after a release"
        elif what == "forget":
            binder.forget_waiting()
        ledger.account(binder.tick(t, seq), t)
    ledger.account(binder.release(t, 999), t)
    assert not +ledger.down
    assert binder.tick(t + 100, 1000) == (), "nothing comes of what was let go"
    assert binder.settle(t + 200, 1001) == ()


@given(rules(), steps)
@settings(max_examples=120, deadline=None)
def test_what_was_left_is_decided_in_the_end(config: Config, script: list[tuple[object, ...]]) -> None:
    """However gestures come, once all are left and time has passed nothing waits any more, and a new one works."""
    binder, t = Binder(config), 0.0
    for seq, (_, gesture, phase, hand, situation, _, wait_s) in enumerate(script):
        t += wait_s  # type: ignore[operator]
        binder.bind(GestureEvent(t, gesture, phase, hand, 0.9, seq), situation=situation)  # type: ignore[arg-type]
        binder.tick(t, seq)
    for gesture in GESTURES:
        for hand in HANDS:
            binder.bind(GestureEvent(t, gesture, Phase.END, hand, 0.9, 900))
    binder.tick(t + 10, 901)
    assert binder.settle(t + 10, 902) == ()
    assert binder.tick(t + 1000, 903) == ()
    assert binder.release(t + 1000, 904) == ()
