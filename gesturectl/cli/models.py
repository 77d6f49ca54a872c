"""List, fetch and check the models: MediaPipe's bundles and gesturectl's own gesture classifiers."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gesturectl.errors import ExitCode, ModelError

if TYPE_CHECKING:
    from gesturectl.vision.bundles import BundleStore

HELP = "list, fetch and check the models"

_MEND_SHIPPED = "install gesturectl again (in a checkout: git checkout models)"


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model as `gesturectl models` shows it; `state` is ok, missing or damaged."""

    name: str
    state: str
    size_bytes: int
    licence: str
    purpose: str
    path: str
    mend: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `list`, `pull` and `verify`."""
    verbs = parser.add_subparsers(dest="models_verb", required=True, metavar="list|pull|verify")
    listing = verbs.add_parser("list", help="show every model: state, size, licence, place")
    pull = verbs.add_parser("pull", help="fetch the MediaPipe bundles that are missing or damaged")
    pull.add_argument("names", nargs="*", metavar="NAME", help="only these bundles (default: all)")
    verify = verbs.add_parser("verify", help="check every model; exit code 5 when one is missing or damaged")
    for parser_ in (listing, pull, verify):
        parser_.add_argument("--json", action="store_true", help="print one JSON array")


def run(args: argparse.Namespace) -> int:
    """Run one of `list`, `pull`, `verify`."""
    from gesturectl.vision.bundles import BundleStore, models_dir, shipped_models_dir

    store, shipped = BundleStore(models_dir()), shipped_models_dir()
    if args.models_verb == "pull":
        _pull(store, args.names)
    rows = [*_bundle_rows(store), *_gesture_model_rows(shipped), _usual_row(shipped), *_personal_rows()]
    _show(rows, as_json=args.json)
    if args.models_verb == "verify":
        _refuse_bad(rows)
    return int(ExitCode.OK)


def _pull(store: BundleStore, names: list[str]) -> None:
    from gesturectl.vision.progress_bar import terminal_progress

    with terminal_progress() as progress:
        for name in names or [bundle.name for bundle in store.bundles]:
            store.provide(name, progress=progress)


def _bundle_rows(store: BundleStore) -> list[ModelRow]:
    rows = []
    for bundle in store.bundles:
        path, state = store.path(bundle), store.state(bundle)
        mend = "" if state == "ok" else "gesturectl models pull"
        rows.append(ModelRow(bundle.name, state.value, _size(path), bundle.licence, bundle.purpose, str(path), mend))
    return rows


def _gesture_model_rows(directory: Path) -> list[ModelRow]:
    """Return a row for each of our own models: a network `<name>.onnx` and its manifest `<name>.json`."""
    files = [*directory.glob("*.json"), *directory.glob("*.onnx")]
    names = sorted({file.stem for file in files} - {"bundles"})
    return [_gesture_model_row(directory / f"{name}.onnx") for name in names]


def _gesture_model_row(network: Path) -> ModelRow:
    from gesturectl.vision.download import sha256_of

    licences = ""
    try:
        data: dict[str, Any] = json.loads(network.with_suffix(".json").read_text(encoding="utf-8"))
        state = "ok" if sha256_of(network) == data["sha256"] else "damaged"
        licences = "trained on: " + "; ".join(dict.fromkeys(data["trained_on"].values()))
    except FileNotFoundError:
        state = "missing"
    except (ValueError, KeyError, TypeError, AttributeError):
        state = "damaged"
    mend = "" if state == "ok" else _MEND_SHIPPED
    return ModelRow(network.stem, state, _size(network), licences, "gesture classifier", str(network), mend)


def _usual_row(directory: Path) -> ModelRow:
    """Return the row of what personal motions are told from."""
    from gesturectl.recognition.usual_motions import FILE, UsualMotions

    path, state = directory / FILE, "missing"
    if path.exists():
        try:
            UsualMotions(path).usual  # noqa: B018  (it is read when it is asked for)
            state = "ok"
        except ModelError:
            state = "damaged"
    mend = "" if state == "ok" else _MEND_SHIPPED
    purpose = "what hands do all day, which your own motions are told from"
    return ModelRow(path.stem, state, _size(path), "made by gesturectl synth", purpose, str(path), mend)


def _personal_rows() -> list[ModelRow]:
    """Return a row for the user's own model, if there is one: which gestures are personal."""
    from gesturectl.daemon.personal import Personal

    personal = Personal()
    path = personal.models.current()
    if path is None:
        return []
    try:
        model = personal.model()
    except ModelError:
        mend = "gesturectl calibrate --train"
        return [ModelRow("personal", "damaged", _size(path), "yours", "your own gestures", str(path), mend)]
    own = ", ".join(gesture.name for gesture in model.gestures) if model else ""
    moved = ", ".join(model.overrides) if model else ""
    purpose = f"your own gestures: {own or 'none'}" + (f"; thresholds that fit you: {moved}" if moved else "")
    return [ModelRow("personal", "ok", _size(path), "yours", purpose, str(path), "")]


def _refuse_bad(rows: list[ModelRow]) -> None:
    bad = [row for row in rows if row.state in ("missing", "damaged")]
    if bad:
        raise ModelError(
            "\n".join(f"{row.path}: {row.state}" for row in bad),
            remedy="Mend: " + "; ".join(dict.fromkeys(row.mend for row in bad)),
        )


def _show(rows: list[ModelRow], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return
    width = max(len(row.name) for row in rows)
    for row in rows:
        size = f"{row.size_bytes / 1e6:6.2f} MB" if row.size_bytes else " " * 9
        print(f"{row.name:{width}}  {row.state:8}  {size}  {row.licence}")
        print(f"{'':{width}}  {row.purpose}: {row.path}")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
