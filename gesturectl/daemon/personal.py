"""What is personal, brought together: samples and models on disk, gestures in the vocabulary, training."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gesturectl.domain.gesture import GESTURES, Gesture, GestureKind
from gesturectl.domain.take import Subject
from gesturectl.errors import ModelError
from gesturectl.recognition.classifiers import Classifiers
from gesturectl.recognition.personal_bank import PersonalGesture
from gesturectl.recognition.personal_model import PersonalModel, read_personal
from gesturectl.recognition.personal_rows import personal_spec
from gesturectl.storage.personal_store import PersonalStore
from gesturectl.storage.sample_pack import write_pack
from gesturectl.storage.sample_store import SampleStore, personal_dir

if TYPE_CHECKING:
    from gesturectl.training.fewshot import Trainer

log = logging.getLogger(__name__)

_WHAT = {
    Subject.HAND: "hand",
    Subject.HANDS: "both hands",
    Subject.BODY: "body",
    Subject.HEAD: "head",
}


class Personal:
    """The user's own folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or personal_dir()
        self.samples = SampleStore(self.folder / "samples")
        self.models = PersonalStore(self.folder)

    def model(self, *expected: str) -> PersonalModel | None:
        """Return the model in use, None without one; its gestures join the vocabulary. Raises ModelError.

        expected  new gestures that are about to be recorded, which join it, too
        """
        path = self.models.current()
        found = read_personal(path) if path else None
        self._adopt(found, expected)
        return found

    def _adopt(self, model: PersonalModel | None, expected: Iterable[str] = ()) -> None:
        """Let the vocabulary know all own gestures, also those taken back or not learned yet: rules may name them."""
        known = {name: _at_rest(name, GestureKind.SHAPE) for name in (*self.samples.names(), *expected)}
        for path in self.models.undone():
            with suppress(ModelError):
                known |= {g.name: _at_rest(g.name, as_gesture(g).kind) for g in read_personal(path).gestures}
        GESTURES.adopt((known | {g.name: as_gesture(g) for g in (model.gestures if model else ())}).values())

    def fitting(self, models_dir: Path) -> PersonalModel | None:
        """Return the model in use, trained anew from its samples if it was made for other features."""
        found = self.model()
        if found is None:
            return None
        classifiers = Classifiers.open(models_dir)
        if found.spec == personal_spec(classifiers.shape, classifiers.usual):
            return found
        log.warning("the personal model was made for other networks or usual motions: making it anew from its samples")
        from gesturectl.training.fewshot import Trainer

        return self.use(self.train(Trainer(classifiers)))

    def train(self, trainer: Trainer) -> PersonalModel:
        """Return a model of all samples. Nothing in use changes."""
        return trainer.train(list(self.samples.all()), self.samples.idle())

    def use(self, model: PersonalModel) -> PersonalModel:
        """Put a model into use once it reads back as what it is; the one before is kept. Raises ModelError."""
        path = self.models.put(model.encoded())
        try:
            read_personal(path)
        except ModelError:
            self.models.undo()
            raise
        self._adopt(model)
        return model

    def undo(self) -> tuple[Path, list[str]]:
        """Go back to the model before; what was recorded since goes into a pack beside it, which is returned.

        The names of the gestures that lose takes are returned too. Raises UsageError if there is nothing to undo.
        """
        away = self.models.undo()
        before = self.model()
        sources = before.sources if before else {}
        newer = []
        for samples in list(self.samples.all()):
            late = [t for t in samples.takes if t.number not in sources.get(samples.name, ())]
            if late:
                newer.append((samples, [take.number for take in late]))
        pack = away.with_suffix(".pack")
        if newer:
            write_pack(pack, [samples for samples, _ in newer])
        for samples, numbers in newer:
            self.samples.remove(samples.name, numbers)
        return pack, [samples.name for samples, _ in newer]


def _at_rest(name: str, kind: GestureKind) -> Gesture:
    return Gesture(name, kind, "your own, not in use: `gesturectl calibrate --train` learns it from its samples")


def as_gesture(own: PersonalGesture) -> Gesture:
    """Return a personal gesture as one of the vocabulary."""
    kinds = {
        Subject.HAND: GestureKind.MOTION if own.moving else GestureKind.SHAPE,
        Subject.HANDS: GestureKind.TWO_HAND,
        Subject.BODY: GestureKind.BODY,
        Subject.HEAD: GestureKind.BODY,
    }
    how = "a motion" if own.moving else "held"
    meaning = f"your own ({_WHAT[own.subject]}, {how}), from {len(own.takes)} takes"
    return Gesture(own.name, kinds[own.subject], meaning)
