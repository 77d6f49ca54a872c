"""The JSON Schema says the same as the parser."""

import jsonschema
import pytest
import yaml

from gesturectl.config.examples import action_examples
from gesturectl.config.file_model import file_schema
from gesturectl.config.loader import parse_config
from gesturectl.config.paths import shipped
from gesturectl.config.schema_names import names_at
from gesturectl.domain.gesture import GESTURES

SCHEMA = file_schema()
SETTINGS = ("feedback", "hotkeys", "gestures", "pointer")


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")


def test_the_shipped_file_and_every_example_fit():
    jsonschema.validate(yaml.safe_load(shipped("gestures.yaml").read_text("utf-8")), SCHEMA)
    for _, _, texts in action_examples():
        for text in texts:
            binding = {"gesture": "zoom", "do": yaml.safe_load(text)}
            jsonschema.validate({"version": 1, "bindings": [binding]}, SCHEMA)


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 2, "bindings": []},
        {"version": 1},
        {"version": 1, "bindings": [], "other": 1},
        {"version": 1, "bindings": [{"gesture": "wave_at_nobody", "do": {"text": "a"}}]},
        {"version": 1, "bindings": [{"gesture": "ok", "do": {"text": "a", "click": "left"}}]},
        {"version": 1, "bindings": [{"gesture": "ok", "do": {"media": "play"}}]},
        {"version": 1, "bindings": [{"gesture": "ok", "do": {"text": "a"}, "cooldown_s": -1}]},
        {"version": 1, "settings": {"gestures": {"thumb": {}}}, "bindings": []},
    ],
)
def test_mistakes_do_not_fit(wrong):
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(wrong))


@pytest.mark.parametrize("section", ["settings", "profiles", "bindings", *SETTINGS])
def test_a_section_without_a_value_fits_and_is_read(section):
    inner = f"settings:\n  {section}:" if section in SETTINGS else f"{section}:"
    text = f"version: 1\n{inner}\n" + ("" if section == "bindings" else "bindings: []\n")
    jsonschema.validate(yaml.safe_load(text), SCHEMA)
    assert parse_config(text, "f.yaml").bindings == ()


def test_a_setting_that_needs_a_value_does_not_fit_without_one():
    wrong = {"version": 1, "settings": {"preview": None}, "bindings": []}
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(wrong))


def test_editors_can_complete_gestures_and_actions():
    one, several = SCHEMA["$defs"]["BindingModel"]["properties"]["gesture"]["oneOf"]
    assert one["enum"] == several["items"]["enum"] == list(GESTURES)
    assert {"hotkey", "zoom", "sequence"} <= set(names_at(SCHEMA, ("bindings", 0, "do")))
    assert names_at(SCHEMA, ("bindings", 0, "do", "zoom")) == ["steps", "steps_per_unit", "method"]
    assert "thumb_up" in names_at(SCHEMA, ("settings", "gestures"))
    assert "dwell_s" in names_at(SCHEMA, ("settings", "gestures", "thumb_up"))
