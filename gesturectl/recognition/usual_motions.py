"""What hands do all day, and in which direction a motion is unlike it.

Many random convolutions say what a path is like; the usual motions say how these features vary by themselves. Seen in
units of that variation (whitened), a few takes of a gesture point in one direction, and what points the same way is
like the gesture in what the usual motions are not: a linear discriminant from positives alone (Hariharan, Malik and
Ramanan 2012). Learned once, and shipped: `gesturectl train --data DIR --only usual`.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.domain.arrays import DAMAGED, FloatArray, read_only
from gesturectl.errors import ModelError
from gesturectl.recognition.path_features import PathFeatures

FILE = "usual_motions.npz"
FORMAT = "gesturectl-usual/1"
_FINEST = 127


@dataclass(frozen=True, slots=True, eq=False)
class Usual:
    """What is known of the usual.

    features   what paths are like, and how that varies over many hours
    paths      (N, STEPS, D), some of them, which a gesture's rivals are
    judged     (J, STEPS, D), others, by which it is judged how safe a gesture is; they took durations_s (J,)
    judged_s   seconds of everyday movement that those were cut out of
    """

    features: PathFeatures
    paths: FloatArray
    judged: FloatArray
    durations_s: FloatArray
    judged_s: float

    def encoded(self) -> bytes:
        """Return the bytes of its file. Paths are kept to 1/127 of a channel's largest value."""
        largest = np.maximum(np.abs(np.concatenate([self.paths, self.judged])).max(axis=(0, 1)), 1e-6) / _FINEST
        arrays: dict[str, Any] = {
            "format": np.frombuffer(FORMAT.encode(), np.uint8),
            "unit": largest.astype(np.float32),
            "paths": np.round(self.paths / largest).astype(np.int8),
            "judged": np.round(self.judged / largest).astype(np.int8),
            "durations_s": self.durations_s.astype(np.float32),
            "judged_s": np.array(self.judged_s),
        }
        out = io.BytesIO()
        np.savez_compressed(out, **(arrays | self.features.arrays()))
        return out.getvalue()

    @staticmethod
    def decoded(data: bytes) -> Usual:
        """Return what `encoded` has written. Raises what stands in DAMAGED for anything else."""
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            if bytes(arrays["format"]) != FORMAT.encode():
                raise ValueError(f"it is not {FORMAT}")
            unit, features = arrays["unit"], PathFeatures.of(arrays)
            paths, judged = (arrays[name] * unit for name in ("paths", "judged"))
            durations_s = read_only("durations_s", arrays["durations_s"], (len(judged),))
            if paths.ndim != 3 or paths.shape[1:] != judged.shape[1:] or paths.shape[2] != len(features.middle):
                raise ValueError("its paths do not fit its features")
            return Usual(features, paths, judged, durations_s, float(arrays["judged_s"]))


class UsualMotions:
    """What hands do all day; nothing if that is not known. A file is read when it is first asked."""

    def __init__(self, source: Usual | Path | None = None) -> None:
        self._source = source

    @property
    def known(self) -> bool:
        """Whether it is known at all."""
        return self._source is not None

    @cached_property
    def spec(self) -> str:
        """Which file it is from; "" for none. Raises ModelError."""
        return hashlib.sha256(self._bytes).hexdigest()[:12] if isinstance(self._source, Path) else ""

    @cached_property
    def usual(self) -> Usual:
        """Return it. Raises ModelError for a file that is missing or damaged."""
        if isinstance(self._source, Usual):
            return self._source
        try:
            return Usual.decoded(self._bytes)
        except DAMAGED as error:
            raise ModelError(f"{self._source}: the usual motions are damaged: {error}", remedy=_REMEDY) from error

    def directions(self, paths: FloatArray) -> FloatArray:
        """Return the directions (M, F), of length 1, in which paths (M, STEPS, D) are unlike the usual."""
        return self.usual.features.directions(paths)

    def direction(self, exemplars: FloatArray) -> FloatArray:
        """Return the direction (F,), of length 1, that takes of a gesture share; () if the usual is not known."""
        if not self.known or not len(exemplars):
            return np.zeros(0, np.float32)
        shared = self.directions(exemplars).sum(axis=0)
        return np.asarray(shared / np.linalg.norm(shared))

    @cached_property
    def _bytes(self) -> bytes:
        if not isinstance(self._source, Path):
            raise TypeError("there is no file of usual motions")
        try:
            return self._source.read_bytes()
        except OSError as error:
            raise ModelError(
                f"{self._source}: the usual motions cannot be read: {error.strerror}", remedy=_REMEDY
            ) from error


_REMEDY = "Reinstall gesturectl, or rebuild them: `gesturectl train --only usual --data DIR`."
