"""What stands for a click comes in time, goes to the right window, and is told apart from gestures."""

import numpy as np

from gesturectl.daemon.demo_effects import DemoStep, Goal, SeenWindows, Sightings, judge
from gesturectl.daemon.demo_focus import BINDING, FocusCue, FocusCues, cues_for, opened_app
from gesturectl.daemon.demo_table import rows_of, table_text
from gesturectl.daemon.latency import ActionTiming
from gesturectl.daemon.pipeline import StepResult
from gesturectl.domain.action import FocusApp
from gesturectl.domain.frame import Frame

BROWSER, EDITOR, TERMINAL = (1, "Chromium"), (2, "Mousepad"), (3, "XTerm")
STEPS = (
    DemoStep(Goal.OPEN, "thumb_up", "open", 2.0, 3.0),
    DemoStep(Goal.ZOOM_IN, "zoom", "zoom", 6.0, 7.0),
    DemoStep(Goal.ZOOM_OUT, "zoom", "zoom", 9.0, 10.0),
    DemoStep(Goal.CLOSE, "thumb_down", "close", 12.0, 13.0),
)


class ListOutlet:
    def __init__(self) -> None:
        self.sent: list[ActionTiming] = []

    def send(self, timing: ActionTiming) -> None:
        self.sent.append(timing)

    def release_all(self) -> None: ...

    def close(self) -> None: ...


def heard(cues: FocusCues, t: float) -> None:
    cues.heard(Frame(t, round(t * 30), np.zeros((2, 2, 3), np.uint8)), StepResult((), ()))


def test_the_browser_is_meant_for_zooming_and_the_application_for_closing() -> None:
    seen = Sightings(windows=[SeenWindows(0, frozenset({BROWSER})), SeenWindows(1, frozenset({BROWSER, EDITOR}))])
    cues = cues_for(STEPS, seen, "Chromium")
    assert [(cue.t, cue.app()) for cue in cues] == [(5.0, "Chromium"), (11.0, "Mousepad")]


def test_a_clip_that_only_zooms_begins_with_the_browser() -> None:
    cues = cues_for(STEPS[1:3], Sightings(), "Chromium")
    assert [(cue.t, cue.app()) for cue in cues] == [(5.0, "Chromium")]


def test_a_cue_is_played_once_when_its_frame_comes() -> None:
    outlet = ListOutlet()
    cues = FocusCues(lambda: outlet, [FocusCue(5.0, lambda: "Chromium"), FocusCue(11.0, lambda: "")])
    for t in (4.9, 5.1, 5.2, 11.5, 12.0):
        heard(cues, t)
    assert [(sent.bound.binding, sent.bound.t, sent.bound.action) for sent in outlet.sent] == [
        (BINDING, 5.1, FocusApp("Chromium"))
    ]


def test_the_opened_application_is_the_newest_that_is_still_there() -> None:
    both = SeenWindows(1, frozenset({BROWSER, EDITOR}))
    assert opened_app(Sightings(windows=[SeenWindows(0, frozenset({BROWSER})), both])) == "Mousepad"
    three = SeenWindows(2, frozenset({BROWSER, EDITOR, TERMINAL}))
    assert opened_app(Sightings(windows=[both, three])) == "XTerm"
    assert opened_app(Sightings(windows=[both, three, both])) == ""
    assert opened_app(Sightings()) == ""


def test_clicks_stand_between_the_gestures_of_the_table() -> None:
    outlet = ListOutlet()
    heard(FocusCues(lambda: outlet, [FocusCue(5.0, lambda: "Chromium")]), 5.1)
    seen = Sightings(actions=outlet.sent)
    rows = rows_of(judge(STEPS, seen), seen, "synthetic")
    assert [row[0] for row in rows] == [
        "open an application",
        BINDING,
        "zoom the page in",
        "zoom the page out",
        "close the application",
    ]
    text = table_text(rows)
    assert "focus Chromium" in text
    assert text.count("MISSING") == 4
