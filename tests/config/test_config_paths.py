from pathlib import Path

import pytest

from gesturectl.config import paths
from gesturectl.config.paths import CONFIG_VARIABLE, ConfigOrigin, choose_config, shipped
from gesturectl.errors import GesturectlError


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in (CONFIG_VARIABLE, paths.DATA_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_folders_follow_xdg(home):
    assert paths.config_dir() == home / "config" / "gesturectl"
    assert paths.data_dir() == home / "data" / "gesturectl"
    assert paths.log_dir().is_relative_to(home)


def test_the_data_folder_can_be_named(home, monkeypatch):
    monkeypatch.setenv(paths.DATA_VARIABLE, "/there")
    assert paths.data_dir() == Path("/there")
    assert paths.data_dir({}) == home / "data" / "gesturectl"


def test_the_file_is_chosen_in_order(home, monkeypatch):
    assert choose_config(None).origin is ConfigOrigin.SHIPPED
    own = paths.user_gestures()
    own.parent.mkdir(parents=True)
    own.write_text("version: 1\nbindings: []\n")
    assert (choose_config(None).path, choose_config(None).origin) == (own, ConfigOrigin.USER)
    monkeypatch.setenv(CONFIG_VARIABLE, "/there/g.yaml")
    assert choose_config(None).path == Path("/there/g.yaml")
    assert choose_config(None).origin is ConfigOrigin.ENVIRONMENT
    assert choose_config("x.yaml").path == Path("x.yaml")
    assert choose_config("x.yaml").origin is ConfigOrigin.OPTION


def test_a_named_file_that_is_missing_is_not_replaced_in_silence(home):
    assert not choose_config(str(home / "none.yaml")).path.exists()


def test_what_ships_is_found_in_this_checkout():
    assert shipped("gestures.yaml").read_text("utf-8").startswith("# gesturectl")
    assert shipped("models").is_dir()


def test_what_ships_is_found_in_a_wheel(tmp_path):
    """A wheel has it inside the package, where it goes before anything beside the package."""
    package = tmp_path / "site-packages" / "gesturectl"
    (package / "_data").mkdir(parents=True)
    (package / "_data" / "gestures.yaml").write_text("version: 1\n")
    (package.parent / "gestures.yaml").write_text("someone else's\n")
    assert shipped("gestures.yaml", package=package) == package / "_data" / "gestures.yaml"


def test_what_is_missing_from_an_installation_is_said():
    with pytest.raises(GesturectlError, match="nothing-like-it is missing from this installation"):
        shipped("nothing-like-it")
