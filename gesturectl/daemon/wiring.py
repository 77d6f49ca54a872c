"""From options and gestures.yaml to concrete parts. The only module of the daemon that knows their classes."""

from __future__ import annotations

import dataclasses
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gesturectl.config.loader import load_config
from gesturectl.config.paths import choose_config
from gesturectl.daemon.feed import Feed, RecordedFeed
from gesturectl.daemon.gates import Gates
from gesturectl.daemon.injections import Injections
from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.order import MouseMoved, Order
from gesturectl.daemon.outlet import Performs
from gesturectl.daemon.personal import Personal
from gesturectl.daemon.rule_book import RuleBook
from gesturectl.daemon.surroundings_watch import SurroundingsWatch
from gesturectl.desktop.assembly import open_actuator
from gesturectl.desktop.probe import Session, choose_backend
from gesturectl.desktop.session_lock import SessionLock
from gesturectl.desktop.watch import open_watch
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import Attention, BodySwitch, Config, Distance, HandSize, Settings
from gesturectl.domain.situation import Surroundings
from gesturectl.errors import DesktopError
from gesturectl.recognition.recognizer import Recognizer, load_recognizer
from gesturectl.storage.recording import read_recording
from gesturectl.vision.bundles import provide, shipped_models_dir
from gesturectl.vision.cameras import list_cameras
from gesturectl.vision.capture import Capture
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator
from gesturectl.vision.reconnect import FOR_EVER
from gesturectl.vision.source import Pace, Source
from gesturectl.vision.sources import CAMERA_SIZE, FAR_CAMERA_SIZE, dress, open_source

log = logging.getLogger(__name__)

SYNTH = "synth:"
STAND_IN = "synth:demo"
"""What is looked at where there is no camera."""
BODY_INTERVAL_S = 0.1
"""The body is looked for ten times a second: its poses are held, and a look costs as much as a pair of hands."""


def read_config(options: RunOptions) -> Config:
    """Return gestures.yaml with the options' changes in place. Raises ConfigError."""
    Personal().model()  # its gestures may be bound
    choice = choose_config(str(options.config) if options.config else None)
    config = load_config(choice.path)
    settings = _changed(config.settings, options)
    log.info("rules: %s (%s)", choice.path, choice.origin.value)
    return dataclasses.replace(config, settings=settings)


def set_log_level(settings: Settings) -> None:
    """Let the program log as much as the settings say."""
    logging.getLogger("gesturectl").setLevel(settings.log_level.upper())


def _changed(settings: Settings, options: RunOptions) -> Settings:
    """Return the settings as the options change them."""
    return dataclasses.replace(
        settings,
        source=options.source if options.source is not None else settings.source,
        mirrored=settings.mirrored if options.mirrored is None else options.mirrored,
        preview=settings.preview if options.preview is None else options.preview,
        hand_size=HandSize(options.hand_size) if options.hand_size else settings.hand_size,
        body=BodySwitch(options.body) if options.body else settings.body,
        attention=Attention(options.attention) if options.attention else settings.attention,
        distance=Distance(options.distance) if options.distance else settings.distance,
        log_level=options.log_level or settings.log_level,
    )


def make_feed(options: RunOptions, settings: Settings) -> tuple[Feed, str]:
    """Return what gives the frames, and its name. Raises SourceError."""
    if options.recording is not None:
        observations = read_recording(options.recording)
        return RecordedFeed(observations, realtime=not options.fast), options.recording.name
    source = make_source(options, settings)
    return Capture(source, reconnect=FOR_EVER if options.wait else None), source.name


def make_source(options: RunOptions, settings: Settings) -> Source:
    """Return the source, dressed for use; a synthetic hand where no camera is. Raises SourceError."""
    spec = settings.source
    if options.source is None and not options.wait and _is_missing_camera(spec):
        log.warning("no camera here: taking the synthetic hand, %s (another: --source)", STAND_IN)
        spec = STAND_IN
    return open_spec(spec, options, settings)


def open_spec(spec: str, options: RunOptions, settings: Settings) -> Source:
    """Return the source that `spec` names, dressed for use. Raises SourceError."""
    pace = Pace.FAST if options.fast else Pace.REALTIME
    if spec.startswith(SYNTH):
        from gesturectl.synth.source import SynthSource

        bare = SynthSource(spec.removeprefix(SYNTH))
        return dress(bare, pace=pace, mirrored=settings.mirrored, lead_in_s=options.lead_in_s)
    size = FAR_CAMERA_SIZE if settings.distance is Distance.FAR else CAMERA_SIZE
    return open_source(spec, pace=pace, mirrored=settings.mirrored, lead_in_s=options.lead_in_s, size=size)


def _is_missing_camera(spec: str) -> bool:
    """Tell whether `spec` is a camera's number and no camera is there; elsewhere than on Linux that is not known."""
    listed = sys.platform.startswith("linux")
    return listed and spec.isdecimal() and not list_cameras() and not Path(f"/dev/video{spec}").exists()


def make_estimator(config: Config) -> MediaPipeEstimator:
    """Return the estimator with the bundles that the rules need. Raises ModelError."""
    size = config.settings.hand_size.value
    settings = EstimatorSettings(
        body=config.needs_body,
        hand_size=config.settings.hand_size,
        body_interval_s=BODY_INTERVAL_S,
        attention=config.settings.attention,
        far_hands=config.settings.distance is Distance.FAR,
    )
    return MediaPipeEstimator(
        settings,
        hand_bundle=provide(f"hand_landmarker_{size}"),
        body_bundle=provide("pose_landmarker_full") if settings.body or settings.far_hands else None,
    )


def make_recognizer(options: RunOptions, config: Config) -> Recognizer:
    """Return the recognizer with the triggers as gestures.yaml changes them. Raises ModelError."""
    models_dir = options.models_dir or shipped_models_dir()
    both = {rule.gesture for rule in config.bindings if rule.hand is Handedness.BOTH}
    own, settings = Personal().fitting(models_dir), config.settings
    return load_recognizer(models_dir, settings.gestures, own, both, settings.clutch)


def make_rule_book(options: RunOptions, config: Config) -> RuleBook:
    """Return what reads gestures.yaml again; `config` is what it said at the start."""
    return RuleBook(config, lambda: read_config(options), lambda fresh: make_recognizer(options, fresh))


@contextmanager
def watched_gates(options: RunOptions, settings: Callable[[], Settings]) -> Iterator[Gates]:
    """Give what says when gestures are not meant; the desktop is looked at while inside, unless all goes in step."""
    if options.fast or options.recording is not None:
        yield Gates(lambda: Surroundings(cannot="this run does not look at the desktop"), settings)
        return
    injections = Injections()
    watch = SurroundingsWatch(open_watch, SessionLock, is_ours=injections.explain)
    watch.start()
    try:
        yield Gates(lambda: watch.now, settings, injections=injections)
    finally:
        watch.close()


def config_path(options: RunOptions) -> Path:
    """Return the gestures.yaml that is used now."""
    return choose_config(str(options.config) if options.config else None).path


def make_actuator(options: RunOptions, settings: Settings, mailbox: Mailbox) -> tuple[Performs, str, str]:
    """Return the actuator, the name of its backend, and why that one. Raises DesktopError."""
    choice = choose_backend(options.backend, dry_run=options.dry_run)
    if choice.session is Session.NONE and not choice.works and options.backend == "auto":
        raise DesktopError(f"no display: {choice.reason}", remedy=f"{choice.remedy}; or only watch: --dry-run")
    if not choice.works:
        log.warning("no input backend: %s. %s", choice.reason, choice.remedy)
    actuator = open_actuator(
        choice,
        on_control=mailbox.put,
        on_mouse=lambda: mailbox.put(Order(MouseMoved(), by="the mouse")),
        failsafe_corner=settings.failsafe_corner,
    )
    return actuator, choice.name, choice.reason


def make_dry_actuator(mailbox: Mailbox) -> Performs:
    """Return an actuator that touches nothing; what is asked of gesturectl itself is done."""
    return open_actuator(choose_backend(dry_run=True), on_control=mailbox.put)
