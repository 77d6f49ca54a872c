"""The folder of personal samples: one file a gesture, and one of the user's idle time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from platformdirs import user_data_path

from gesturectl.domain.observation import Observation
from gesturectl.domain.take import IDLE, SampleKind, Samples, Take, TakeRole, checked_name
from gesturectl.errors import UsageError
from gesturectl.storage.sample_file import read_samples, write_samples

SUFFIX = ".npz"


def personal_dir() -> Path:
    """Return the folder of what is personal: `$GESTURECTL_DATA_DIR/personal`, otherwise in the user's data folder."""
    override = os.environ.get("GESTURECTL_DATA_DIR")
    return (Path(override) if override else user_data_path("gesturectl", appauthor=False)) / "personal"


class SampleStore:
    """Samples on disk. Every change is one step: it has happened wholly, or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Return the file of a gesture's samples. Raises UsageError for what can be no name."""
        return self.folder / f"{name if name == IDLE else checked_name(name)}{SUFFIX}"

    def names(self) -> list[str]:
        """Return the gestures that have samples, in the order of the alphabet."""
        found = sorted(path.stem for path in self.folder.glob(f"*{SUFFIX}") if not path.name.startswith("."))
        return [name for name in found if name != IDLE]

    def has(self, name: str) -> bool:
        """Tell whether there are samples of that name."""
        return self.path(name).exists()

    def read(self, name: str) -> Samples:
        """Return the samples of a gesture. Raises UsageError if it has none, SourceError if they are damaged."""
        if not self.has(name):
            known = ", ".join(self.names()) or "there are none yet"
            raise UsageError(f"there are no samples of {name!r}", remedy=f"Samples: {known}.")
        return read_samples(self.path(name))

    def all(self) -> Iterator[Samples]:
        """Yield the samples of every gesture."""
        for name in self.names():
            yield self.read(name)

    def idle(self) -> Samples:
        """Return the user's idle time; without takes where none was recorded."""
        return self.read(IDLE) if self.has(IDLE) else Samples(IDLE, SampleKind(both_sides=False))

    def add(
        self, name: str, kind: SampleKind, role: TakeRole, observations: Sequence[Observation], when: float = 0.0
    ) -> Take:
        """Append a take and return it. Raises SourceError; all earlier takes stay as they are then."""
        samples = self.read(name) if self.has(name) else Samples(name, kind)
        take = Take(samples.next_number, role, tuple(observations), when)
        self.put(replace(samples, kind=kind, takes=(*samples.takes, take), next_number=take.number + 1))
        return take

    def put(self, samples: Samples) -> None:
        """Write all samples of a gesture in place of those before."""
        write_samples(self.path(samples.name), samples)

    def remove(self, name: str, numbers: Sequence[int] = ()) -> int:
        """Delete takes by number, or the whole gesture without numbers; return how many takes went.

        Raises UsageError for numbers that there are not; nothing is deleted then.
        """
        samples = self.read(name)
        strange = sorted(set(numbers) - {take.number for take in samples.takes})
        if strange:
            there = ", ".join(str(take.number) for take in samples.takes)
            raise UsageError(f"{name} has no take {', '.join(map(str, strange))}", remedy=f"Its takes: {there}.")
        kept = tuple(take for take in samples.takes if numbers and take.number not in numbers)
        if kept:
            self.put(replace(samples, takes=kept))
        else:
            self.path(name).unlink()
        return len(samples.takes) - len(kept)
