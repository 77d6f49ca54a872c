"""A personal model: the user's own gestures as exemplars with a radius, in one .npz of plain arrays, never pickled.

`header` is JSON in UTF-8 bytes; docs/calibrate.md documents it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.domain.arrays import DAMAGED, FloatArray
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import TriggerOverride
from gesturectl.domain.take import Subject
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.errors import ModelError
from gesturectl.recognition.personal_bank import Bank, PersonalGesture
from gesturectl.recognition.usual_motions import UsualMotions

FORMAT = "gesturectl-personal"
VERSION = 1
MAX_BYTES = 256_000_000
_REMEDY = "Make it anew from your samples: `gesturectl calibrate --train`; or go back: `gesturectl calibrate --undo`."


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

    def knowing(self, usual: UsualMotions) -> PersonalModel:
        """Return the model with what hands do all day, of which its file holds no more than which are its rivals."""
        banks = {key: replace(bank, usual=usual) if len(bank.rivals) else bank for key, bank in self.banks.items()}
        return replace(self, banks=banks)

    def encoded(self) -> bytes:
        """Return the bytes of its file."""
        arrays: dict[str, Any] = {}
        banks = []
        for number, ((subject, moving), bank) in enumerate(self.banks.items()):
            arrays[f"others_{number}"] = bank.others
            if bank.metric is not None:
                arrays[f"metric_{number}"] = bank.metric
            if len(bank.rivals):
                arrays[f"rivals_{number}"] = bank.rivals
            for k, gesture in enumerate(bank.gestures):
                arrays[f"exemplars_{number}_{k}"] = gesture.exemplars
                if len(gesture.direction):
                    arrays[f"direction_{number}_{k}"] = gesture.direction
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
    except DAMAGED as error:
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
        "meant": gesture.meant,
        "caution": gesture.caution,
    }


def _model(header: Mapping[str, Any], arrays: Mapping[str, FloatArray]) -> PersonalModel:
    banks: dict[BankKey, Bank] = {}
    for number, entry in enumerate(header["banks"]):
        subject, moving = Subject(entry["subject"]), bool(entry["moving"])
        gestures = tuple(
            _gesture(
                each,
                subject,
                moving,
                _finite(arrays[f"exemplars_{number}_{k}"]),
                _finite(arrays.get(f"direction_{number}_{k}", np.zeros(0, np.float32))),
            )
            for k, each in enumerate(entry["gestures"])
        )
        metric = arrays.get(f"metric_{number}")
        others = _finite(arrays[f"others_{number}"])
        rivals = arrays.get(f"rivals_{number}", np.zeros(0, np.bool_)).astype(np.bool_)
        placed = None if metric is None else _finite(metric)
        banks[subject, moving] = Bank(gestures, others, placed, rivals=rivals)
    overrides = {name: TriggerOverride(**values) for name, values in header["overrides"].items()}
    return PersonalModel(
        str(header["spec"]), banks, overrides, {n: tuple(map(int, v)) for n, v in header["sources"].items()}
    )


def _gesture(
    entry: Mapping[str, Any], subject: Subject, moving: bool, exemplars: FloatArray, direction: FloatArray
) -> PersonalGesture:
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
        direction,
        float(entry["meant"]),
        float(entry.get("caution", 0.0)),
    )


def _finite(values: FloatArray) -> FloatArray:
    if values.dtype != np.float32 or not np.isfinite(values).all():
        raise ValueError("numbers that are none")
    return values
