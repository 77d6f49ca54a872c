"""Answers of the running gesturectl as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Said = Mapping[str, Any]


def status_lines(status: Said) -> Iterator[str]:
    """Yield the status, one thing a line."""
    yield _row("state", _state(status))
    yield _row("source", f"{status['source'] or '-'}, {status['fps']:.1f} frames a second")
    if problem := status.get("source_problem"):
        yield _row("", f"no pictures: {problem}")
    yield _row("frames", f"{status['frames']} looked at, {status['dropped']} dropped")
    for stage, each in status["latency_ms"].items():
        yield _row(stage, f"{each['p50']:.2f} ms (p50), {each['p95']:.2f} ms (p95)")
    yield _row("backend", f"{status['backend']}: {status['backend_reason']}")
    yield _row("held", ", ".join(status["held"]) or "nothing")
    if status["off"]:
        yield _row("off", ", ".join(status["off"]))
    if len(status["profiles"]) > 1:
        yield _row("profile", _profile(status))
    yield _row("window", status["window"] or status["no_window_why"] or "none is active")
    if status["pointer"] != "off":
        yield _row("pointer", status["pointer"])
    if status["gate"]:
        yield _row("silent", status["gate"])
    yield _row("rules", status["config"] or "-")
    if status["config_problem"]:
        yield _row("", "its newest version was not taken, the rules from before stay:")
        yield from (_row("", line) for line in status["config_problem"].splitlines())
    elif status["last_error"]:
        yield _row("last error", status["last_error"])
    yield _row("up", f"{_duration(status['uptime_s'])}, process {status['pid']}")
    yield _row("versions", ", ".join(f"{name} {each}" for name, each in status["versions"].items()))
    yield from (_row("last" if at == 0 else "", line) for at, line in enumerate(status["last_events"]))


def why_lines(answer: Said) -> Iterator[str]:
    """Yield the last gestures, the newest last, then what is seen now."""
    if answer["pause_why"]:
        yield f"paused by: {answer['pause_why']}"
    if answer["pointer"] != "off":
        yield f"pointer mode is {answer['pointer']}"
    if answer["gate"]:
        yield f"no gesture begins now: {answer['gate']}"
    if answer["off"]:
        yield f"switched off: {', '.join(answer['off'])}"
    if not answer["gestures"]:
        yield "no gesture was recognized yet"
    for life in answer["gestures"]:
        yield f"{_ago(life)}  {_whose(life)} ({life['phase']}), {_scored(life)}{_value(life)}"
        yield from (f"            {line}" for line in deed_lines(life["actions"]))
        if not life["actions"]:
            yield f"            did nothing: {life['why_silent']}"
    for miss in answer["nearly"]:
        yield f"{_ago(miss)}  nearly {_whose(miss)}, {_scored(miss)}: {miss['why']}"
        yield f"            {_missed_rules(miss['rules'])}"
    for now in answer["now"]:
        raised = f", raised: {now['raised']}" if now["raised"] else ""
        hinder = f"; {now['hinder']}" if now["hinder"] else ""
        score = f"score {now['score']:.2f} of {now['enter']:.2f}{raised}"
        yield f"       now  {_whose(now)}, {score}, {now['state']}{hinder}"


def deed_lines(actions: Iterable[Said], *, done: bool = True) -> Iterator[str]:
    """Yield a line for each action, two for one that failed."""
    for deed in actions:
        times = f" x{deed['times']}" if deed.get("times", 1) > 1 else ""
        yield f"{deed['binding']} → {deed['action']}{times}{'' if done else ' (not done: dry run)'}"
        if "error" in deed:
            yield f"  failed: {deed['error']}. {deed['remedy']}".rstrip(". ")


def _row(name: str, text: str) -> str:
    return f"{name:<11}{text}"


def _state(status: Said) -> str:
    why = f", by: {status['pause_why']}" if status["pause_why"] else ""
    left = status["resumes_in_s"]
    return str(status["state"]) + why + ("" if left is None else f", goes on in {_duration(left)}")


def _profile(status: Said) -> str:
    brought = f", in force: {status['profile_in_force']}" if status["profile_in_force"] != status["profile"] else ""
    return f"{status['profile']}{brought} (of {', '.join(status['profiles'])})"


def _duration(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {whole % 60} s" if minutes else f"{whole} s"


def _ago(life: Said) -> str:
    return f"{_duration(life['age_s']) + ' ago':>10}"


def _whose(life: Said) -> str:
    return (str(life["gesture"]) or "a hand") + (f" ({life['handedness']})" if life["handedness"] else "")


def _scored(life: Said) -> str:
    """Say a score, and by how much it was enough or not."""
    enough = "" if life.get("enter") is None else f" of {life['enter']:.2f} ({life['margin']:+.2f})"
    return f"score {life['score']:.2f}{enough}"


def _missed_rules(rules: Iterable[str]) -> str:
    names = ", ".join(rules)
    return f"rules that waited for it: {names}" if names else "no rule waited for it"


def _value(life: Said) -> str:
    return "" if life["value"] is None else f", value {life['value']:+.2f}"
