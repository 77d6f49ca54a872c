"""A personal model: the user's own gestures as exemplars with a radius, in one .npz of plain arrays, never pickled.

`header` is JSON in UTF-8 bytes; docs/calibrate.md documents it. Whether something is a gesture is decided by its
nearest exemplar: it must lie within the gesture's radius, and clearly nearer than anything that is not this gesture.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import TriggerOverride
from gesturectl.domain.take import Subject
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.errors import ModelError
from gesturectl.recognition.path_distance import path_distances
from gesturectl.recognition.personal_scores import CLEARNESS, scores_of, strangeness

FORMAT = "gesturectl-personal"
VERSION = 1
MAX_BYTES = 256_000_000
_REMEDY = "Make it anew from your samples: `gesturectl calibrate --train`; or go back: `gesturectl calibrate --undo`."


def _nothing() -> FloatArray:
    return np.zeros((0, 0), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class PersonalGesture:
    """One gesture.

    exemplars  held: (N, F) rows in the space of the bank's metric; moving: (N, STEPS, D) paths
    radius     distance to the nearest exemplar at which the score is 0.5
    spread     how far its takes are from each other
    lasts_s    the shortest and the longest time that a motion may take; (0, 0) where it does not matter
    side       the only hand that makes it; None: one recording serves both
    rivals     shipped shapes that its takes are read as: they are silent while it is made
    takes      numbers of the takes that it was made from
    """

    name: str
    subject: Subject
    moving: bool
    exemplars: FloatArray
    radius: float
    trigger: TriggerSettings
    side: Handedness | None = None
    rivals: tuple[str, ...] = ()
    takes: tuple[int, ...] = ()
    lasts_s: tuple[float, float] = (0.0, 0.0)
    spread: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """All gestures of one subject that are held, or that move.

    metric  (F, F) applied to rows before distances are taken; None leaves them
    others  what is none of these gestures: the user's idle time, near misses, hands that mean nothing
    usual   of motions: what hands do all day, (N, STEPS, D), whether a gesture is like it or not; () if not known
    """

    gestures: tuple[PersonalGesture, ...]
    others: FloatArray
    metric: FloatArray | None = None
    usual: FloatArray = field(default_factory=_nothing)

    def scores(self, row: FloatArray) -> dict[str, float]:
        """Return the score of each gesture for a held row (F,) or a path (STEPS, D)."""
        names = (gesture.name for gesture in self.gestures)
        return {name: float(value) for name, value in zip(names, self.scores_many(row[None])[0], strict=True)}

    def scores_many(self, rows: FloatArray) -> FloatArray:
        """Return the scores (M, G) of the gestures for held rows (M, F) or paths (M, STEPS, D)."""
        near = [self._nearest(rows, gesture.exemplars) for gesture in self.gestures]
        radii = np.array([gesture.radius for gesture in self.gestures])
        spreads = np.array([gesture.spread for gesture in self.gestures])
        other = self._nearest(rows, self.others)
        if rows.ndim < 3:
            return scores_of(np.stack(near, axis=1), radii, spreads, other, self._clearness)
        ease = strangeness(self.distances(rows, self.usual))
        return scores_of(np.stack(near, axis=1) / ease[:, None], radii, spreads, other / ease, self._clearness)

    @property
    def _clearness(self) -> float:
        return CLEARNESS if any(g.moving or g.subject is Subject.BODY for g in self.gestures) else 0.0

    def distances(self, rows: FloatArray, exemplars: FloatArray) -> FloatArray:
        """Return the distance (M, N) of each row to each exemplar."""
        if rows.ndim == 3:
            return np.stack([path_distances(row, exemplars) for row in rows])
        placed = rows if self.metric is None else rows @ self.metric
        if len(placed) == 1:  # as it runs live
            away = exemplars - placed
            return np.asarray(np.sqrt(np.einsum("nf,nf->n", away, away)))[None]
        placed = placed.astype(np.float64)
        squares = (placed**2).sum(axis=1)[:, None] + (exemplars.astype(np.float64) ** 2).sum(axis=1)
        return np.asarray(np.sqrt(np.maximum(squares - 2 * placed @ exemplars.T, 0)))

    def _nearest(self, rows: FloatArray, exemplars: FloatArray) -> FloatArray:
        if not len(exemplars):
            return np.full(len(rows), np.inf)
        return np.asarray(self.distances(rows, exemplars).min(axis=1))


BankKey = tuple[Subject, bool]


@dataclass(frozen=True, slots=True, eq=False)
class PersonalModel:
    """Everything that was learned from one user.

    spec       the features that it was made for (personal_rows.personal_spec)
    banks      by subject and whether it moves
    overrides  thresholds of shipped gestures that were moved for this user
    sources    numbers of the takes, by name, that it was made from
    """

    spec: str
    banks: Mapping[BankKey, Bank] = field(default_factory=dict)
    overrides: Mapping[str, TriggerOverride] = field(default_factory=dict)
    sources: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def gestures(self) -> tuple[PersonalGesture, ...]:
        """All gestures of all banks."""
        return tuple(gesture for bank in self.banks.values() for gesture in bank.gestures)

    def encoded(self) -> bytes:
        """Return the bytes of its file."""
        arrays: dict[str, Any] = {}
        banks = []
        for number, ((subject, moving), bank) in enumerate(self.banks.items()):
            arrays[f"others_{number}"] = bank.others
            if bank.metric is not None:
                arrays[f"metric_{number}"] = bank.metric
            if len(bank.usual):
                arrays[f"usual_{number}"] = bank.usual
            for k, gesture in enumerate(bank.gestures):
                arrays[f"exemplars_{number}_{k}"] = gesture.exemplars
            gestures = [_entry(gesture) for gesture in bank.gestures]
            banks.append({"subject": subject.value, "moving": moving, "gestures": gestures})
        header = {"format": FORMAT, "version": VERSION, "spec": self.spec, "banks": banks}
        header |= {
            "overrides": {name: asdict(override) for name, override in self.overrides.items()},
            "sources": {name: list(numbers) for name, numbers in self.sources.items()},
        }
        out = io.BytesIO()
        np.savez_compressed(out, header=np.frombuffer(json.dumps(header).encode(), np.uint8), **arrays)
        return out.getvalue()


def read_personal(path: Path) -> PersonalModel:
    """Read a personal model. Raises ModelError for one that is missing, newer or damaged."""
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_BYTES:
                raise ValueError("it is too large")
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            header = json.loads(bytes(arrays["header"]).decode())
            _check(header, path)
            return _model(header, {name: arrays[name] for name in arrays.files})
    except ModelError:
        raise
    except (
        OSError, EOFError, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, zlib.error,
        NotImplementedError,
    ) as error:  # fmt: skip
        raise ModelError(f"{path}: the personal model is damaged: {error}", remedy=_REMEDY) from error


def _check(header: Mapping[str, Any], path: Path) -> None:
    if header.get("format") != FORMAT:
        raise ValueError("it is no personal model")
    if header.get("version") != VERSION:
        raise ModelError(
            f"{path}: personal model of version {header.get('version')}, this gesturectl reads {VERSION}",
            remedy=_REMEDY,
        )


def _entry(gesture: PersonalGesture) -> dict[str, Any]:
    return {
        "name": gesture.name,
        "radius": gesture.radius,
        "trigger": asdict(gesture.trigger),
        "side": gesture.side.value if gesture.side else None,
        "rivals": list(gesture.rivals),
        "takes": list(gesture.takes),
        "lasts_s": list(gesture.lasts_s),
        "spread": gesture.spread,
    }


def _model(header: Mapping[str, Any], arrays: Mapping[str, FloatArray]) -> PersonalModel:
    banks: dict[BankKey, Bank] = {}
    for number, entry in enumerate(header["banks"]):
        subject, moving = Subject(entry["subject"]), bool(entry["moving"])
        gestures = tuple(
            _gesture(each, subject, moving, _finite(arrays[f"exemplars_{number}_{k}"]))
            for k, each in enumerate(entry["gestures"])
        )
        metric = arrays.get(f"metric_{number}")
        others = _finite(arrays[f"others_{number}"])
        usual = _finite(arrays.get(f"usual_{number}", _nothing()))
        banks[subject, moving] = Bank(gestures, others, None if metric is None else _finite(metric), usual)
    overrides = {name: TriggerOverride(**values) for name, values in header["overrides"].items()}
    return PersonalModel(
        str(header["spec"]), banks, overrides, {n: tuple(map(int, v)) for n, v in header["sources"].items()}
    )


def _gesture(entry: Mapping[str, Any], subject: Subject, moving: bool, exemplars: FloatArray) -> PersonalGesture:
    if exemplars.ndim != (3 if moving else 2) or not len(exemplars) or not float(entry["radius"]) > 0:
        raise ValueError(f"the exemplars of {entry['name']} are wrong")
    return PersonalGesture(
        str(entry["name"]),
        subject,
        moving,
        exemplars,
        float(entry["radius"]),
        TriggerSettings(**entry["trigger"]),
        Handedness(entry["side"]) if entry["side"] else None,
        tuple(entry["rivals"]),
        tuple(int(n) for n in entry["takes"]),
        (float(entry["lasts_s"][0]), float(entry["lasts_s"][1])),
        float(entry["spread"]),
    )


def _finite(values: FloatArray) -> FloatArray:
    if values.dtype != np.float32 or not np.isfinite(values).all():
        raise ValueError("numbers that are none")
    return values
