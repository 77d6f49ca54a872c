"""The second estimator: a tiny network, made here, that sees 21 coloured dots, runs on real pixels."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Handedness
from gesturectl.errors import ModelError
from gesturectl.vision.estimator import Estimator
from gesturectl.vision.heatmap_estimator import HeatmapEstimator

SIZE = 128
COLOURS = np.array(
    [(r, g, b) for r in (70, 160, 250) for g in (70, 160, 250) for b in (70, 160, 250)][1:22], np.float32
)
"""21 colours, one for each landmark; none is a darker shade of another, as rims of dots are."""


def write_network(path: Path, *, landmarks: int = 21, channels: int = 3, sides: tuple = (SIZE, SIZE)) -> Path:
    """heatmap k = relu(1 - 12 * |rgb - colour k|^2), by two 1x1 convolutions: squares first, then their sum."""
    colours = COLOURS[:landmarks] / 255.0
    linear = (24.0 * colours)[:, :, None, None]
    square = np.full((landmarks, 3, 1, 1), -12.0, np.float32)
    offset = (1.0 - 12.0 * (colours**2).sum(axis=1)).astype(np.float32)
    nodes = [
        helper.make_node("Mul", ["picture", "picture"], ["squared"]),
        helper.make_node("Conv", ["picture", "linear", "offset"], ["a"]),
        helper.make_node("Conv", ["squared", "square"], ["b"]),
        helper.make_node("Add", ["a", "b"], ["c"]),
        helper.make_node("Relu", ["c"], ["heatmaps"]),
    ]
    values = [("linear", linear), ("square", square), ("offset", offset)]
    graph = helper.make_graph(
        nodes,
        "dots",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, channels, *sides])],
        [helper.make_tensor_value_info("heatmaps", TensorProto.FLOAT, [1, landmarks, *sides])],
        [numpy_helper.from_array(value.astype(np.float32), name) for name, value in values],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    path.write_bytes(model.SerializeToString())
    return path


def dotted(size: tuple[int, int], seed: int = 0) -> tuple[Frame, np.ndarray]:
    """A picture (width, height) of 21 coloured discs and their places, (21, 2) shares of the frame."""
    width, height = size
    cells = np.random.default_rng(seed).permutation(35)[:21]
    places = np.stack([(cells % 7 + 0.5) / 7, (cells // 7 + 0.5) / 5], axis=1)
    rgb = np.zeros((height, width, 3), np.uint8)
    for place, colour in zip(places, COLOURS, strict=True):
        centre = (round(place[0] * width), round(place[1] * height))
        cv2.circle(rgb, centre, round(min(width, height) * 0.05), colour.tolist(), -1)
    return Frame(t=0.4, seq=12, rgb=rgb), places


@pytest.fixture
def network(tmp_path: Path) -> Path:
    return write_network(tmp_path / "dots.onnx")


@pytest.mark.parametrize("size", [(640, 480), (480, 640), (400, 400)])
def test_finds_every_landmark_in_any_shape_of_picture(network: Path, size: tuple[int, int]) -> None:
    estimator: Estimator = HeatmapEstimator(network, handedness=Handedness.LEFT)
    frame, places = dotted(size)
    observation = estimator.estimate(frame)
    estimator.close()
    (hand,) = observation.hands
    assert np.abs(hand.landmarks[:, :2] - places).max() < 0.01
    assert (observation.t, observation.seq, observation.aspect) == (0.4, 12, size[0] / size[1])
    assert hand.handedness is Handedness.LEFT
    assert hand.score > 0.8
    assert np.linalg.norm(hand.world_landmarks[9] - hand.world_landmarks[0]) == pytest.approx(0.095, rel=1e-3)


def test_no_hand_in_an_empty_picture(network: Path) -> None:
    frame = Frame(t=0.0, seq=0, rgb=np.zeros((480, 640, 3), np.uint8))
    assert HeatmapEstimator(network).estimate(frame).hands == ()


def test_missing_network(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no keypoint network at .*gone\.onnx"):
        HeatmapEstimator(tmp_path / "gone.onnx")


def test_truncated_network(network: Path) -> None:
    network.write_bytes(network.read_bytes()[:200])
    with pytest.raises(ModelError, match=r"dots\.onnx cannot be loaded") as caught:
        HeatmapEstimator(network)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("shape", "what"),
    [({"landmarks": 17}, r"output of the network is \[1, 17"), ({"sides": ("h", "w")}, "input of the network is")],
)
def test_network_of_other_shapes(tmp_path: Path, shape: dict, what: str) -> None:
    with pytest.raises(ModelError, match=what):
        HeatmapEstimator(write_network(tmp_path / "other.onnx", **shape))


def test_the_networks_own_check_of_the_file_is_quiet(network: Path, capfd: pytest.CaptureFixture[str]) -> None:
    onnx.checker.check_model(onnx.load(str(network)))
    network.write_bytes(b"not a network")
    with pytest.raises(ModelError):
        HeatmapEstimator(network)
    assert capfd.readouterr().err == ""
