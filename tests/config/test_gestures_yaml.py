"""What a user may write in gestures.yaml, and what comes out of it."""

import re
from pathlib import Path

import pytest

from gesturectl.config.effect_models import ACTION_NAMES
from gesturectl.config.examples import action_examples
from gesturectl.config.loader import load_config, parse_config
from gesturectl.config.paths import shipped
from gesturectl.domain import action as a
from gesturectl.domain import effect as e
from gesturectl.domain.app_condition import AppCondition, AppPattern
from gesturectl.domain.describe import describe_effect
from gesturectl.domain.event import Phase
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import BodySwitch, HandSize, TriggerOverride
from gesturectl.domain.situation import Profile
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.errors import ConfigError


def effect_of(do: str, gesture: str = "zoom"):
    text = f"version: 1\nbindings:\n  - gesture: {gesture}\n    do: {do}\n"
    return parse_config(text, "test.yaml").bindings[0].effect


@pytest.mark.parametrize(
    ("do", "effect"),
    [
        ("{hotkey: ctrl+tab}", a.Hotkey(("ctrl", "tab"))),
        ("{hotkey: Ctrl + Shift + T}", a.Hotkey(("ctrl", "shift", "t"))),
        ("{hotkey: ctrl+plus}", a.Hotkey(("ctrl", "plus"))),
        ("{hotkey: ctrl+-}", a.Hotkey(("ctrl", "minus"))),
        ("{hotkey: esc}", a.Hotkey(("escape",))),
        ("{hotkey: 'n'}", a.Hotkey(("n",))),
        ("{text: 'héllo'}", a.TypeText("héllo")),
        ("{click: right}", a.Click(a.MouseButton.RIGHT)),
        ("{click: {count: 2}}", a.Click(a.MouseButton.LEFT, 2)),
        ("{pointer_move: {dx: -5}}", a.PointerMove(-5, 0)),
        ("{scroll: {dy: 3}}", a.Scroll(dy=3)),
        ("{scroll: {steps_per_unit: 3, axis: horizontal}}", e.ScrollByValue(3, True)),
        ("{zoom: {steps: -1, method: keys}}", a.Zoom(-1, a.ZoomMethod.KEYS)),
        ("{zoom: {steps_per_unit: 6}}", e.ZoomByValue(6)),
        ("{launch: firefox}", a.LaunchApp(desktop="firefox")),
        ("{launch: [xterm, -e, top]}", a.LaunchApp(("xterm", "-e", "top"))),
        ("{launch: {desktop: mousepad}}", a.LaunchApp(desktop="mousepad")),
        ("{launch: {desktop: [x, y, z], command: [w]}}", a.LaunchApp(("w",), "x", ("y", "z"))),
        ("{close_window: active}", a.CloseWindow()),
        ("{close_window: {app: Mousepad, kill: true}}", a.CloseWindow("Mousepad", True)),
        ("{focus: Chromium}", a.FocusApp("Chromium")),
        ("{media: play_pause}", a.PressMediaKey(a.MediaKey.PLAY_PAUSE)),
        ("{command: [notify-send, hi]}", a.RunCommand(("notify-send", "hi"))),
        ("{control: pause}", a.Control(a.ControlVerb.PAUSE)),
        (
            "{knob: {steps_per_unit: 2, up: {media: volume_up}, down: {hotkey: a}}}",
            e.Knob(2, a.PressMediaKey(a.MediaKey.VOLUME_UP), a.Hotkey(("a",))),
        ),
        ("{key_hold: space}", e.HoldKeys(("space",))),
        ("{button_hold: left}", e.HoldButton(a.MouseButton.LEFT)),
        ("{profile: default}", a.SwitchProfile("default")),
        ("{control: undo}", a.Control(a.ControlVerb.UNDO)),
        ("{sequence: [{text: x}, {wait: 2}]}", a.Sequence((a.TypeText("x"), a.Wait(2)))),
        (
            "{sequence: [{focus: X}, {text: y}]}",
            a.Sequence((a.FocusApp("X"), a.TypeText("y"))),
        ),
    ],
)
def test_actions(do, effect):
    assert effect_of(do) == effect


def test_every_action_has_examples_that_can_be_read():
    examples = action_examples()
    assert tuple(name for name, _, _ in examples) == ACTION_NAMES
    for _, meaning, texts in examples:
        assert meaning
        assert all(describe_effect(effect_of(text)) for text in texts)


def test_a_binding_in_full():
    config = parse_config(
        """\
version: 1
bindings:
  - {name: hold, gesture: fist, phase: end, hand: left, do: {text: x}, cooldown_s: 2}
  - {gesture: ok, do: {text: y}, enabled: false}
""",
        "test.yaml",
    )
    (binding,) = config.bindings
    assert (binding.name, binding.gesture, binding.phase) == ("hold", "fist", Phase.END)
    assert (binding.hand, binding.cooldown_s, binding.line) == (Handedness.LEFT, 2.0, 3)


def test_where_when_and_how_often():
    config = parse_config(
        """\
version: 1
profiles:
  game:
  web: {app: [Chromium, {title: "*Firefox"}]}
bindings:
  - {gesture: [point, fist], within_s: 1.5, hold_s: 0.5, app: Chromium, profile: game, do: {text: a}}
  - {gesture: ok, hand: both, repeat_s: 0.2, profile: [game, default], do: {profile: game}}
  - {gesture: fist, app: {class: [A, B], executable: /bin/, not: [C, {title: D}]}, do: {text: b}}
""",
        "test.yaml",
    )
    sequence, both, elsewhere = config.bindings
    assert (sequence.name, sequence.gestures, sequence.within_s) == ("point_fist", ("point", "fist"), 1.5)
    assert (sequence.hold_s, sequence.app, sequence.profiles) == (0.5, a_pattern("Chromium"), ("game",))
    assert (both.hand, both.repeat_s, both.effect) == (Handedness.BOTH, 0.2, a.SwitchProfile("game"))
    refused = (AppPattern(("C",)), AppPattern(titles=("D",)))
    assert elsewhere.app == AppCondition((AppPattern(("A", "B"), executables=("/bin/",)),), refused)
    web = AppCondition((AppPattern(("Chromium",)), AppPattern(titles=("*Firefox",))))
    assert config.profiles == (Profile("game"), Profile("web", web))
    assert config.profile_names == ("default", "game", "web")
    assert config.bound_gestures == {"point", "fist", "ok"}


def a_pattern(name: str) -> AppCondition:
    return AppCondition((AppPattern((name,)),))


@pytest.mark.parametrize(
    ("do", "asks"),
    [
        ("{close_window: active}", True),
        ("{control: stop}", True),
        ("{hotkey: alt+f4}", True),
        ("{sequence: [{text: a}, {hotkey: ctrl+q}]}", True),
        ("{hotkey: ctrl+w}", False),
        ("{control: pause}", False),
    ],
)
def test_what_closes_or_ends_something_wants_the_gesture_twice(do, asks):
    rule = "version: 1\nbindings:\n  - {{gesture: ok, {more}do: {do}}}\n"
    assert parse_config(rule.format(do=do, more=""), "t").bindings[0].confirm is asks
    for said in (True, False):
        text = rule.format(do=do, more=f"confirm: {str(said).lower()}, ")
        assert parse_config(text, "t").bindings[0].confirm is said


def test_bindings_that_differ_in_their_conditions_do_not_clash():
    conditions = ("", "app: A, ", "app: B, ", "profile: p, ", "hold_s: 1, ", "hand: both, ", "hold_s: 1, app: A, ")
    rules = "".join(f"  - {{gesture: fist, {each}do: {{text: a}}}}\n" for each in conditions)
    config = parse_config(f"version: 1\nprofiles: {{p: }}\nbindings:\n{rules}", "t")
    assert len(config.bindings) == len(conditions)
    with pytest.raises(ConfigError, match="is bound to this phase and hand on line 5 already"):
        parse_config(f"version: 1\nprofiles: {{p: }}\nbindings:\n{rules}{rules.splitlines()[1]}", "t")


def test_bindings_without_a_name_get_distinct_ones():
    config = parse_config(
        """\
version: 1
bindings:
  - {gesture: zoom, do: {zoom: {steps_per_unit: 5}}}
  - {gesture: zoom, do: {text: a}}
  - {gesture: fist, hand: left, do: {text: b}}
  - {gesture: fist, phase: end, do: {text: c}}
""",
        "test.yaml",
    )
    assert [each.name for each in config.bindings] == ["zoom", "zoom_2", "fist_left", "fist_end"]


def test_settings():
    settings = parse_config(
        """\
version: 1
settings:
  source: 2
  mirrored: true
  hand_size: lite
  body: "on"
  failsafe_corner: false
  preview: true
  log_level: debug
  quiet_while_typing_s: 1.5
  hotkeys: {toggle: ctrl+alt+g, panic: ctrl+alt+esc}
  gestures:
    ok: {enter: 0.9, exit: 0.4, dwell_s: 1, release_s: 0.1, cooldown_s: 0}
    fist: {dwell_s: 0.5}
bindings: []
""",
        "test.yaml",
    ).settings
    assert (settings.source, settings.mirrored, settings.hand_size) == ("2", True, HandSize.LITE)
    assert (settings.body, settings.failsafe_corner) == (BodySwitch.ON, False)
    assert (settings.preview, settings.log_level) == (True, "debug")
    assert settings.gestures["ok"] == TriggerOverride(0.9, 0.4, 1.0, 0.1, 0.0)
    assert settings.quiet_while_typing_s == 1.5
    assert settings.hotkeys == {
        a.ControlVerb.TOGGLE: ("ctrl", "alt", "g"),
        a.ControlVerb.PANIC: ("ctrl", "alt", "escape"),
    }
    base = TriggerSettings(enter=0.7, exit=0.6)
    assert settings.gestures["fist"].applied_to(base) == TriggerSettings(0.7, 0.6, dwell_s=0.5)


def test_on_and_off_need_no_quotes_for_the_body():
    text = "version: 1\nsettings: {body: off}\nbindings: []\n"
    assert parse_config(text, "t").settings.body is BodySwitch.OFF
    assert parse_config(text.replace("off", "on"), "t").settings.body is BodySwitch.ON


def test_an_override_that_does_not_fit_the_model_is_refused():
    with pytest.raises(ConfigError, match=r"gesture ok .* exit 0.5 and enter 0.4") as caught:
        TriggerOverride(enter=0.4).applied_to(TriggerSettings(enter=0.8, exit=0.5), gesture="ok")
    assert "enter 0.8 and exit 0.5" in caught.value.remedy


@pytest.mark.parametrize(
    ("body", "gesture", "needed"),
    [("auto", "fist", False), ("auto", "arms_crossed", True), ("'on'", "fist", True), ("'off'", "arms_crossed", False)],
)
def test_the_body_is_looked_for_when_a_binding_needs_it(body, gesture, needed):
    text = f"version: 1\nsettings: {{body: {body}}}\nbindings:\n  - {{gesture: {gesture}, do: {{text: x}}}}\n"
    assert parse_config(text, "t").needs_body is needed


def test_sections_whose_lines_are_all_commented_out():
    config = parse_config("version: 1\nsettings:\n#  mirrored: true\nbindings:\n# - gesture: fist\n", "t")
    assert config.bindings == ()


def test_anchors_aliases_and_merged_mappings():
    config = parse_config(
        """\
version: 1
bindings:
  - &quiet {gesture: ok, do: &mute {media: volume_mute}, cooldown_s: 2}
  - {gesture: fist, do: *mute}
  - {<<: *quiet, gesture: point}
""",
        "t",
    )
    assert [each.gesture for each in config.bindings] == ["ok", "fist", "point"]
    assert {each.effect for each in config.bindings} == {a.PressMediaKey(a.MediaKey.VOLUME_MUTE)}
    assert [each.cooldown_s for each in config.bindings] == [2.0, 0.0, 2.0]


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    path = tmp_path / "gestures.yaml"
    path.write_bytes(b"\xef\xbb\xbfversion: 1\r\nbindings:\r\n  - {gesture: ok, do: {text: a}}\r\n")
    config = load_config(path)
    assert config.bindings[0].line == 3
    assert config.origin == str(path)


def test_the_shipped_file_does_the_mission():
    config = load_config(shipped("gestures.yaml"))
    kinds = {type(each.effect) for each in config.bindings}
    assert {e.ZoomByValue, e.Knob, a.LaunchApp, a.CloseWindow, a.Hotkey, a.Scroll, a.PressMediaKey} <= kinds
    does = {each.gesture: describe_effect(each.effect) for each in config.bindings}
    assert does["zoom"].startswith("zoom")
    assert does["thumb_down"] == "close_window active"
    assert {"hotkey ctrl+tab", "hotkey ctrl+shift+tab", "media play_pause"} <= set(does.values())


def test_the_shipped_file_leaves_everyday_shapes_alone():
    config = load_config(shipped("gestures.yaml"))
    assert not config.bound_gestures & {"open_palm", "fist", "point"}
    closing = [each.gesture for each in config.bindings if isinstance(each.effect, a.CloseWindow)]
    assert all((config.settings.gestures[name].dwell_s or 0) >= 0.5 for name in closing)
    assert not any(each.effect.kill for each in config.bindings if isinstance(each.effect, a.CloseWindow))


def test_the_examples_of_the_description_can_be_read():
    text = (Path(__file__).parents[2] / "docs" / "gestures-yaml.md").read_text("utf-8")
    heads = {"  - ": "version: 1\nbindings:\n", "profiles:": "version: 1\n", "settings:": "version: 1\nbindings: []\n"}
    examples = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    for example in examples:
        head = next((head for start, head in heads.items() if example.startswith(start)), "")
        # Examples that are alternatives to each other stand side by side: each is read alone.
        rules = re.split(r"(?m)^(?=  - )", example) if example.startswith("  - ") else [example]
        for rule in filter(None, rules):
            parse_config(head + rule, "docs")
    assert len(examples) >= 6


@pytest.mark.parametrize("section", ["feedback", "hotkeys", "gestures", "pointer", "clutch"])
def test_a_section_of_the_settings_whose_every_line_is_commented_out_is_empty(section):
    text = f"version: 1\nsettings:\n  {section}:\n    # nothing yet\nbindings:\n"
    assert parse_config(text, "f.yaml").settings == parse_config("version: 1\nbindings:\n", "f.yaml").settings


def test_json_is_yaml_with_its_way_of_writing_characters():
    text = '{"version": 1, "bindings": [{"gesture": "ok", "do": {"text": "\\ud83d\\ude00"}}]}'
    (only,) = parse_config(text, "f.json").bindings
    assert only.effect == a.TypeText("\U0001f600")


def test_a_rule_made_of_another_stands_on_its_own_line():
    text = "version: 1\nbindings:\n  - &a {gesture: ok, do: {text: a}}\n  - <<: *a\n    gesture: fist\n"
    assert [each.line for each in parse_config(text, "f.yaml").bindings] == [3, 4]
