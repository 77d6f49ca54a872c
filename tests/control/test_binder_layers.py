"""Where a rule is in force, how long a gesture must be, and which of several rules wins."""

from __future__ import annotations

import pytest

from gesturectl.control.binder import Binder
from gesturectl.domain.action import Action, Ask, CloseWindow, Hotkey, KeyHold, Sequence, TypeText, Wait
from gesturectl.domain.app_condition import ActiveWindow, AppCondition, AppPattern
from gesturectl.domain.binding import Binding, BoundAction
from gesturectl.domain.effect import HoldKeys, ZoomByValue
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import Config
from gesturectl.domain.situation import Profile, Situation

LEFT, RIGHT, BOTH = Handedness.LEFT, Handedness.RIGHT, Handedness.BOTH
BROWSER = Situation(ActiveWindow("Chromium", "chromium (/home/me)", "Music - YouTube - Chromium", "/usr/lib/chromium"))
TERMINAL = Situation(ActiveWindow("XTerm", "xterm", "me@here: ~", "/usr/bin/xterm"))


def app(*classes: str, titles: tuple[str, ...] = (), programs: tuple[str, ...] = (), nots: str = "") -> AppCondition:
    wanted = (AppPattern(classes, titles, programs),) if classes or titles or programs else ()
    return AppCondition(wanted, (AppPattern((nots,)),) if nots else ())


def rule(text: str, gesture: str, **more: object) -> Binding:
    return Binding(text, gesture, TypeText(text), **more)  # type: ignore[arg-type]


def binder(*bindings: Binding, profiles: tuple[Profile, ...] = ()) -> Binder:
    return Binder(Config(bindings=bindings, profiles=profiles))


def texts(bound: tuple[BoundAction, ...]) -> list[str]:
    return [each.binding for each in bound]


def actions(bound: tuple[BoundAction, ...]) -> list[Action]:
    return [each.action for each in bound]


@pytest.mark.parametrize(
    ("condition", "browser", "terminal"),
    [
        (app("chromium"), True, False),
        (app("chrom*", "firefox"), True, False),
        (app("chrom"), False, False),
        (app("/^chr/"), True, False),
        (app(titles=("*youtube*",)), True, False),
        (app(titles=(r"/\byoutube\b/",)), True, False),
        (app("chromium", titles=("*news*",)), False, False),
        (app(programs=("xterm",)), False, True),
        (app(programs=("/usr/bin/*",)), False, True),
        (app(nots="xterm"), True, False),
        (app("*", nots="chromium"), False, True),
    ],
)
def test_conditions_on_the_active_window(event, condition: AppCondition, browser: bool, terminal: bool) -> None:
    fired = [
        bool(binder(rule("x", "fist", app=condition)).bind(event("fist"), situation=s)) for s in (BROWSER, TERMINAL)
    ]
    assert fired == [browser, terminal]


def test_without_a_window_only_what_must_not_be_is_fulfilled(event) -> None:
    for condition, expected in ((app("chromium"), False), (app(nots="xterm"), True)):
        assert bool(binder(rule("x", "fist", app=condition)).bind(event("fist"), situation=Situation())) is expected


def test_where_windows_cannot_be_told_no_condition_is_fulfilled(event) -> None:
    b = binder(rule("no", "fist", app=app(nots="xterm")), rule("any", "fist"))
    assert texts(b.bind(event("fist"), situation=Situation(tells_window=False))) == ["any"]


def test_the_more_specific_application_wins_wherever_it_stands(event) -> None:
    rules = [
        rule("anywhere", "fist"),
        rule("browser", "fist", app=app("chromium")),
        rule("not a terminal", "fist", app=app(nots="xterm")),
        rule("music", "fist", app=app("chromium", titles=("*youtube*",))),
    ]
    for some in (rules, rules[::-1]):
        assert texts(binder(*some).bind(event("fist"), situation=BROWSER)) == ["music"]
        assert texts(binder(*some).bind(event("fist"), situation=TERMINAL)) == ["anywhere"]


def test_what_begins_in_one_window_ends_by_the_same_rule(event) -> None:
    b = binder(Binding("zoom", "zoom", ZoomByValue(5), app=app("chromium")))
    b.bind(event("zoom", value=0.0), situation=BROWSER)
    assert b.bind(event("zoom", "update", t=0.1, value=0.4), situation=TERMINAL)
    assert b.bind(event("zoom", "end", t=0.2, value=0.0), situation=TERMINAL)


def test_a_profile_brings_rules_and_hides_others(event) -> None:
    b = binder(
        rule("all", "fist"),
        rule("game", "fist", profiles=("game", "talk")),
        profiles=(Profile("game"), Profile("talk")),
    )
    for chosen, expected in (("default", "all"), ("game", "game"), ("talk", "game")):
        assert texts(b.bind(event("fist"), situation=Situation(profile=chosen))) == [expected]


def test_a_window_brings_its_profile_unless_one_was_chosen(event) -> None:
    profiles = (Profile("web", app("chromium")), Profile("game"))
    b = binder(rule("web", "fist", profiles=("web",)), rule("game", "fist", profiles=("game",)), profiles=profiles)
    assert b.profile_in(BROWSER) == "web"
    assert b.profile_in(TERMINAL) == "default"
    assert texts(b.bind(event("fist"), situation=Situation(BROWSER.window, profile="game"))) == ["game"]


def test_a_sequence_wins_over_its_parts(event) -> None:
    b = binder(rule("a", "point"), rule("b", "swipe_left"), rule("ab", "swipe_left", lead=("point",)))
    assert b.bind(event("point")) == b.bind(event("point", "end", t=0.5)) == b.tick(1.0, 30) == ()
    assert texts(b.bind(event("swipe_left", t=1.5))) == ["ab"]
    assert b.tick(9.0, 270) == ()
    b.bind(event("swipe_left", "end", t=9.0))
    assert texts(b.bind(event("swipe_left", t=10.0))) == ["b"]


def test_the_first_part_is_done_when_the_second_does_not_come(event) -> None:
    b = binder(rule("a", "point"), rule("ab", "swipe_left", lead=("point",), within_s=1.0))
    b.bind(event("point"))
    assert b.tick(1.0, 30) == ()
    (late,) = b.tick(1.1, 33)
    assert (late.binding, late.t, late.seq) == ("a", 1.1, 33)
    assert b.bind(event("swipe_left", t=1.2)) == ()


def test_another_gesture_breaks_a_sequence_and_comes_after_what_waited(event) -> None:
    b = binder(rule("a", "point"), rule("c", "fist"), rule("ab", "swipe_left", lead=("point",)))
    b.bind(event("point"))
    assert texts(b.bind(event("fist", t=0.5))) == ["a", "c"]
    assert b.bind(event("swipe_left", t=1.0)) == ()


def test_a_gesture_that_is_bound_to_nothing_breaks_no_sequence(event) -> None:
    b = binder(rule("ab", "swipe_left", lead=("point",)))
    b.bind(event("point"))
    b.bind(event("open_palm", t=0.5))
    assert texts(b.bind(event("swipe_left", t=1.0))) == ["ab"]


def test_sequences_in_sequences(event) -> None:
    b = binder(
        rule("a", "point"),
        rule("ab", "fist", lead=("point",)),
        rule("abc", "ok", lead=("point", "fist")),
        rule("b", "fist"),
    )
    b.bind(event("point"))
    b.bind(event("point", "end", t=0.4))
    assert b.bind(event("fist", t=0.5)) == ()
    assert texts(b.bind(event("ok", t=1.0))) == ["abc"]
    assert b.tick(9.0, 0) == ()
    b.bind(event("point", t=20.0))
    b.bind(event("fist", t=20.5))
    assert texts(b.tick(23.0, 0)) == ["ab"]


def test_a_broken_longer_sequence_gives_back_its_parts_in_order(event) -> None:
    b = binder(rule("a", "point"), rule("b", "fist"), rule("abc", "ok", lead=("point", "fist")))
    b.bind(event("point"))
    b.bind(event("fist", t=0.5))
    assert texts(b.tick(3.0, 90)) == ["a", "b"]


def test_a_sequence_of_one_hand_wants_that_hand(event) -> None:
    b = binder(rule("ab", "swipe_left", lead=("point",), hand=LEFT))
    b.bind(event("point", hand=LEFT))
    assert b.bind(event("swipe_left", t=1.0, hand=RIGHT)) == ()
    b.bind(event("point", t=5.0, hand=LEFT))
    assert texts(b.bind(event("swipe_left", t=6.0, hand=LEFT))) == ["ab"]


def test_the_same_gesture_twice(event) -> None:
    b = binder(rule("once", "fist"), rule("twice", "fist", lead=("fist",)))
    b.bind(event("fist"))
    b.bind(event("fist", "end", t=0.3))
    assert texts(b.bind(event("fist", t=1.0))) == ["twice"]
    b.bind(event("fist", "end", t=1.3))
    assert b.tick(5.0, 0) == ()
    b.bind(event("fist", t=6.0))
    assert texts(b.tick(8.5, 0)) == ["once"]


def test_held_and_tapped_are_two_things(event) -> None:
    b = binder(rule("tap", "fist"), rule("hold", "fist", hold_s=1.0))
    assert b.bind(event("fist")) == ()
    assert texts(b.bind(event("fist", "end", t=0.5))) == ["tap"]
    b.bind(event("fist", t=2.0))
    assert b.tick(2.9, 0) == ()
    assert texts(b.tick(3.0, 0)) == ["hold"]
    assert b.bind(event("fist", "end", t=3.5)) == ()


def test_what_is_lost_before_it_was_held_long_enough_does_nothing(event) -> None:
    b = binder(rule("tap", "fist"), rule("hold", "fist", hold_s=1.0))
    b.bind(event("fist"))
    assert b.bind(event("fist", "cancel", t=0.5)) == b.tick(5.0, 0) == ()


def test_both_hands_at_once_are_another_matter_than_each(event) -> None:
    b = binder(rule("one", "fist"), rule("left", "fist", hand=LEFT), rule("both", "fist", hand=BOTH))
    assert texts(b.bind(event("fist", hand=BOTH))) == ["both"]
    assert texts(b.bind(event("fist", t=0.3, hand=RIGHT))) == ["one"]
    assert texts(b.bind(event("fist", t=0.4, hand=LEFT))) == ["left"]
    assert binder(rule("one", "fist")).bind(event("fist", hand=BOTH)) == ()


def test_both_hands_can_be_held_too(event) -> None:
    b = binder(rule("both", "fist", hand=BOTH, hold_s=1.0))
    assert b.bind(event("fist", hand=BOTH)) == b.tick(0.9, 0) == ()
    assert texts(b.tick(1.0, 0)) == ["both"]


def test_a_rule_repeats_while_the_gesture_is_held_and_makes_up_for_nothing(event) -> None:
    b = binder(rule("next", "fist", repeat_s=0.5))
    assert texts(b.bind(event("fist"))) == ["next"]
    assert [len(b.tick(t, 0)) for t in (0.4, 0.5, 0.6, 1.0, 3.0, 3.1, 3.5)] == [0, 1, 0, 1, 1, 0, 1]
    b.bind(event("fist", "end", t=4.0))
    assert b.tick(9.0, 0) == ()


def test_a_rule_that_wants_to_be_sure_asks_first(event) -> None:
    b = binder(Binding("close", "thumb_down", CloseWindow(), confirm=True))
    assert actions(b.bind(event("thumb_down"))) == [Ask("close_window active")]
    b.bind(event("thumb_down", "end", t=3.0))  # held for long: the time runs from here
    assert actions(b.bind(event("thumb_down", t=4.9))) == [CloseWindow()]
    b.bind(event("thumb_down", "end", t=5.0))
    assert actions(b.bind(event("thumb_down", t=6.0))) == [Ask("close_window active")]
    b.bind(event("thumb_down", "end", t=6.1))
    assert actions(b.bind(event("thumb_down", t=8.2))) == [Ask("close_window active")]  # too late


def test_a_pause_forgets_what_was_asked(event) -> None:
    b = binder(Binding("close", "thumb_down", CloseWindow(), confirm=True))
    b.bind(event("thumb_down"))
    b.bind(event("thumb_down", "end", t=0.5))
    b.release(0.6, 18)
    assert actions(b.bind(event("thumb_down", t=1.0))) == [Ask("close_window active")]


def test_a_macro_comes_in_parts_at_its_times(event) -> None:
    one, two, three = Hotkey(("a",)), Hotkey(("b",)), Hotkey(("c",))
    (*parts,) = binder(Binding("m", "fist", Sequence((one, two, Wait(0.5), three)))).bind(event("fist", t=2.0))
    assert [(part.t, part.action) for part in parts] == [(2.0, Sequence((one, two))), (2.5, three)]


def test_nothing_comes_of_what_waits_when_all_is_let_go(event) -> None:
    b = binder(rule("tap", "fist"), rule("hold", "fist", hold_s=1.0), rule("again", "ok", repeat_s=0.5))
    b.bind(event("fist"))
    b.bind(event("ok"))
    b.release(0.5, 15)
    assert b.tick(9.0, 270) == ()


def test_a_hold_at_the_end_of_a_sequence(event) -> None:
    b = binder(
        Binding("talk", "fist", HoldKeys(("space",)), lead=("point",)), Binding("run", "fist", HoldKeys(("shift",)))
    )
    b.bind(event("point"))
    assert actions(b.bind(event("fist", t=1.0))) == [KeyHold(("space",), True)]
    assert actions(b.bind(event("fist", "end", t=2.0))) == [KeyHold(("space",), False)]
    assert actions(b.bind(event("fist", t=3.0))) == [KeyHold(("shift",), True)]


def test_silence_has_its_reason(event) -> None:
    b = binder(
        rule("browser", "fist", app=app("chromium")),
        rule("tap", "ok"),
        rule("hold", "ok", hold_s=1.0),
        rule("ab", "swipe_left", lead=("point",)),
    )
    assert (
        b.why_silent(event("fist"), TERMINAL) == "its rules are not for this place: profile 'default', window 'XTerm'"
    )
    held = event("ok")
    assert b.bind(held) == ()
    assert b.why_silent(held) == "it waits to see whether rule 'hold' is meant"
    assert b.why_silent(event("point")) == "it only begins rule 'ab'"
    assert b.why_silent(event("swipe_left")) == "rule 'ab' wants point then swipe_left"
