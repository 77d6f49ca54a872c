import pytest

from gesturectl.config.loader import parse_config
from gesturectl.config.problem import GestureFileError
from gesturectl.domain.effect import HoldPointer
from gesturectl.domain.observation import Handedness
from gesturectl.domain.pointer import Area, PointerGuide, PointerMode, PointerSettings
from gesturectl.domain.pointer_action import PointerSwitch, PointerWish

HEAD = "version: 1\nbindings: []\nsettings:\n"


def pointer(text: str) -> PointerSettings:
    return parse_config(f"{HEAD}  pointer: {text}\n", "test.yaml").settings.pointer


def test_everything_has_a_default():
    assert parse_config("version: 1\nbindings: []\n", "test.yaml").settings.pointer == PointerSettings()


def test_settings_are_read():
    read = pointer(
        "{mode: absolute, hand: left, guide: index, speed: 1.5, min_cutoff_hz: 0.7, beta: 1, click: false,"
        " scroll: false, scroll_steps: 3, yield_s: 2, area: {left: 0.2, top: 0.1, right: 0.8, bottom: 0.6}}"
    )
    assert read == PointerSettings(
        mode=PointerMode.ABSOLUTE,
        hand=Handedness.LEFT,
        guide=PointerGuide.INDEX,
        speed=1.5,
        area=Area(0.2, 0.1, 0.8, 0.6),
        min_cutoff_hz=0.7,
        beta=1,
        click=False,
        scroll=False,
        scroll_steps=3,
        yield_s=2,
    )
    assert pointer("{area: auto}").area is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{mode: relativ}", "relative"),
        ("{guide: palm}", "hand"),
        ("{speed: 0}", "greater than 0"),
        ("{min_cutoff_hz: -1}", "greater than 0"),
        ("{area: {left: 0.5, top: 0.1, right: 0.4, bottom: 0.6}}", "right must be greater than left"),
        ("{area: {left: 0.2, top: 0.1, right: 0.4, bottom: 0.12}}", "bottom must be greater than top"),
        ("{area: {left: 0.2, top: 0.1, right: 1.4, bottom: 0.5}}", "1"),
        ("{acceleration: 2}", "acceleration"),
    ],
)
def test_mistakes_are_named(text, message):
    with pytest.raises(GestureFileError, match=message):
        pointer(text)


@pytest.mark.parametrize(
    ("word", "effect"),
    [
        ("toggle", PointerSwitch(PointerWish.TOGGLE)),
        ("on", PointerSwitch(PointerWish.ON)),  # a boolean to YAML 1.1
        ("off", PointerSwitch(PointerWish.OFF)),
        ("while_held", HoldPointer()),
    ],
)
def test_a_rule_switches_it(word, effect):
    text = f"version: 1\nbindings:\n  - {{gesture: point, do: {{pointer: {word}}}}}\n"
    (binding,) = parse_config(text, "test.yaml").bindings
    assert binding.effect == effect


def test_an_unknown_wish_is_named():
    text = "version: 1\nbindings:\n  - {gesture: point, do: {pointer: hold}}\n"
    with pytest.raises(GestureFileError, match="while_held"):
        parse_config(text, "test.yaml")
