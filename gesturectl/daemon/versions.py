"""What gesturectl is made of, for `status` and reports of mistakes."""

from __future__ import annotations

import functools
import platform
from collections.abc import Mapping
from importlib import metadata
from types import MappingProxyType

from gesturectl import __version__

PACKAGES = ("mediapipe", "onnxruntime", "numpy")


@functools.cache
def versions() -> Mapping[str, str]:
    """Return versions by name; what is not installed as a package is left out."""
    found = {"gesturectl": __version__, "python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return MappingProxyType(found)
