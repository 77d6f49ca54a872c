"""Where files live: the user's own folders and what ships with gesturectl."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import platformdirs

import gesturectl
from gesturectl.errors import GesturectlError

APP = "gesturectl"
CONFIG_VARIABLE = "GESTURECTL_CONFIG"
"""Environment variable that names the gestures.yaml to use; --config goes before it."""

DATA_VARIABLE = "GESTURECTL_DATA_DIR"
"""Environment variable that names the folder of models, personal samples and what else is kept."""

RUNTIME_VARIABLE = "GESTURECTL_RUNTIME_DIR"
"""Environment variable that names the folder of the control socket and the lock."""

_PACKAGE = Path(gesturectl.__file__).parent


class ConfigOrigin(StrEnum):
    """Why a gestures.yaml is the one that is used."""

    OPTION = "given with --config"
    ENVIRONMENT = f"given by ${CONFIG_VARIABLE}"
    USER = "the user's own"
    SHIPPED = "the shipped one"


@dataclass(frozen=True, slots=True)
class ConfigChoice:
    """The gestures.yaml that is used, and why."""

    path: Path
    origin: ConfigOrigin


def config_dir() -> Path:
    """Return the user's configuration folder: $XDG_CONFIG_HOME/gesturectl, ~/.config/gesturectl on Linux."""
    return platformdirs.user_config_path(APP, appauthor=False)


def data_dir(environment: Mapping[str, str] | None = None) -> Path:
    """Return the user's data folder: $GESTURECTL_DATA_DIR, else ~/.local/share/gesturectl on Linux."""
    variables = os.environ if environment is None else environment
    named = variables.get(DATA_VARIABLE)
    return Path(named) if named else platformdirs.user_data_path(APP, appauthor=False)


def log_dir() -> Path:
    """Return the user's log folder; ~/.local/state/gesturectl/log on Linux."""
    return platformdirs.user_log_path(APP, appauthor=False)


def runtime_dir(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the control socket: $XDG_RUNTIME_DIR/gesturectl, /tmp/runtime-UID/gesturectl without it."""
    variables = os.environ if environment is None else environment
    if named := variables.get(RUNTIME_VARIABLE):
        return Path(named)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the missing XDG_RUNTIME_DIR: the folder is checked before it is used
        return platformdirs.user_runtime_path(APP, appauthor=False)


def shipped(name: str, *, package: Path = _PACKAGE) -> Path:
    """Return the shipped file or folder `name` ("gestures.yaml", "models", "packaging").

    It lies in the package when installed from a wheel, in the repository's root in a checkout.
    Raises GesturectlError when it is in neither: the installation is damaged.
    """
    places = (package / "_data" / name, package.parent / name)
    for place in places:
        if place.exists():
            return place
    raise GesturectlError(
        f"{name} is missing from this installation (looked in {places[0]} and {places[1]})",
        remedy="Install gesturectl again.",
    )


def choose_config(option: str | None, environment: Mapping[str, str] | None = None) -> ConfigChoice:
    """Return the gestures.yaml to use: of `option`, the environment, the user, else the shipped one.

    A file that was asked for is returned also when it does not exist, so that reading it says so.
    """
    variables = os.environ if environment is None else environment
    if option:
        return ConfigChoice(Path(option), ConfigOrigin.OPTION)
    if named := variables.get(CONFIG_VARIABLE):
        return ConfigChoice(Path(named), ConfigOrigin.ENVIRONMENT)
    own = user_gestures()
    if own.exists():
        return ConfigChoice(own, ConfigOrigin.USER)
    return ConfigChoice(shipped("gestures.yaml"), ConfigOrigin.SHIPPED)


def user_gestures() -> Path:
    """Return where the user's own gestures.yaml belongs."""
    return config_dir() / "gestures.yaml"
