"""Shape checks for the arrays inside values, and what reading a damaged file of arrays raises."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

FloatArray = NDArray[np.float32]

DAMAGED = (
    *(OSError, EOFError, zipfile.BadZipFile, zlib.error),  # not all of it is there, or it is something else
    *(NotImplementedError, RuntimeError),  # a compression, version or encryption that zipfile does not know
    *(KeyError, IndexError, ValueError, TypeError, AttributeError),  # arrays or headers are missing or do not fit
)
"""What numpy, zipfile and whoever takes the arrays raise for a damaged .npz."""


def lengths(vectors: FloatArray) -> FloatArray:
    """Return the lengths (...) of vectors (..., 2); np.linalg.norm takes twice as long for few."""
    x, y = vectors[..., 0], vectors[..., 1]
    return np.asarray(np.sqrt(x * x + y * y))


def read_only(name: str, value: Any, shape: Sequence[int | None], dtype: DTypeLike = np.float32) -> NDArray[Any]:
    """Return `value` as a read-only array of `dtype`; None in `shape` stands for any length.

    Raises ValueError naming the expected and the given shape, so that a wrong array is found where it enters.
    """
    array = np.asarray(value, dtype=dtype)
    if array.ndim != len(shape) or any(want not in (None, got) for want, got in zip(shape, array.shape, strict=True)):
        wanted = "(" + ", ".join("any" if n is None else str(n) for n in shape) + ")"
        raise ValueError(f"{name}: expected shape {wanted}, got {array.shape}")
    if array.flags.writeable:
        array = array.view()
        array.flags.writeable = False
    return array
