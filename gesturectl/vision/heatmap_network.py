"""A keypoint network in ONNX: one heatmap for each landmark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import HAND_LANDMARKS
from gesturectl.errors import ModelError


class HeatmapNetwork:
    """Input float32 (1, 3, height, width), RGB 0..1; output float32 (1, 21, h, w), 1 at the landmark."""

    def __init__(self, path: Path) -> None:
        """Load the network. Raises ModelError if it is missing, damaged or of other shapes."""
        if not path.is_file():
            raise ModelError(f"no keypoint network at {path}", remedy="Check the path of the .onnx file.")
        self._path = path
        self._session = _load(path)
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        shape, maps = list(inputs[0].shape), list(outputs[0].shape)
        fixed = len(shape) == 4 and shape[1] == 3 and all(isinstance(n, int) for n in shape[2:])
        if len(inputs) != 1 or inputs[0].type != "tensor(float)" or not fixed:
            raise self._misshapen("input", "float (1, 3, height, width)", f"{inputs[0].type} {shape}")
        if len(maps) != 4 or maps[1] != HAND_LANDMARKS:
            raise self._misshapen("output", f"(1, {HAND_LANDMARKS}, h, w)", str(maps))
        self._input_name: str = inputs[0].name
        self.height, self.width = int(shape[2]), int(shape[3])

    def heatmaps(self, picture: FloatArray) -> FloatArray:
        """Run on one picture (height, width, 3), RGB 0..1; return the heatmaps (21, h, w)."""
        batch = np.ascontiguousarray(picture.transpose(2, 0, 1)[None], dtype=np.float32)
        maps = np.asarray(self._session.run(None, {self._input_name: batch})[0], dtype=np.float32)
        if maps.ndim != 4 or maps.shape[:2] != (1, HAND_LANDMARKS):
            raise self._misshapen("output", f"(1, {HAND_LANDMARKS}, h, w)", str(maps.shape))
        return np.asarray(maps[0])

    def _misshapen(self, what: str, expected: str, got: str) -> ModelError:
        return ModelError(
            f"{self._path}: the {what} of the network is {got}, expected {expected}",
            remedy="Export a network that gives one heatmap for each of the 21 hand landmarks.",
        )


def _load(path: Path) -> Any:
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = 1
    failures = (
        state.Fail,
        state.InvalidArgument,
        state.InvalidGraph,
        state.InvalidProtobuf,
        state.RuntimeException,
    )
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except (*failures, state.NotImplemented) as error:
        raise ModelError(
            f"{path} cannot be loaded as an ONNX network: {str(error).splitlines()[0]}",
            remedy="The file is damaged or cut short: fetch or export it again.",
        ) from error
