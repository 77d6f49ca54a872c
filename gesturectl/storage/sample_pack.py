"""Packs: samples of some gestures in one file, to keep or to give away. Keypoints and labels, nothing else.

A pack is a zip of `pack.json` ({"format": "gesturectl-pack", "version": 1, "gestures": [...]}) and a file of samples
for each gesture. The user's idle time is not packed: it is nobody else's.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from gesturectl.domain.arrays import DAMAGED
from gesturectl.domain.take import Samples, checked_name
from gesturectl.errors import SourceError, UsageError
from gesturectl.storage.private_file import write_private
from gesturectl.storage.sample_file import MAX_BYTES, decoded, encoded
from gesturectl.storage.sample_store import SampleStore

FORMAT = "gesturectl-pack"
VERSION = 1
MAX_GESTURES = 200


def export_pack(store: SampleStore, path: Path, names: Sequence[str] = ()) -> list[str]:
    """Write the samples of these gestures (of all) into a pack; return their names. Raises UsageError, SourceError."""
    chosen = list(names) or store.names()
    if not chosen:
        raise UsageError("there are no samples to export", remedy="Record some with `gesturectl calibrate`.")
    write_pack(path, [store.read(name) for name in chosen])
    return chosen


def write_pack(path: Path, packed: Sequence[Samples]) -> None:
    """Write samples into a pack in one step. Raises SourceError."""
    names = [samples.name for samples in packed]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("pack.json", json.dumps({"format": FORMAT, "version": VERSION, "gestures": names}))
        for samples in packed:
            archive.writestr(f"{samples.name}.npz", encoded(samples))
    write_private(path, out.getvalue())


def read_pack(path: Path) -> list[Samples]:
    """Return the samples in a pack. Raises SourceError for one that cannot be read, is newer or damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_BYTES:
                raise ValueError(f"it unpacks to more than {MAX_BYTES / 1e6:.0f} MB")
            names = _names(json.loads(archive.read("pack.json")), path)
            return [decoded(archive.read(f"{name}.npz"), f"{path}:{name}") for name in names]
    except SourceError:
        raise
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror or error}", remedy="Check the path.") from error
    except (*DAMAGED, UsageError) as error:
        remedy = "Get the pack again: it may be cut short."
        raise SourceError(f"{path}: damaged pack, or none at all: {error}", remedy=remedy) from error


def import_pack(store: SampleStore, path: Path, *, replaces: bool = False) -> list[str]:
    """Take the samples of a pack into the store; return their names.

    Raises UsageError for names that are taken unless `replaces`; the store is untouched then.
    """
    packed = read_pack(path)
    taken = [samples.name for samples in packed if store.has(samples.name)]
    if taken and not replaces:
        remedy = "Give --replace to put those of the pack in their place, or delete yours first."
        raise UsageError(f"there are samples of {', '.join(taken)} already", remedy=remedy)
    for samples in packed:
        store.put(samples)
    return [samples.name for samples in packed]


def _names(said: dict[str, object], path: Path) -> list[str]:
    if said.get("format") != FORMAT:
        raise ValueError("pack.json is not one of gesturectl")
    if said.get("version") != VERSION:
        raise SourceError(
            f"{path}: pack of version {said.get('version')}, this gesturectl reads version {VERSION}",
            remedy="Update gesturectl.",
        )
    names = said["gestures"]
    if not isinstance(names, list) or len(names) > MAX_GESTURES:
        raise ValueError("its list of gestures is wrong")
    return [checked_name(name) for name in names]
