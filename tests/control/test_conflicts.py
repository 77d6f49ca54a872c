"""What `gesturectl check` says about rules that meet."""

import pytest

from gesturectl.config.loader import load_config, parse_config
from gesturectl.config.paths import shipped
from gesturectl.control.conflicts import notes

TAB = "do: {hotkey: ctrl+tab}"


def said(*rules: str, head: str = "") -> list[str]:
    """The notes on rules that stand from line 4 on."""
    listed = "".join(f"  - {{{rule}, {TAB if ', do:' not in rule else ''}}}\n" for rule in rules)
    text = f"version: 1\nprofiles: {{p: {{app: Pp}}, q: {{app: Qq}}}}\nbindings: {head}\n{listed}"
    return [f"{note.line}: {note.text}" for note in notes(parse_config(text, "t"))]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (["gesture: fist", "gesture: ok"], []),
        (["name: a, gesture: fist", "name: b, gesture: fist, phase: end"], []),
        (["name: a, gesture: fist, app: A", "name: b, gesture: fist, app: B"], []),
        (["name: a, gesture: fist, profile: p", "name: b, gesture: fist, profile: q"], []),
        (["name: a, gesture: fist, hand: left", "name: b, gesture: fist, hand: right"], []),
        (
            ["name: a, gesture: fist", "name: b, gesture: fist, app: A"],
            ["4: 'a' gives way to 'b' (line 5) where the window is A"],
        ),
        (
            ["name: a, gesture: fist, hand: left", "name: b, gesture: fist, profile: p"],
            ["4: 'a' gives way to 'b' (line 5) in profile p"],
        ),
        (
            ["name: a, gesture: fist, app: [A, B]", "name: b, gesture: fist, app: A"],
            ["5: 'b' never fires: 'a' (line 4) comes earlier and is for all that this is for"],
        ),
        (
            ["name: a, gesture: fist, profile: [p, q]", "name: b, gesture: fist, profile: q"],
            ["5: 'b' never fires: 'a' (line 4) comes earlier and is for all that this is for"],
        ),
        (
            ["name: a, gesture: fist, app: A*", "name: b, gesture: fist, app: '*b'"],
            ["5: 'b' where both hold, 'a' (line 4) goes first: it is as specific and comes earlier"],
        ),
        (
            ["name: a, gesture: point", "name: b, gesture: [point, ok]"],
            ["4: 'a' waits up to 2 s, for 'b' (line 5) goes on from there"],
        ),
        (
            ["name: a, gesture: ok", "name: b, gesture: [point, ok]"],
            ["4: 'a' does not fire after point: 'b' (line 5) goes first"],
        ),
        (
            ["name: a, gesture: point, do: {key_hold: a}", "name: b, gesture: [point, ok]"],
            ["4: 'a' acts at once, also when 'b' (line 5) goes on from there: both happen"],
        ),
        (
            ["name: a, gesture: [point, ok]", "name: b, gesture: [point, ok, fist], within_s: 3"],
            ["4: 'a' waits up to 3 s, for 'b' (line 5) goes on from there"],
        ),
        (
            ["name: a, gesture: fist", "name: b, gesture: fist, hold_s: 1"],
            ["4: 'a' fires when it is left within 1 s, for 'b' (line 5) is held longer"],
        ),
        (
            ["name: a, gesture: fist", "name: b, gesture: fist, hand: both"],
            [],
        ),
    ],
)
def test_pairs(rules: list[str], expected: list[str]) -> None:
    assert said(*rules) == expected


def test_a_rule_for_any_hand_between_two_for_one_hand() -> None:
    found = said(
        "name: any, gesture: fist", "name: l, gesture: fist, hand: left", "name: r, gesture: fist, hand: right"
    )
    assert "4: 'any' never fires: 'l' (line 5) and 'r' (line 6) take both hands" in found


def test_what_can_hardly_be_confirmed() -> None:
    settings = "version: 1\nsettings: {gestures: {thumb_down: {cooldown_s: 2}}}\n"
    rule = "bindings:\n  - {name: close, gesture: thumb_down, do: {close_window: active}}\n"
    (note,) = notes(parse_config(settings + rule, "t"))
    assert note.line == 4
    assert "must be made again within 2 s, and its cooldown_s and dwell_s in the settings are 2.6 s" in note.text
    assert notes(parse_config("version: 1\n" + rule, "t")) == ()


def test_a_profile_that_nothing_brings() -> None:
    text = "version: 1\nprofiles: {lone: , game: }\nbindings:\n  - {gesture: ok, do: {profile: game}}\n"
    (note,) = notes(parse_config(text, "t"))
    assert note.text.startswith("profile 'lone': no gesture and no window brings it into force")


def test_the_shipped_rules_are_free_of_conflicts() -> None:
    assert notes(load_config(shipped("gestures.yaml"))) == ()
