"""The clutch in gestures.yaml: a pose, a key, or either."""

import pytest

from gesturectl.config.loader import parse_config
from gesturectl.config.problem import GestureFileError
from gesturectl.domain.clutch import ClutchSettings


def clutch(text: str) -> ClutchSettings | None:
    return parse_config(f"version: 1\nbindings: []\nsettings:\n  clutch: {text}\n", "test.yaml").settings.clutch


def test_a_clutch_is_engaged_by_a_pose_a_key_or_either():
    assert clutch("{gesture: fist, lasts_s: 2}") == ClutchSettings("fist", 2.0)
    assert clutch("{key: ctrl+f9}") == ClutchSettings(key=("ctrl", "f9"))
    assert clutch("{gesture: fist, key: shift}") == ClutchSettings("fist", 4.0, ("shift",))
    assert clutch("null") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{lasts_s: 2}", "needs a gesture or a key"),
        ("{key: crtl}", "ctrl"),
        ("{gesture: swipe_left}", "held hand shape"),
        ("{gesture: fist, lasts_s: 0}", "greater than 0"),
    ],
)
def test_mistakes_are_named(text, message):
    with pytest.raises(GestureFileError, match=message):
        clutch(text)
