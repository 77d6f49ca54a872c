"""A calibration at work: frames in, takes on disk, a model checked and put into use, one page about it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from gesturectl.config.paths import shipped
from gesturectl.daemon import wiring
from gesturectl.daemon.feed import Feed
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.personal import Personal
from gesturectl.daemon.pipeline import Estimates
from gesturectl.domain.event import Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.settings import Config
from gesturectl.domain.take import IDLE, SampleKind, Subject, TakeRole, checked_name
from gesturectl.errors import ConfigError, SourceError
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.personal_model import PersonalModel
from gesturectl.recognition.recognizer import make_recognizer
from gesturectl.training.calibration.assessment import Assessment, Assessor
from gesturectl.training.calibration.idle_step import IdleStep
from gesturectl.training.calibration.page import page
from gesturectl.training.calibration.prompt import Progress, Prompt, Recorded
from gesturectl.training.calibration.session import CalibrationSession, Step
from gesturectl.training.calibration.take_step import TakeStep
from gesturectl.training.fewshot import Trainer

log = logging.getLogger(__name__)

TAKE_TIMEOUT_S = 0.2
NEAR_MISSES = 2
Shows = Callable[[Frame | None, Observation, Prompt], bool]
"""Shows one moment; returns False when the user wants to stop."""
Wall = Callable[[], float]


class StoppedError(SourceError):
    """The user closed the window: what was recorded is kept."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be calibrated.

    moving  None: found out with the first take;  idle_s  0: the idle time is not recorded
    """

    name: str
    subject: Subject = Subject.HAND
    moving: bool | None = None
    both_sides: bool = True
    takes: int = 5
    idle_s: float = 20.0


class Calibration:
    """One user, one gesture. `record` fills the samples, `learn` makes the model of them."""

    def __init__(self, personal: Personal, models_dir: Path, *, wall: Wall = time.time) -> None:
        self.personal = personal
        self._models_dir = models_dir
        self._wall = wall

    def record(self, wanted: Wanted, feed: Feed, estimator: Estimates | None, shows: Shows) -> int:
        """Lead the user through all takes; each is on disk as soon as it is made. Return how many takes were made.

        Raises SourceError when the source ends, or the user stops, before all was done: what was made is kept.
        """
        checked_name(wanted.name)
        takes = TakeStep(wanted.name, wanted.subject, wanted.moving, wanted.takes)
        steps: list[Step] = [IdleStep(wanted.idle_s), takes] if wanted.idle_s else [takes]
        return self._lead(CalibrationSession(steps), wanted, takes, feed, estimator, shows)

    def record_near_misses(
        self, wanted: Wanted, instead: str, feed: Feed, estimator: Estimates | None, shows: Shows
    ) -> int:
        """Lead the user through takes of `instead`, which is easily taken for the gesture."""
        moving = self.personal.samples.read(wanted.name).kind.moving
        step = TakeStep(wanted.name, wanted.subject, moving, NEAR_MISSES, TakeRole.NEAR_MISS, instead)
        return self._lead(CalibrationSession([step]), wanted, step, feed, estimator, shows)

    def learn(self, name: str) -> tuple[PersonalModel, Assessment]:
        """Train and judge a model; nothing that is in use changes. See `Personal.use`."""
        model = self.retrained()
        return model, self.assess(name, model)

    def retrained(self) -> PersonalModel:
        """Return a model of all samples as they are; nothing that is in use changes."""
        return self.personal.train(self._trainer)

    def page(self, assessment: Assessment) -> list[str]:
        """Return the lines of the page about a gesture."""
        return page(assessment, self.personal.samples.read(assessment.name))

    def report(self, path: Path, model: PersonalModel, assessment: Assessment) -> None:
        """Write the report with pictures: one HTML file and the same as PNG. Raises SourceError."""
        from gesturectl.training.calibration.report import write_report

        samples = list(self.personal.samples.all())
        write_report(path, model, assessment, samples, self._trainer, self.page(assessment))

    def assess(self, name: str, model: PersonalModel) -> Assessment:
        """Return the page about a gesture of a model that is not in use yet."""
        assessor = Assessor(self._trainer, self._replayed)
        return assessor.assess(name, list(self.personal.samples.all()), self.personal.samples.idle(), model)

    @cached_property
    def _trainer(self) -> Trainer:
        return Trainer(self._classifiers)

    @cached_property
    def _classifiers(self) -> Classifiers:
        return Classifiers.open(self._models_dir)

    def _replayed(self, model: PersonalModel, observations: Sequence[Observation]) -> list[tuple[str, float]]:
        recognizer = make_recognizer(self._classifiers, personal=model)
        events = [event for o in observations for event in recognizer.step(o)]
        return [(event.gesture, event.t) for event in events if event.phase is Phase.BEGIN]

    def _lead(
        self,
        session: CalibrationSession,
        wanted: Wanted,
        takes: TakeStep,
        feed: Feed,
        estimator: Estimates | None,
        shows: Shows,
    ) -> int:
        made = 0
        while not session.over:
            item = feed.take(TAKE_TIMEOUT_S)
            if item is None:
                if feed.over:
                    raise _too_short(takes, made)
                continue
            frame, observation = seen(item, estimator)
            progress = session.step(observation, brightness(frame))
            made += self._keep(progress, wanted, takes)
            if not shows(frame, observation, progress.prompt):
                raise StoppedError(f"stopped: {made} takes of {takes.shown} were made and are kept")
        return made

    def _keep(self, progress: Progress, wanted: Wanted, takes: TakeStep) -> int:
        """Put a finished take on disk; return 1 for a take of the gesture."""
        recorded: Recorded | None = progress.recorded
        if recorded is None:
            return 0
        if recorded.role is TakeRole.IDLE:
            kind = SampleKind(both_sides=False)
            self.personal.samples.add(IDLE, kind, recorded.role, recorded.observations, self._wall())
            return 0
        kind = SampleKind(wanted.subject, bool(takes.moving), wanted.both_sides)
        self.personal.samples.add(wanted.name, kind, recorded.role, recorded.observations, self._wall())
        return 1


def _settings(options: RunOptions) -> Config:
    """Return gestures.yaml, or the shipped one where that has mistakes: a calibration needs its settings alone."""
    try:
        return wiring.read_config(options)
    except ConfigError as error:
        log.warning("%s\nTaking the shipped settings for now.", error)
        return wiring.read_config(replace(options, config=shipped("gestures.yaml")))


@contextmanager
def opened(options: RunOptions, wanted: Wanted) -> Iterator[tuple[Feed, Estimates | None]]:
    """Open what is looked at, and what finds hands and, where it is wanted, the body in it; close both."""
    if wanted.subject in (Subject.BODY, Subject.HEAD):
        options = replace(options, body="on")
    config = _settings(options)
    wiring.set_log_level(config.settings)
    feed, _ = wiring.make_feed(options, config.settings)
    estimator = None if options.recording else wiring.make_estimator(config)
    try:
        feed.start()
        yield feed, estimator
    finally:
        feed.close()
        if estimator is not None:
            estimator.close()


def seen(item: Frame | Observation, estimator: Estimates | None) -> tuple[Frame | None, Observation]:
    """Return the frame, if there is one, and what is seen in it."""
    if isinstance(item, Observation):
        return None, item
    if estimator is None:
        raise TypeError("a calibration without an estimator was given a frame")
    return item, estimator.estimate(item)


def brightness(frame: Frame | None) -> float | None:
    """Return the mean of a picture, 0..255, of a few of its pixels."""
    return None if frame is None else float(frame.rgb[::16, ::16].mean())


def _too_short(takes: TakeStep, made: int) -> SourceError:
    return SourceError(
        f"the source ended after {made} of {takes.wanted} takes of {takes.shown}; these are kept",
        remedy=f"Go on with `gesturectl calibrate {takes.name}`; `gesturectl samples show {takes.name}` lists them.",
    )
