"""What `gesturectl doctor` looks at: the installation, the models, the cameras and gestures.yaml."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from gesturectl.domain.check import Check, Level
from gesturectl.errors import GesturectlError

if TYPE_CHECKING:
    from gesturectl.desktop.doctor import Fact
    from gesturectl.vision.bundles import BundleStore

CV2_PROVIDERS = (
    "opencv-contrib-python",
    "opencv-python",
    "opencv-python-headless",
    "opencv-contrib-python-headless",
)
XLIB_PROVIDERS = ("python-xlib", "python3-xlib")
MEDIAPIPE = "1.2."

Versions = Mapping[str, str]


def installed_versions() -> Versions:
    """Return name (lower case, dashes) and version of every installed distribution."""
    found = importlib.metadata.distributions()
    return {_plain(each.name): each.version for each in found if each.metadata["Name"]}


def all_checks(config_option: str | None, *, camera_test: bool) -> Iterator[Check]:
    """Yield every check as it is made."""
    versions = installed_versions()
    yield check_python(sys.version_info[:3])
    yield check_packages(versions, _requirements())
    yield check_cv2(versions, importlib.import_module)
    if sys.platform.startswith("linux"):
        yield check_xlib(versions)
    yield from guarded("bundles", check_bundles)
    yield from guarded("gesture models", lambda: [check_gesture_models()])
    yield from guarded("gestures.yaml", lambda: [check_config(config_option)])
    yield from guarded("cameras", lambda: _cameras(camera_test))
    yield from guarded("desktop", desktop_checks)
    yield from guarded("feedback", feedback_checks)


def guarded(name: str, make: Callable[[], Iterable[Check]]) -> Iterator[Check]:
    """Yield the checks that `make` makes; a package that is missing or broken is one more finding, no crash."""
    try:
        yield from make()
    except ImportError as error:
        yield Check(
            name, Level.FAIL, f"a package cannot be imported: {error}", "pip install --force-reinstall gesturectl"
        )


def check_python(version: tuple[int, ...]) -> Check:
    """Check the version of Python."""
    text = f"{platform.python_implementation()} {'.'.join(map(str, version))}"
    if version < (3, 11):
        return Check("python", Level.FAIL, f"{text} is too old", "install Python 3.11 or newer")
    return Check("python", Level.OK, text)


def check_packages(versions: Versions, required: Iterable[str]) -> Check:
    """Check that what gesturectl requires is installed, and MediaPipe's version."""
    missing = sorted(name for name in required if name not in versions)
    if missing:
        return Check("packages", Level.FAIL, f"missing: {', '.join(missing)}", f"pip install {' '.join(missing)}")
    mediapipe = versions.get("mediapipe", "")
    if not mediapipe.startswith(MEDIAPIPE):
        return Check(
            "packages",
            Level.FAIL,
            f"mediapipe {mediapipe} is another version than {MEDIAPIPE}x",
            "pip install 'mediapipe>=1.2,<1.3'",
        )
    return Check("packages", Level.OK, f"all installed, mediapipe {mediapipe}")


def check_cv2(versions: Versions, load: Callable[[str], object]) -> Check:
    """Check that cv2 can be imported and comes from one package only: they overwrite each other's files."""
    providers = [name for name in CV2_PROVIDERS if name in versions]
    mend = f"pip uninstall -y {' '.join(providers)}; pip install opencv-contrib-python"
    try:
        load("cv2")
    except ImportError as error:
        return Check("cv2", Level.FAIL, f"cannot be imported: {error}", mend)
    if len(providers) > 1:
        text = f"{', '.join(providers)} write the same files; it works until one of them is changed"
        return Check("cv2", Level.WARN, text, mend)
    return Check("cv2", Level.OK, f"{providers[0]} {versions[providers[0]]}" if providers else "not from pip")


def check_xlib(versions: Versions) -> Check:
    """Check who provides Xlib: pyautogui and pynput bring different ones, and gesturectl works with either."""
    providers = [f"{name} {versions[name]}" for name in XLIB_PROVIDERS if name in versions]
    if not providers:
        return Check("Xlib", Level.FAIL, "not installed", "pip install python-xlib")
    return Check("Xlib", Level.OK, " and ".join(providers))


def check_bundles(store: BundleStore | None = None) -> Iterator[Check]:
    """Check MediaPipe's bundles; a missing one is fetched at the first run."""
    from gesturectl.vision.bundles import BundleState, BundleStore, models_dir

    store = store or BundleStore(models_dir())
    for bundle in store.bundles:
        state, path = store.state(bundle), store.path(bundle)
        if state is BundleState.OK:
            yield Check(bundle.name, Level.OK, str(path))
        else:
            yield Check(bundle.name, Level.WARN, f"{path} is {state.value}", f"gesturectl models pull {bundle.name}")


def check_gesture_models() -> Check:
    """Check that the gesture models can be loaded."""
    from gesturectl.recognition.recognizer import load_recognizer
    from gesturectl.vision.bundles import shipped_models_dir

    try:
        load_recognizer(shipped_models_dir())
    except GesturectlError as error:
        return Check("gesture models", Level.FAIL, str(error), error.remedy)
    return Check("gesture models", Level.OK, str(shipped_models_dir()))


def check_config(option: str | None) -> Check:
    """Check gestures.yaml."""
    from gesturectl.config.loader import load_config
    from gesturectl.config.paths import choose_config
    from gesturectl.daemon.personal import Personal

    try:
        choice = choose_config(option)
        Personal().model()
        config = load_config(choice.path)
    except GesturectlError as error:
        return Check("gestures.yaml", Level.FAIL, str(error), error.remedy or "gesturectl check")
    detail = f"{choice.path} ({choice.origin.value}), {len(config.bindings)} bindings"
    return Check("gestures.yaml", Level.OK, detail)


def _cameras(test: bool) -> Iterator[Check]:
    from gesturectl.daemon.camera_checks import look_for_cameras

    return look_for_cameras(test)


def desktop_checks(facts: Iterable[Fact] | None = None) -> Iterator[Check]:
    """Turn the desktop's facts into checks; without an input backend gestures can do nothing here."""
    from gesturectl.desktop.doctor import examine

    for fact in examine() if facts is None else facts:
        if fact.topic == "python packages":  # looked at above
            continue
        bad = Level.FAIL if fact.topic == "input backend" else Level.WARN
        yield Check(fact.topic, Level.OK if fact.ok else bad, fact.text, fact.remedy)


def feedback_checks() -> Iterator[Check]:
    """Check the ways of telling what is done: each is missed, none is needed."""
    from gesturectl.daemon.tray.backend import choose_tray
    from gesturectl.desktop.probe import Session, find_session

    if find_session() is Session.NONE:
        return
    try:
        tray = choose_tray()
    except GesturectlError as error:
        yield Check("tray icon", Level.WARN, str(error).removeprefix("no tray icon: "), error.remedy)
    else:
        yield Check("tray icon", Level.OK, f"{tray.name}: {tray.reason}")
    yield from (Check(*each) for each in _telling())


def _telling() -> Iterator[tuple[str, Level, str, str]]:
    from gesturectl.desktop.feedback_facts import notification_server, sound_player

    server, player = notification_server(), sound_player()
    if server:
        yield "notifications", Level.OK, server, ""
    else:
        yield "notifications", Level.WARN, "nothing on the session bus shows them", "sudo apt install dunst"
    if player:
        yield "sounds", Level.OK, f"played with {player}", ""
    else:
        yield "sounds", Level.WARN, "no player is installed", "sudo apt install pulseaudio-utils"


def _requirements() -> list[str]:
    """Return the names of the distributions that gesturectl requires on this system."""
    names = []
    for requirement in importlib.metadata.requires("gesturectl") or ():
        name, _, marker = requirement.partition(";")
        elsewhere = "sys_platform" in marker and sys.platform not in marker
        if "extra" not in marker and not elsewhere:
            names.append(_plain(re.split(r"[^A-Za-z0-9._-]", name.strip(), maxsplit=1)[0]))
    return names


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
