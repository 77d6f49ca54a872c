"""The demonstration's verdict: an effect counts only when it followed from its own gesture."""

import pytest

from gesturectl.daemon.demo_effects import (
    DemoStep,
    Goal,
    Outcome,
    SeenWindows,
    SeenZoom,
    Sightings,
    judge,
    strays,
)
from gesturectl.daemon.demo_table import rows_of, table_text
from gesturectl.daemon.latency import ActionTiming
from gesturectl.domain.action import Action, CloseWindow, LaunchApp, Zoom
from gesturectl.domain.binding import BoundAction

CLOCK_S = 1000.0  # at_s of the frame with t = 0
FPS = 30
BROWSER = (1, "Chromium")
APP = (2, "Mousepad")

STEPS = (
    DemoStep(Goal.OPEN, "victory", "open-app", 2.0, 3.0),
    DemoStep(Goal.ZOOM_IN, "zoom", "zoom-page", 6.0, 7.0),
    DemoStep(Goal.ZOOM_OUT, "zoom", "zoom-page", 9.0, 10.0),
    DemoStep(Goal.CLOSE, "fist", "close-window", 12.0, 13.0),
)


def action(t: float, binding: str, what: Action) -> ActionTiming:
    at_s = CLOCK_S + t
    bound = BoundAction(t, round(t * FPS), binding, what)
    return ActionTiming(bound, at_s, at_s + 0.01, at_s + 0.03, at_s + 0.031, at_s + 0.032, at_s + 0.033)


def all_went_well() -> Sightings:
    return Sightings(
        actions=[
            action(2.4, "open-app", LaunchApp(("mousepad",))),
            action(6.2, "zoom-page", Zoom(1)),
            action(6.4, "zoom-page", Zoom(1)),
            action(9.2, "zoom-page", Zoom(-2)),
            action(12.5, "close-window", CloseWindow()),
        ],
        zooms=[
            SeenZoom(CLOCK_S - 1, 1.0),
            SeenZoom(CLOCK_S + 6.25, 1.1),
            SeenZoom(CLOCK_S + 6.45, 1.25),
            SeenZoom(CLOCK_S + 9.26, 1.0),
        ],
        windows=[
            SeenWindows(CLOCK_S - 1, frozenset({BROWSER})),
            SeenWindows(CLOCK_S + 2.7, frozenset({BROWSER, APP})),
            SeenWindows(CLOCK_S + 12.6, frozenset({BROWSER})),
        ],
    )


def reached(outcomes: tuple[Outcome, ...]) -> list[bool]:
    return [outcome.reached for outcome in outcomes]


def test_each_effect_is_told_with_its_latency() -> None:
    opened, zoomed_in, zoomed_out, closed = judge(STEPS, all_went_well())
    assert (opened.actions, opened.effect) == ("launch mousepad", "windows 1 → 2 (+ Mousepad)")
    assert (zoomed_in.actions, zoomed_in.effect) == ("zoom +1 ×2", "zoom 1.00 → 1.25")
    assert (zoomed_out.actions, zoomed_out.effect) == ("zoom -2", "zoom 1.25 → 1.00")
    assert (closed.actions, closed.effect) == ("close_window active", "windows 2 → 1 (- Mousepad)")
    latencies = [outcome.latency_ms for outcome in (opened, zoomed_in, zoomed_out, closed)]
    assert latencies == pytest.approx([300, 50, 60, 100])
    assert reached(judge(STEPS, all_went_well())) == [True] * 4


def test_without_actions_no_step_is_reached() -> None:
    seen = all_went_well()
    seen.actions.clear()
    assert reached(judge(STEPS, seen)) == [False] * 4


def test_actions_that_no_step_wanted_are_strays() -> None:
    seen = all_went_well()
    assert strays(STEPS, seen) == ()
    seen.actions += [action(4.0, "scroll", Zoom(1)), action(12.8, "open-app", LaunchApp(("mousepad",)))]
    assert [(one.binding, one.t) for one in strays(STEPS, seen)] == [("scroll", 4.0), ("open-app", 12.8)]
    text = table_text(rows_of(judge(STEPS, seen), seen, "synthetic"))
    assert text.count("not asked for") == 2


def test_an_action_that_failed_says_why() -> None:
    seen = all_went_well()
    failed = seen.actions.pop(0).bound
    seen.failures.append((failed, "failed: no editor is installed"))
    opened, zoomed_in, *_ = judge(STEPS, seen)
    assert (opened.effect, opened.reached) == ("failed: no editor is installed", False)
    assert zoomed_in.reached
    seen.failures.clear()
    assert judge(STEPS, seen)[0].effect == "the gesture was not recognised"


def test_without_effects_no_step_is_reached() -> None:
    seen = all_went_well()
    del seen.zooms[1:], seen.windows[1:]
    outcomes = judge(STEPS, seen)
    assert reached(outcomes) == [False] * 4
    assert [outcome.latency_ms for outcome in outcomes] == [None] * 4
    assert outcomes[1].effect == "zoom 1.00 → 1.00"


def test_a_zoom_the_wrong_way_does_not_count() -> None:
    seen = all_went_well()
    seen.zooms[1:3] = [SeenZoom(CLOCK_S + 6.25, 0.9)]
    assert reached(judge(STEPS, seen)) == [True, False, False, True]


def test_a_zoom_that_came_back_in_the_same_gesture_does_not_count() -> None:
    seen = all_went_well()
    seen.zooms.insert(3, SeenZoom(CLOCK_S + 7.5, 1.0))
    assert not judge(STEPS, seen)[1].reached


def test_the_action_of_another_step_does_not_count() -> None:
    seen = all_went_well()
    seen.actions[0] = action(6.5, "open-app", LaunchApp(("mousepad",)))
    assert not judge(STEPS, seen)[0].reached


def test_an_effect_before_the_gesture_does_not_count() -> None:
    seen = all_went_well()
    seen.windows[1] = SeenWindows(CLOCK_S + 2.0, frozenset({BROWSER, APP}))
    assert not judge(STEPS, seen)[0].reached


def test_an_application_that_replaces_another_counts_as_opened_and_closed() -> None:
    seen = all_went_well()
    other = frozenset({(3, "XTerm")})
    seen.windows[1] = SeenWindows(CLOCK_S + 2.7, other)
    assert judge(STEPS, seen)[0].effect == "windows 1 → 1 (+ XTerm)"
