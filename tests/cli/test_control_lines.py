"""Answers of the running gesturectl, for people."""

from __future__ import annotations

from gesturectl.cli.control_lines import deed_lines, status_lines, why_lines
from gesturectl.domain.status import Latency, State, Status


def test_a_status_names_the_mistake_in_the_file() -> None:
    status = Status(
        State.PAUSED,
        source="cam",
        backend="xtest",
        backend_reason="an X11 desktop",
        latency={"act": Latency(1.0, 2.5)},
        last_events=("one", "two"),
        pause_why="gesturectl pause --for 2",
        resumes_in_s=95.0,
        held=("ctrl",),
        off=("fist",),
        config="g.yaml",
        config_problem="1 problem in g.yaml\ng.yaml:3:1: what",
        uptime_s=3700.0,
        pid=7,
        versions={"gesturectl": "1"},
    )
    lines = list(status_lines(status.as_json()))
    assert lines[0] == "state      paused, by: gesturectl pause --for 2, goes on in 1 min 35 s"
    assert "act        1.00 ms (p50), 2.50 ms (p95)" in lines
    assert "           g.yaml:3:1: what" in lines
    assert "up         1 h 1 min, process 7" in lines
    assert "held       ctrl" in lines
    assert "off        fist" in lines
    assert lines[-2:] == ["last       one", "           two"]
    assert all(line == line.rstrip() for line in lines)


def test_a_fresh_daemon_can_be_shown_too() -> None:
    assert next(iter(status_lines(Status().as_json()))) == "state      starting"


def test_why_tells_deeds_silence_near_misses_and_now() -> None:
    failed = {"binding": "tab", "action": "hotkey a", "times": 2, "error": "no display", "remedy": "Start one."}
    life = {"gesture": "fist", "handedness": "left", "age_s": 3.2, "phase": "end", "score": 0.91, "value": None}
    answer = {
        "pause_why": "signal USR1",
        "gate": "",
        "pointer": "on: the right hand has the pointer",
        "off": ["ok"],
        "gestures": [
            {**life, "enter": 0.8, "margin": 0.11, "actions": [failed]},
            {**life, "value": 0.5, "actions": [], "why_silent": "cooldown"},
        ],
        "nearly": [{**life, "enter": 0.95, "margin": -0.04, "why": "too short", "rules": ["tab", "zoom"]}],
        "now": [{**life, "enter": 0.8, "state": "idle", "hinder": "just come", "raised": "at the face"}],
    }
    assert list(why_lines(answer)) == [
        "paused by: signal USR1",
        "pointer mode is on: the right hand has the pointer",
        "switched off: ok",
        "   3 s ago  fist (left) (end), score 0.91 of 0.80 (+0.11)",
        "            tab → hotkey a x2",
        "              failed: no display. Start one",
        "   3 s ago  fist (left) (end), score 0.91, value +0.50",
        "            did nothing: cooldown",
        "   3 s ago  nearly fist (left), score 0.91 of 0.95 (-0.04): too short",
        "            rules that waited for it: tab, zoom",
        "       now  fist (left), score 0.91 of 0.80, raised: at the face, idle; just come",
    ]
    nothing = {"pause_why": "", "gate": "", "pointer": "off", "off": [], "gestures": [], "nearly": [], "now": []}
    assert list(why_lines(nothing)) == ["no gesture was recognized yet"]


def test_a_dry_run_says_that_nothing_was_done() -> None:
    assert list(deed_lines([{"binding": "z", "action": "zoom +5"}], done=False)) == ["z → zoom +5 (not done: dry run)"]
