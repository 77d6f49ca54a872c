"""Real MediaPipe on real photos and clips."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.errors import ModelError
from gesturectl.vision.estimator_settings import EstimatorSettings
from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator
from gesturectl.vision.source import Pace
from gesturectl.vision.sources import open_source

pytestmark = pytest.mark.vision

HANDS_ONLY = EstimatorSettings(body=False)
LEFT_WRIST, RIGHT_WRIST = 15, 16


@pytest.fixture(scope="module")
def whole(bundles: dict[str, Path]) -> Iterator[MediaPipeEstimator]:
    """Hands and body, shared by tests that look at photos ten seconds apart, so that nothing is tracked over."""
    estimator = MediaPipeEstimator(
        EstimatorSettings(),
        hand_bundle=bundles["hand_landmarker_full"],
        body_bundle=bundles["pose_landmarker_full"],
    )
    yield estimator
    estimator.close()


@pytest.fixture(scope="module")
def photos(real_data: Path) -> list[np.ndarray]:
    paths = sorted((real_data / "images" / "mediapipe_testdata").glob("*.jpg"))
    assert len(paths) == 40
    return [cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB) for path in paths]


@pytest.fixture(scope="module")
def seen(whole: MediaPipeEstimator, photos: list[np.ndarray]) -> list[tuple[Observation, Observation]]:
    """Every photo as it is and flipped, as a mirrored camera would show it."""
    t = iter(range(0, 100_000, 10))
    return [(look(whole, photo, next(t)), look(whole, photo[:, ::-1], next(t))) for photo in photos]


def look(estimator: MediaPipeEstimator, rgb: np.ndarray, t: float) -> Observation:
    return estimator.estimate(Frame(t=t, seq=0, rgb=np.ascontiguousarray(rgb)))


def side_by_body(hand: Hand, observation: Observation) -> Handedness | None:
    """The side of the body's wrist that is at the hand's wrist; None if none is, or both are."""
    if observation.body is None:
        return None
    wrists = observation.body.landmarks[[LEFT_WRIST, RIGHT_WRIST]]
    isotropic = np.array([observation.aspect, 1.0])
    apart = np.linalg.norm((wrists[:, :2] - hand.landmarks[0, :2]) * isotropic, axis=1)
    near, far = int(apart.argmin()), int(apart.argmax())
    if wrists[near, 3] < 0.5 or apart[near] > 0.1 or apart[far] < 3 * apart[near]:
        return None
    return (Handedness.LEFT, Handedness.RIGHT)[near]


@pytest.mark.data
def test_hands_are_found_in_photos(seen: list[tuple[Observation, Observation]]) -> None:
    assert sum(bool(observation.hands) for observation, _ in seen) >= 36


@pytest.mark.data
def test_handedness_is_the_persons(seen: list[tuple[Observation, Observation]]) -> None:
    """The body network tells left from right by the whole person: hands must agree with its wrists."""
    agree = [
        side is hand.handedness
        for observation, _ in seen
        for hand in observation.hands
        if (side := side_by_body(hand, observation)) is not None
    ]
    assert len(agree) >= 20
    assert np.mean(agree) >= 0.95


@pytest.mark.data
def test_a_flipped_photo_shows_the_other_hand(seen: list[tuple[Observation, Observation]]) -> None:
    singles = [(a.hands[0], b.hands[0]) for a, b in seen if len(a.hands) == 1 and len(b.hands) == 1]
    assert len(singles) >= 25
    assert np.mean([one.handedness is not other.handedness for one, other in singles]) >= 0.95
    for one, other in singles:
        assert np.median(np.abs(one.landmarks[:, 0] - (1 - other.landmarks[:, 0]))) < 0.05


@pytest.mark.data
def test_a_mirrored_source_gives_the_same_hands(
    tmp_path: Path, photos: list[np.ndarray], bundles: dict[str, Path]
) -> None:
    """Flipped pictures from a source that is said to be mirrored: the same hands as from the plain ones."""
    results = []
    for mirrored in (False, True):
        folder = tmp_path / f"mirrored {mirrored}"
        folder.mkdir()
        for number, photo in enumerate(photos[:6]):
            picture = photo[:, ::-1] if mirrored else photo
            cv2.imwrite(str(folder / f"{number}.png"), np.ascontiguousarray(picture[..., ::-1]))
        source = open_source(str(folder), pace=Pace.FAST, mirrored=mirrored, fps=0.1)
        results.append(observe(source, HANDS_ONLY, bundles))
    plain, turned = results
    assert sum(len(observation.hands) for observation in plain) >= 4
    for one, other in zip(plain, turned, strict=True):
        assert [hand.handedness for hand in one.hands] == [hand.handedness for hand in other.hands]
        for a, b in zip(one.hands, other.hands, strict=True):
            np.testing.assert_allclose(a.landmarks, b.landmarks, atol=1e-4)


def observe(source, settings: EstimatorSettings, bundles: dict[str, Path]) -> list[Observation]:
    estimator = MediaPipeEstimator(
        settings,
        hand_bundle=bundles[f"hand_landmarker_{settings.hand_size}"] if settings.hands else None,
        body_bundle=bundles["pose_landmarker_full"] if settings.body else None,
    )
    source.open()
    observations = [estimator.estimate(frame) for frame in iter(source.read, None)]
    source.close()
    estimator.close()
    return observations


@pytest.mark.data
def test_both_hands_of_a_zoom(real_data: Path, bundles: dict[str, Path]) -> None:
    source = open_source(str(real_data / "clips" / "zoom.gif"), pace=Pace.FAST, lead_in_s=0.5)
    observations = observe(source, HANDS_ONLY, bundles)
    assert observations[0].t < 0
    assert np.mean([len(observation.hands) == 2 for observation in observations if observation.t >= 0]) >= 0.9
    for observation in observations:
        if len(observation.hands) == 2:
            left, right = sorted(observation.hands, key=lambda hand: -hand.landmarks[0, 0])
            assert (left.handedness, right.handedness) == (Handedness.LEFT, Handedness.RIGHT)


@pytest.mark.data
def test_two_runs_see_the_same(real_data: Path, bundles: dict[str, Path]) -> None:
    path = str(real_data / "clips" / "clicks.gif")
    one, other = (observe(open_source(path, pace=Pace.FAST), HANDS_ONLY, bundles) for _ in range(2))
    assert [len(observation.hands) for observation in one] == [len(observation.hands) for observation in other]
    for a, b in zip(one, other, strict=True):
        for x, y in zip(a.hands, b.hands, strict=True):
            np.testing.assert_array_equal(x.landmarks, y.landmarks)


@pytest.mark.data
def test_body_is_looked_for_every_interval_and_carried_between(
    photos: list[np.ndarray], bundles: dict[str, Path]
) -> None:
    settings = replace(HANDS_ONLY, hands=False, body=True, body_interval_s=0.2)
    estimator = MediaPipeEstimator(settings, hand_bundle=None, body_bundle=bundles["pose_landmarker_full"])
    bodies = [estimator.estimate(Frame(t=n / 10, seq=n, rgb=photos[1])).body for n in range(6)]
    estimator.close()
    assert all(body is not None for body in bodies)
    assert [one is other for one, other in pairwise(bodies)] == [True, False] * 2 + [True]


@pytest.mark.data
def test_after_a_break_in_time_nothing_is_carried_over(photos: list[np.ndarray], bundles: dict[str, Path]) -> None:
    settings = replace(HANDS_ONLY, body=True, body_interval_s=100.0)
    estimator = MediaPipeEstimator(
        settings,
        hand_bundle=bundles["hand_landmarker_full"],
        body_bundle=bundles["pose_landmarker_full"],
    )
    first = look(estimator, photos[1], 50.0)
    black = look(estimator, np.zeros((480, 640, 3), np.uint8), 1.0)
    again = look(estimator, photos[1], 2.5)
    estimator.close()
    assert first.body is not None
    assert (black.body, black.hands) == (None, ())
    np.testing.assert_array_equal(first.hands[0].landmarks, again.hands[0].landmarks)


def test_nothing_in_noise(whole: MediaPipeEstimator) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (480, 640, 3), np.uint8)
    observation = look(whole, noise, 1e6)
    assert (observation.hands, observation.body, observation.aspect) == ((), None, 640 / 480)


def test_missing_bundle(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model bundle at .*gone\.task") as caught:
        MediaPipeEstimator(HANDS_ONLY, hand_bundle=tmp_path / "gone.task", body_bundle=None)
    assert "models pull" in caught.value.remedy


@pytest.mark.parametrize("kind", ["hand", "body"])
def test_truncated_bundle(tmp_path: Path, bundles: dict[str, Path], kind: str) -> None:
    path = tmp_path / "cut.task"
    path.write_bytes(bundles["hand_landmarker_lite"].read_bytes()[:100_000])
    given = {"hand_bundle": None, "body_bundle": None} | {f"{kind}_bundle": path}
    with pytest.raises(ModelError, match=r"cannot load the model bundle .*cut\.task") as caught:
        MediaPipeEstimator(EstimatorSettings(), **given)
    assert caught.value.remedy


def test_nothing_to_find() -> None:
    with pytest.raises(ModelError, match="nothing to do"):
        MediaPipeEstimator(HANDS_ONLY, hand_bundle=None, body_bundle=None)


def test_nothing_is_printed(bundles: dict[str, Path]) -> None:
    """MediaPipe's warnings about its own graph do not reach the user, from the import to the end of the program."""
    program = (
        "import numpy as np\n"
        "from pathlib import Path\n"
        "from gesturectl.domain.frame import Frame\n"
        "from gesturectl.vision.estimator_settings import EstimatorSettings\n"
        "from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator\n"
        f"hand, body = Path({str(bundles['hand_landmarker_lite'])!r}), Path({str(bundles['pose_landmarker_full'])!r})\n"
        "estimator = MediaPipeEstimator(EstimatorSettings(), hand_bundle=hand, body_bundle=body)\n"
        "for t in (0.0, 0.1, 9.0):\n"
        "    estimator.estimate(Frame(t=t, seq=0, rgb=np.zeros((48, 64, 3), np.uint8)))\n"
        "estimator.close()\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
