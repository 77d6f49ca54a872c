"""No text at all makes the reader fail in any way but its own."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gesturectl.config.loader import parse_config
from gesturectl.config.paths import shipped
from gesturectl.config.problem import GestureFileError, Problem

SHIPPED = shipped("gestures.yaml").read_text("utf-8")
LINES = SHIPPED.splitlines()
PIECES = st.sampled_from(
    ["{", "}", "[", "]", ":", ": ", "- ", "? ", "| ", "> ", "%", "@", "=", "~", "'", '"', "\t", "\n", "  ", "---\n"]
).flatmap(
    lambda sign: st.sampled_from([sign, sign, f"{sign}on", f"&a {sign}", f"{sign}*a", f"<<: {sign}", f"!!x {sign}"])
)
WORDS = st.sampled_from(["null", "1e999", ".nan", "2024-13-45", "0x", "\x00", "\ud7ff", "é", "{a: b}: c"])
KEYS = st.sampled_from(
    ["version", "settings", "bindings", "gesture", "do", "zoom", "hotkey", "launch", "sequence", "knob", "up", "down"]
) | st.sampled_from(["steps_per_unit", "gestures", "ok", "phase", "hand", "name", "on"])
FEW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def problems_of(text: str) -> tuple[Problem, ...]:
    try:
        parse_config(text, "f.yaml")
    except GestureFileError as error:
        return error.problems
    return ()


def read(text: str) -> None:
    """Read it; every problem must name a place inside the text and one line of words."""
    last = text.count("\n") + 2
    for each in problems_of(text):
        assert 1 <= each.line <= last
        assert each.column >= 1
        assert each.message
        assert "\n" not in each.message


@given(st.data())
@FEW
def test_the_shipped_file_with_pieces_put_in(data):
    text = SHIPPED
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(PIECES | WORDS) + text[at:]
    read(text)


@given(st.lists(st.integers(0, len(LINES) - 1), max_size=4), st.integers(0, 6), st.integers(0, len(LINES) - 1))
@FEW
def test_the_shipped_file_with_lines_lost_and_moved(lost, indent, moved):
    lines = [line for number, line in enumerate(LINES) if number not in lost]
    moved %= len(lines)
    lines[moved] = " " * indent + lines[moved].lstrip()
    read("\n".join(lines))


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["zoom", "ok", "ctrl+a", "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(json_like, json_like)
@FEW
def test_any_values_in_any_place(settings_value, binding):
    read(f"version: 1\nsettings: {as_flow(settings_value)}\nbindings: [{as_flow(binding)}]\n")


def as_flow(value: object) -> str:
    """Write a value in YAML's flow style, words bare so that YAML makes of them what it will."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_flow(each) for each in value) + "]"
    return "null" if value is None else str(value)
