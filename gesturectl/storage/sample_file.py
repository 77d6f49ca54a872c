"""One file of samples: an .npz of plain arrays, never pickled. docs/calibrate.md documents the format.

`header` is JSON in UTF-8 bytes: {"format": "gesturectl-samples", "version": 1, "name", "kind", "next_number",
"takes": [{"number", "role", "when", "count"}]}. The other arrays are the columns of all takes, one after the other.
"""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.domain.arrays import DAMAGED
from gesturectl.domain.observation import Observation
from gesturectl.domain.take import IDLE, SampleKind, Samples, Subject, Take, TakeRole, checked_name
from gesturectl.errors import GesturectlError, SourceError
from gesturectl.storage.observation_arrays import COLUMNS, from_arrays, to_arrays
from gesturectl.storage.private_file import write_private

FORMAT = "gesturectl-samples"
VERSION = 1
MAX_BYTES = 256_000_000
"""Unpacked: more than an hour of two hands and a body at 30 a second. A file that claims more is refused."""


def write_samples(path: Path, samples: Samples) -> None:
    """Write a file of samples in one step, in a folder of ours. Raises SourceError; what was there stays then."""
    write_private(path, encoded(samples), own_folder=True)


def encoded(samples: Samples) -> bytes:
    """Return the bytes of a file of samples."""
    observations = [o for take in samples.takes for o in _rising(take)]
    header = {
        "format": FORMAT,
        "version": VERSION,
        "name": samples.name,
        "kind": {
            "subject": samples.kind.subject.value,
            "moving": samples.kind.moving,
            "both_sides": samples.kind.both_sides,
        },
        "next_number": samples.next_number,
        "takes": [
            {"number": t.number, "role": t.role.value, "when": t.when, "count": len(t.observations)}
            for t in samples.takes
        ],
    }
    text = np.frombuffer(json.dumps(header).encode(), np.uint8)
    out = io.BytesIO()
    np.savez_compressed(out, header=text, take=_take_of_rows(samples), **_columns(observations))
    return out.getvalue()


def read_samples(path: Path) -> Samples:
    """Read a file of samples. Raises SourceError for one that is missing, of a newer version or damaged."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}", remedy="`gesturectl samples list`") from error
    return decoded(data, str(path))


def decoded(data: bytes, origin: str) -> Samples:
    """Return the samples in the bytes of a file that is called `origin` in errors. Raises SourceError."""
    try:
        _check_size(data)
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            header = json.loads(bytes(arrays["header"]).decode())
            if not isinstance(header, dict) or header.get("format") != FORMAT:
                raise ValueError("it is no file of samples")
            _check_version(header, origin)
            columns = {name: arrays[name] for name in (*COLUMNS, "take")}
        return _samples(header, columns)
    except SourceError:
        raise
    except (*DAMAGED, GesturectlError) as error:
        remedy = "Delete it and record again, or put back a copy (`gesturectl samples import`)."
        raise SourceError(f"{origin}: damaged samples: {error}", remedy=remedy) from error


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_BYTES:
            raise ValueError(f"it unpacks to more than {MAX_BYTES / 1e6:.0f} MB")


def _check_version(header: Mapping[str, Any], origin: str) -> None:
    version = header.get("version")
    if version != VERSION:
        raise SourceError(
            f"{origin}: samples of version {version}, this gesturectl reads version {VERSION}",
            remedy="Update gesturectl, or record the gesture again.",
        )


def _samples(header: Mapping[str, Any], columns: Mapping[str, Any]) -> Samples:
    name = header["name"] if header["name"] == IDLE else checked_name(header["name"])
    kind = SampleKind(
        Subject(header["kind"]["subject"]), bool(header["kind"]["moving"]), bool(header["kind"]["both_sides"])
    )
    takes = tuple(_take(entry, columns) for entry in header["takes"])
    numbers = [take.number for take in takes]
    if len(set(numbers)) != len(numbers):
        raise ValueError("two takes have the same number")
    return Samples(name, kind, takes, int(header["next_number"]))


def _take(entry: Mapping[str, Any], columns: Mapping[str, Any]) -> Take:
    rows = np.flatnonzero(columns["take"] == int(entry["number"]))
    if len(rows) != int(entry["count"]):
        raise ValueError(f"take {entry['number']} has {len(rows)} observations, {entry['count']} are announced")
    part = _part(columns, rows)
    return Take(int(entry["number"]), TakeRole(entry["role"]), from_arrays(part), float(entry["when"]))


def _part(columns: Mapping[str, Any], rows: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Return the columns of one take, whose rows follow each other."""
    first, last = (int(rows[0]), int(rows[-1])) if len(rows) else (0, -1)
    part = {name: columns[name][first : last + 1] for name in ("t", "seq", "aspect")}
    for what in ("hand", "body"):
        owner = columns[f"{what}_row"]
        mine = (owner >= first) & (owner <= last)
        part |= {name: columns[name][mine] for name in COLUMNS if name.startswith(f"{what}_")}
        part[f"{what}_row"] = part[f"{what}_row"] - first
    return part


def _columns(observations: list[Observation]) -> dict[str, Any]:
    return dict(to_arrays(observations))


def _take_of_rows(samples: Samples) -> np.ndarray[Any, Any]:
    return np.repeat(
        np.array([take.number for take in samples.takes], np.int64), [len(take.observations) for take in samples.takes]
    )


def _rising(take: Take) -> tuple[Observation, ...]:
    """Return the take's observations; refuse times that go back here rather than when it is read."""
    times = [o.t for o in take.observations]
    if any(b < a for a, b in itertools.pairwise(times)):
        raise ValueError(f"take {take.number}: time goes back")
    return take.observations
