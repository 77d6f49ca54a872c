"""Every mistake in gestures.yaml is found, at its place, with a way out, all at once."""

import time

import pytest

from gesturectl.config.loader import FreeNames, load_config, parse_config
from gesturectl.config.problem import GestureFileError
from gesturectl.errors import ConfigError

FIVE_MISTAKES = """\
version: 1
settings:
  mirored: true
bindings:
  - gesture: swipe_lefft
    do: {hotkey: ctrl+tabb}
  - gesture: thumb_up
    phase: update
    do: {media: play_pause}
    gesture: fist
"""


def problems(text: str) -> list[str]:
    with pytest.raises(GestureFileError) as caught:
        parse_config(text, "f.yaml")
    return [each.at("f.yaml") for each in caught.value.problems]


def binding_problems(binding: str) -> list[str]:
    """Return the problems of one binding, written in flow style on line 3 from column 5."""
    return problems(f"version: 1\nbindings:\n  - {binding}\n")


def test_five_mistakes_are_five_problems_at_their_places():
    assert problems(FIVE_MISTAKES) == [
        "f.yaml:3:3: unknown key 'mirored' (did you mean 'mirrored'?)",
        "f.yaml:5:14: unknown gesture 'swipe_lefft' (did you mean 'swipe_left'?)",
        "f.yaml:6:18: unknown key 'tabb' (did you mean 'tab'?)",
        "f.yaml:8:12: thumb_up has no phase 'update': it has begin, end, cancel",
        "f.yaml:10:5: duplicate key 'gesture', already on line 7",
    ]


def test_the_error_counts_and_lists_them():
    with pytest.raises(ConfigError, match=r"^5 problems in f\.yaml\nf\.yaml:3:3: ") as caught:
        parse_config(FIVE_MISTAKES, "f.yaml")
    assert len(str(caught.value).splitlines()) == 6


@pytest.mark.parametrize(
    ("binding", "expected"),
    [
        ("{gestur: ok, do: {text: a}}", "3:6: unknown key 'gestur' (did you mean 'gesture'?)"),
        ("{do: {text: a}}", "3:5: 'gesture' is missing in this entry of 'bindings'"),
        ("{gesture: ok}", "3:5: 'do' is missing in this entry of 'bindings'"),
        ("{gesture: Swipe-Left, do: {text: a}}", "3:15: unknown gesture 'Swipe-Left' (did you mean 'swipe_left'?)"),
        ("{gesture: ok, do: {hotky: a}}", "3:24: unknown action 'hotky' (did you mean 'hotkey'?)"),
        ("{gesture: ok, phase: start, do: {text: a}}", "3:26: unknown phase 'start': one of begin"),
        ("{gesture: ok, hand: leftt, do: {text: a}}", "3:25: unknown hand 'leftt' (did you mean 'left'?)"),
        ("{gesture: ok, hand: bth, do: {text: a}}", "3:25: unknown hand 'bth' (did you mean 'both'?)"),
        ("{gesture: pinch, hand: both, do: {text: a}}", "3:28: only hand shapes can be made by both hands"),
        ("{gesture: [ok, fist], hand: both, do: {text: a}}", "3:33: a list of gestures is made by one hand"),
        ("{gesture: fist, hand: both, do: {key_hold: a}}", "3:27: this action follows the whole gesture: leave `hand`"),
        ("{gesture: [ok, fsit], do: {text: a}}", "3:20: unknown gesture 'fsit' (did you mean 'fist'?)"),
        ("{gesture: [], do: {text: a}}", "3:15: 'gesture': must not be empty"),
        ("{gesture: [ok, fist], phase: end, do: {text: a}}", "3:34: `gesture` like this is for the gesture's begin"),
        ("{gesture: ok, within_s: 2, do: {text: a}}", "3:29: this is for a list of gestures"),
        ("{gesture: swipe_left, hold_s: 1, do: {text: a}}", "3:35: swipe_left is over as soon as it is made"),
        ("{gesture: zoom, repeat_s: 1, do: {text: a}}", "3:31: zoom is over as soon as it is made"),
        (
            "{gesture: fist, hold_s: 1, do: {key_hold: a}}",
            "3:29: this action follows the whole gesture: leave `hold_s`",
        ),
        ("{gesture: ok, repeat_s: 0.01, do: {text: a}}", "3:29: 'repeat_s': must be greater than or equal to 0.05"),
        (
            "{gesture: ok, app: 5, do: {text: a}}",
            "3:24: 'app': expected a text or a list or a mapping, got the number 5",
        ),
        ("{gesture: ok, app: {clas: x}, do: {text: a}}", "3:25: unknown key 'clas' (did you mean 'class'?)"),
        ("{gesture: ok, app: {}, do: {text: a}}", "3:24: give `class`, `title`, `executable` or `not`"),
        ("{gesture: ok, app: {title: '/(/'}, do: {text: a}}", "3:32: not a regular expression: /(/ (missing ), unter"),
        ("{gesture: ok, app: [{titel: x}], do: {text: a}}", "3:26: unknown key 'titel' (did you mean 'title'?)"),
        ("{gesture: ok, app: {not: {klass: x}}, do: {text: a}}", "3:31: unknown key 'klass' (did you mean 'class'?)"),
        ("{gesture: ok, profile: gmae, do: {text: a}}", "3:28: unknown profile 'gmae': there are default"),
        ("{gesture: ok, profile: [defalt], do: {text: a}}", "3:29: unknown profile 'defalt' (did you mean 'default'?)"),
        ("{gesture: ok, do: {profile: game}}", "3:33: unknown profile 'game': there are default"),
        ("{gesture: ok, do: {wait: 1}}", "3:24: 'wait' stands between the actions of a `sequence`"),
        ("{gesture: ok, do: {sequence: [{text: a}, {wait: 0}]}}", "3:53: 'wait': must be greater than 0"),
        ("{gesture: ok, confirm: 1, do: {text: a}}", "3:28: 'confirm': expected true or false, got the number 1"),
        ("{gesture: zoom, hand: left, do: {text: a}}", "3:27: zoom is made with both hands: leave `hand` out"),
        ("{gesture: arms_crossed, hand: left, do: {text: a}}", "3:35: arms_crossed is made with the body"),
        ("{gesture: ok, do: {media: play}}", "3:31: unknown media key 'play': one of play_pause"),
        ("{gesture: ok, do: {text: a, click: left}}", "3:33: 'click' cannot stand beside another action"),
        ("{gesture: ok, do: {text: a, cooldown_s: 1}}", "3:33: unknown key 'cooldown_s'"),
        ("{gesture: ok, do: ctrl+tab}", "3:23: expected an action such as `{hotkey: ctrl+tab}`"),
        ("{gesture: ok, do: [{text: a}]}", "3:23: expected one action, got a list: write several as"),
        ("{gesture: ok, do: {text: a}, click: left}", "3:34: 'click' is an action: write it indented under `do:`"),
        ("{gesture: ok, do: {}}", "3:23: expected an action such as"),
        ("{gesture: ok, do: {hotkey: ctrl++}}", "3:32: a key is missing in 'ctrl++'"),
        ("{gesture: ok, do: {hotkey: a+ctrl}}", "3:32: write 'a+ctrl' with its modifiers"),
        ("{gesture: ok, do: {hotkey: a+a}}", "3:32: key 'a' stands twice in 'a+a'"),
        ("{gesture: ok, do: {launch: 3}}", "3:32: 'launch': expected a text or a list or a mapping, got the number 3"),
        ("{gesture: ok, do: {launch: {}}}", "3:32: give `desktop`, `command` or both"),
        ("{gesture: ok, do: {launch: {dekstop: x}}}", "3:33: unknown key 'dekstop' (did you mean 'desktop'?)"),
        ("{gesture: ok, do: {close_window: Mousepad}}", "3:38: 'close_window': expected 'active', got 'Mousepad'"),
        ("{gesture: ok, do: {command: []}}", "3:33: 'command': must not be empty"),
        ("{gesture: ok, do: {command: ls -l}}", "3:33: 'command': expected a list"),
        ("{gesture: ok, do: {text: ''}}", "3:30: 'text': must not be empty"),
        ("{gesture: ok, do: {zoom: {steps_per_unit: 5}}}", "3:23: ok has no value to follow"),
        ("{gesture: zoom, do: {zoom: {}}}", "3:32: give either `steps`"),
        (
            "{gesture: zoom, do: {zoom: {steps_per_unit: many}}}",
            "3:49: 'steps_per_unit': expected a number, got 'many'",
        ),
        ("{gesture: zoom, do: {zoom: {steps_per_unit: .inf}}}", "3:49: 'steps_per_unit'"),
        ("{gesture: zoom, do: {zoom: {steps_per_unit: -2}}}", "3:49: 'steps_per_unit': must be greater than 0"),
        ("{gesture: ok, do: {scroll: {dy: 1.5}}}", "3:37: 'dy': expected a whole number"),
        ("{gesture: zoom, phase: update, do: {text: a}}", "3:28: this would run with every frame"),
        ("{gesture: zoom, phase: end, do: {zoom: {steps_per_unit: 1}}}", "3:28: this action follows the whole"),
        ("{gesture: ok, phase: end, do: {key_hold: a}}", "3:26: this action follows the whole gesture"),
        ("{gesture: zoom, do: {sequence: [{text: a}, {zoom: {steps_per_unit: 1}}]}}", "3:48: `steps_per_unit` cannot"),
        ("{gesture: zoom, do: {sequence: [{text: a}, {txt: a}]}}", "3:49: unknown action 'txt' (did you mean 'text'?)"),
        ("{gesture: zoom, do: {sequence: [{key_hold: a}]}}", "3:38: 'key_hold' cannot stand inside a sequence"),
        ("{gesture: ok, do: {text: a}, cooldown_s: -1}", "3:46: 'cooldown_s': must be greater than or equal to 0"),
        ("{gesture: ok, do: {text: a}, enabled: 'yes'}", "3:43: 'enabled': expected true or false, got 'yes'"),
        ("{gesture: ok, hold_s: true, do: {text: a}}", "3:27: 'hold_s': expected a number, got true"),
        ("{gesture: ok, hold_s: '0,5', do: {text: a}}", "3:27: 'hold_s': expected a number, got '0,5': write 0.5"),
        ("{gesture: ok, do: {zoom: {steps: 0}}}", "3:38: 0 steps do nothing"),
        ("{gesture: ok, do: {scroll: {dy: 0}}}", "3:32: 0 steps do nothing"),
        ("{gesture: ok, do: {pointer_move: {}}}", "3:38: this moves nothing"),
        ('{gesture: ok, do: {command: ["a\\0b"]}}', "3:34: 'a\\x00b' holds a character that no text can have"),
        ('{gesture: ok, do: {text: "\\ud83d"}}', "3:30: '\\ud83d' holds a character that no text can have"),
        ('{gesture: ok, hold_s: !!int "", do: {text: a}}', "3:27: '' is not a value that YAML knows"),
        ("{gesture: ok, enabled: !!bool maybe, do: {text: a}}", "3:28: 'maybe' is not a value that YAML knows"),
        ("&a {<<: *a, gesture: ok, do: {text: a}}", "3:5: this alias contains itself"),
        ("[gesture, ok]", "3:5: this entry of 'bindings': expected a mapping (lines of 'key: value'), got a list"),
    ],
)
def test_one_mistake_is_one_problem(binding, expected):
    (only,) = binding_problems(binding)
    assert only.startswith(f"f.yaml:{expected}")


@pytest.mark.parametrize("word", ["on", "no", "Yes", "off"])
def test_words_that_yaml_reads_as_booleans_are_explained(word):
    (only,) = binding_problems(f"{{gesture: ok, do: {{text: {word}}}}}")
    truth = "true" if word in ("on", "Yes") else "false"
    assert only == (
        f"f.yaml:3:30: 'text': expected a text; YAML reads {word} as {truth}: for the text write '{word}' in quotes"
    )


def test_a_key_that_yaml_reads_as_a_boolean_is_explained():
    (only,) = binding_problems("{on: x, gesture: ok, do: {text: a}}")
    assert only == "f.yaml:3:6: key 'on' is no text: YAML reads it as true or false; keys here are plain names"


def test_a_number_for_a_key_is_explained():
    (only,) = binding_problems("{gesture: ok, do: {hotkey: 5}}")
    assert only == "f.yaml:3:32: 'hotkey': expected a text, got the number 5: write it in quotes"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: the file is empty"),
        ("# only a comment\n", "1:1: the file is empty"),
        ("null\n", "1:1: the file is empty"),
        ("- a\n", "1:1: the file: expected a mapping"),
        ("hello\n", "1:1: the file: expected a mapping"),
        ("bindings: []\n", "1:1: 'version' is missing"),
        ("version: 1\n", "1:1: 'bindings' is missing"),
        ("version: 2\nbindings: []\n", "1:10: 'version': expected 1, got the number 2"),
        (
            "version: 1\nsettings: {hotkeys: {toggle: ctrl+alt+gg}}\nbindings: []\n",
            "2:30: unknown key 'gg' (did you mean 'g'?)",
        ),
        ("version: 1\nprofiles: {default: {}}\nbindings: []\n", "2:11: 'default' is always there"),
        ("version: 1\nprofiles: {a: {ap: x}}\nbindings: []\n", "2:16: unknown key 'ap' (did you mean 'app'?)"),
        ("version: 1\nbindings: {}\n", "2:11: 'bindings': expected a list"),
        (
            "version: 1\nbindings: []\nextra: 1\n",
            "3:1: unknown key 'extra': one of version, settings, profiles, bindings",
        ),
        ("version: 1\nsettings: {gestures: {thumbup: {}}}\nbindings: []\n", "2:23: unknown gesture 'thumbup' (did"),
        (
            "version: 1\nsettings: {gestures: {ok: {dwel_s: 1}}}\nbindings: []\n",
            "2:28: unknown key 'dwel_s' (did you mean 'dwell_s'?)",
        ),
        (
            "version: 1\nsettings: {gestures: {ok: {enter: 0.4, exit: 0.6}}}\nbindings: []\n",
            "2:46: exit 0.6 must be below enter 0.4",
        ),
        ("version: 1\nsettings: {gestures: {ok: {enter: 2}}}\nbindings: []\n", "2:35: 'enter': must be less than"),
        ("version: 1\nsettings: {hand_size: big}\nbindings: []\n", "2:23: unknown hand size 'big': one of full, lite"),
        ("version: 1\nbindings: []\n---\nversion: 1\n", "3:1: YAML: a second document begins here"),
        ("version: 1\n\tbindings: []\n", "2:1: YAML: a tab: indent with spaces"),
        ("version: 1\nbindings:\n  - gesture: ok\n   do: 1\n", "4:4: YAML: this line is not indented as"),
        ("version: 1\nbindings:\n  - ok\n", "3:5: this entry of 'bindings': expected a mapping"),
        ("version: 1\nbindings: [\n", "3:1: YAML: "),
        ("version: 1\nbindings: *nothing\n", "2:11: YAML: found undefined alias 'nothing'"),
        ("version: 1\nbindings: &a [*a]\n", "2:11: this alias contains itself"),
        ("version: 1\nbindings: []\nx: \x07\n", "3:4: YAML: character U+0007 is not allowed here"),
        (
            "version: 1\nbindings: !!python/object:os.system []\n",
            "2:11: tag 'tag:yaml.org,2002:python/object:os.system'",
        ),
        ("version: " + "[" * 3000, "1:1: too deeply nested"),
    ],
)
def test_mistakes_of_the_whole_file(text, expected):
    found = problems(text)
    assert found[0].startswith(f"f.yaml:{expected}")
    assert len(found) == 1


def test_aliases_that_grow_without_end_are_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    (found,) = problems("\n".join(lines))
    assert found.startswith("f.yaml:1:1: more than 20000 values, or aliases")


def test_a_file_that_is_too_large_is_not_read_to_its_end():
    rules = "- {gesture: ok, do: {text: a}}\n" * 6_000
    (found,) = problems(f"version: 1\nbindings:\n{rules}]\n")  # what is wrong at its end is never seen
    assert found.startswith("f.yaml:1:1: more than 20000 values")


def test_many_rules_without_names_get_names_of_their_own_in_no_time():
    rules = "".join(f"- {{gesture: ok, app: window {n}, do: {{text: a}}}}\n" for n in range(400))
    names = [rule.name for rule in parse_config(f"version: 1\nbindings:\n{rules}", "f.yaml").bindings]
    assert names[:3] == ["ok", "ok_2", "ok_3"]
    assert len(set(names)) == 400
    free, began_s = FreeNames(["ok", "ok_3"]), time.perf_counter()
    assert [free.take("ok") for _ in range(3)] == ["ok_2", "ok_4", "ok_5"]
    assert len({free.take("ok") for _ in range(30_000)}) == 30_000
    assert time.perf_counter() - began_s < 5.0  # half a minute where each name is looked for from the first one on


def test_the_same_gesture_phase_and_hand_twice_is_refused():
    found = problems(
        """\
version: 1
bindings:
  - {gesture: ok, do: {text: a}}
  - {gesture: ok, hand: left, do: {text: b}}
  - {gesture: ok, phase: end, do: {text: c}}
  - {gesture: ok, phase: begin, hand: any, do: {text: d}}
  - {gesture: ok, do: {text: e}, enabled: false}
  - {gesture: ok, do: {wrong: e}}
"""
    )
    assert found == [
        "f.yaml:6:5: ok is bound to this phase and hand on line 3 already:"
        " put both actions in one `sequence`, or set one `enabled: false`",
        found[1],
    ]
    assert found[1].startswith("f.yaml:8:24: unknown action 'wrong'")


def test_the_same_name_twice_is_refused():
    found = problems(
        """\
version: 1
bindings:
  - {name: x, gesture: ok, do: {text: a}}
  - {name: x, gesture: fist, do: {text: a}}
"""
    )
    assert found == ["f.yaml:4:12: name 'x' is taken by line 3"]


def test_a_mistake_in_a_merged_mapping_is_shown_where_it_is_written():
    found = problems(
        """\
version: 1
bindings:
  - &base {gesture: ok, do: {text: a}, cooldown_s: soon}
  - {<<: *base, gesture: fist, cooldown_s: 1}
  - {<<: *base, gesture: point}
"""
    )
    assert [each.split(": ")[0] for each in found] == ["f.yaml:3:52"]


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(ConfigError, match="there is no such file") as caught:
        load_config(tmp_path / "none.yaml")
    assert str(tmp_path / "none.yaml") in str(caught.value)
    assert caught.value.remedy


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ConfigError, match="cannot read"):
        load_config(tmp_path)


def test_a_file_that_is_not_utf8_is_said_with_the_place(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("version: 1\n# é ok\nx: é\n".encode().replace(b"x: \xc3\xa9", b"x: \xe9"))
    with pytest.raises(GestureFileError, match=r"latin\.yaml:3:4: not UTF-8 \(byte 0xe9\)"):
        load_config(path)


def test_a_long_value_is_cut_short():
    (only,) = binding_problems(f"{{gesture: {'x' * 10_000}, do: {{text: a}}}}")
    assert only == f"f.yaml:3:15: unknown gesture '{'x' * 60}'…"


def test_what_a_mapping_brings_along_stands_where_it_is_written():
    text = "version: 1\nbindings:\n  - &a\n    gesture: ok\n    do: {text: a}\n  - gesture: fistt\n    <<: *a\n"
    assert problems(text) == ["f.yaml:6:14: unknown gesture 'fistt' (did you mean 'fist'?)"]


def test_two_hotkeys_are_two_chords():
    text = "version: 1\nsettings:\n  hotkeys: {toggle: ctrl+alt+g, panic: alt+ctrl+g}\nbindings: []\n"
    (only,) = problems(text)
    assert only == "f.yaml:3:40: 'alt+ctrl+g' is the chord of `toggle` already: give `panic` one of its own"


def test_a_file_that_is_far_too_large_is_not_read(tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(b"a" * 1_000_001)
    with pytest.raises(ConfigError, match="more than 1000 kB"):
        load_config(path)
