"""The user's own gestures.yaml: where it is, and what is set in it."""

from pathlib import Path

import pytest

from gesturectl.config.edit import file_in_use, own_file, set_setting
from gesturectl.config.loader import load_config
from gesturectl.config.paths import shipped
from gesturectl.errors import ConfigError


def test_a_setting_is_set_at_any_depth(mine: Path) -> None:
    set_setting(mine, ("gestures", "ok", "enter"), 0.9)
    set_setting(mine, ("gestures", "fist", "dwell_s"), 1.5)
    set_setting(mine, ("preview",), True)
    settings = load_config(mine).settings
    assert (settings.gestures["ok"].enter, settings.gestures["ok"].cooldown_s) == (0.9, 1.0)
    assert (settings.gestures["fist"].dwell_s, settings.preview) == (1.5, True)


def test_a_link_and_the_mode_stay(mine: Path) -> None:
    mine.chmod(0o600)
    link = mine.with_name("link.yaml")
    link.symlink_to(mine)
    set_setting(link, ("preview",), True)
    assert link.is_symlink()
    assert mine.stat().st_mode & 0o777 == 0o600
    assert load_config(mine).settings.preview


def test_the_users_own_file_begins_as_the_shipped_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("gesturectl.config.edit.user_gestures", lambda: tmp_path / "new" / "gestures.yaml")
    assert own_file().read_bytes() == shipped("gestures.yaml").read_bytes()
    set_setting(own_file(), ("preview",), True)
    assert load_config(own_file()).settings.preview  # what was changed is not begun again


def test_a_place_that_cannot_be_had_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr("gesturectl.config.edit.user_gestures", lambda: tmp_path / "file" / "gestures.yaml")
    with pytest.raises(ConfigError, match=r"cannot write .*gestures\.yaml: ") as caught:
        own_file()
    assert "try again" in caught.value.remedy


def test_the_file_that_is_changed_is_the_one_in_use(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mine: Path
) -> None:
    monkeypatch.setattr("gesturectl.config.paths.config_dir", lambda: tmp_path / "own")
    monkeypatch.delenv("GESTURECTL_CONFIG", raising=False)
    assert file_in_use() == tmp_path / "own" / "gestures.yaml"
    assert file_in_use().read_bytes() == shipped("gestures.yaml").read_bytes()
    monkeypatch.setenv("GESTURECTL_CONFIG", str(mine))
    assert file_in_use() == mine
    assert file_in_use("x.yaml") == Path("x.yaml")
