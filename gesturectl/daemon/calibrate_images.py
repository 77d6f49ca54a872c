"""Takes from pictures: a folder of folders, each named after the gesture that its pictures show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from gesturectl.daemon import wiring
from gesturectl.daemon.options import RunOptions
from gesturectl.daemon.personal import Personal
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.domain.settings import Config
from gesturectl.domain.take import SampleKind, Samples, Subject, Take, TakeRole, checked_name
from gesturectl.errors import SourceError
from gesturectl.recognition.body_features import LEFT_SHOULDER, RIGHT_SHOULDER
from gesturectl.vision.image_folder import ImageFolder

HAND_SHARE = 0.6
"""Hands are meant where they are found in more of the pictures than this and are large in them."""
LARGE = 0.1
"""Palm in frame heights: smaller hands belong to a body that is shown as a whole."""
SHOULDERS_SEEN = 0.5


@dataclass(frozen=True, slots=True)
class LabelRead:
    """What came of one folder."""

    name: str
    kind: SampleKind
    pictures: int
    used: int


def read_folders(personal: Personal, folder: Path, options: RunOptions) -> Iterator[LabelRead]:
    """Read every folder in `folder` and put its pictures' keypoints in place of that gesture's samples.

    Raises SourceError for a folder without any, or with pictures in which nothing is found; UsageError for a name that
    cannot be a gesture's.
    """
    folders = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    if not folders:
        raise SourceError(f"{folder} holds no folders", remedy="Give a folder with one folder of pictures a label.")
    for path in folders:
        checked_name(path.name)
    config = wiring.read_config(replace(options, body="on"))
    for path in folders:
        observations = _observed(path, config)
        kind = _kind(observations)
        used = [o for o in observations if _shows(o, kind.subject)]
        if not used:
            raise SourceError(f"{path}: neither hand nor body is found in any picture", remedy="Take sharper ones.")
        takes = tuple(Take(n + 1, TakeRole.GESTURE, (o,)) for n, o in enumerate(used))
        personal.samples.put(Samples(path.name, kind, takes, len(takes) + 1))
        yield LabelRead(path.name, kind, len(observations), len(used))


def _observed(folder: Path, config: Config) -> list[Observation]:
    """Return what is seen in each picture. An empty one goes before each, so that nothing is followed into the next."""
    source = ImageFolder(folder, fps=1.0)
    source.open()
    estimator = wiring.make_estimator(config)
    found = []
    try:
        for frame in iter(source.read, None):
            estimator.estimate(Frame(frame.t - 0.5, frame.seq, np.zeros_like(frame.rgb)))
            found.append(estimator.estimate(frame))
    finally:
        estimator.close()
        source.close()
    return found


def _kind(observations: list[Observation]) -> SampleKind:
    """Return what is meant: large hands, else the body."""
    large = sum(any(_palm(hand.landmarks) > LARGE for hand in o.hands) for o in observations)
    if large > HAND_SHARE * len(observations):
        return SampleKind(Subject.HAND, moving=False, both_sides=True)
    return SampleKind(Subject.BODY, moving=False, both_sides=False)


def _palm(landmarks: object) -> float:
    import numpy as np

    points = np.asarray(landmarks)
    return float(np.linalg.norm(points[9, :2] - points[0, :2]))


def _shows(observation: Observation, subject: Subject) -> bool:
    if subject is Subject.HAND:
        return bool(observation.hands)
    body = observation.body
    return body is not None and bool(body.landmarks[[LEFT_SHOULDER, RIGHT_SHOULDER], 3].min() >= SHOULDERS_SEEN)
