"""MediaPipe's model bundles, provided once into the user's data folder.

A bundle comes from the first that works of: a right file already there (also one placed by hand), MediaPipe's
own model storage, a wheel from the package index. Each content is pinned by SHA-256 in `models/bundles.json`;
a file appears in the folder only when it is whole and right.
"""

from __future__ import annotations

import difflib
import logging
import os
from enum import StrEnum
from pathlib import Path

from platformdirs import user_data_path

from gesturectl.errors import ModelError
from gesturectl.vision.built_bundle import receipt, write_built
from gesturectl.vision.bundle_manifest import Bundle, OfficialSource, Source, load_manifest
from gesturectl.vision.download import DownloadError, Progress, fetch, sha256_of
from gesturectl.vision.file_lock import locked
from gesturectl.vision.package_index import PackageIndex, PipIndex
from gesturectl.vision.progress_bar import terminal_progress

log = logging.getLogger(__name__)

_PACKAGE = Path(__file__).resolve().parent.parent


PARTS = ".parts"
"""Folder beside the bundles for what is half fetched, and for a wheel placed by hand."""


class BundleState(StrEnum):
    """What is in the data folder for a bundle."""

    OK = "ok"
    MISSING = "missing"
    DAMAGED = "damaged"


def provide(name: str, *, directory: Path | None = None, progress: Progress | None = None) -> Path:
    """Return the path of a checked bundle, fetched when it is not there; ModelError when none can be had."""
    with terminal_progress() as shown:
        return BundleStore(directory or models_dir()).provide(name, progress=progress or shown)


def models_dir() -> Path:
    """Return the folder of the bundles: `$GESTURECTL_DATA_DIR/models`, otherwise the user's data folder."""
    override = os.environ.get("GESTURECTL_DATA_DIR")
    return (Path(override) if override else user_data_path("gesturectl", appauthor=False)) / "models"


def shipped_manifest() -> tuple[Bundle, ...]:
    """Return the manifest of the bundles that came with the package."""
    return load_manifest(shipped_models_dir() / "bundles.json")


def shipped_models_dir() -> Path:
    """Return the folder `models` that came with the package (in a checkout: of the repository)."""
    packed = _PACKAGE / "_data" / "models"
    return packed if packed.is_dir() else _PACKAGE.parent / "models"


class BundleStore:
    """The bundles of one folder."""

    def __init__(
        self, directory: Path, bundles: tuple[Bundle, ...] | None = None, index: PackageIndex | None = None
    ) -> None:
        self.directory = directory
        self.bundles = shipped_manifest() if bundles is None else bundles
        self._index = index or PipIndex()

    def path(self, bundle: Bundle) -> Path:
        """Return where the bundle's file is or will be."""
        return self.directory / bundle.file

    def state(self, bundle: Bundle) -> BundleState:
        """Say whether the bundle's file is there and has one of the right contents."""
        path = self.path(bundle)
        try:
            pins = (*bundle.pins, *receipt(path))
            sizes = {pin.size_bytes for pin in pins}
            if path.stat().st_size in sizes and sha256_of(path) in {pin.sha256 for pin in pins}:
                return BundleState.OK
        except (FileNotFoundError, NotADirectoryError):
            return BundleState.MISSING
        except OSError as error:
            raise ModelError(f"{path}: cannot be read: {error.strerror}") from error
        return BundleState.DAMAGED

    def provide(self, name: str, *, progress: Progress) -> Path:
        """Return the path of a checked bundle, fetched when it is not there or damaged; see `provide`."""
        bundle = self._find(name)
        if self.state(bundle) is BundleState.OK:
            return self.path(bundle)
        try:
            self._parts.mkdir(parents=True, exist_ok=True)
            with locked(self.directory / ".lock"):
                self._obtain(bundle, progress)
                self._drop_parts()
        except OSError as error:
            raise ModelError(
                f"{self.directory}: the model bundle {name} cannot be written: {error}",
                remedy="Make room or set GESTURECTL_DATA_DIR to a folder that you can write to.",
            ) from error
        return self.path(bundle)

    @property
    def _parts(self) -> Path:
        return self.directory / PARTS

    def _find(self, name: str) -> Bundle:
        names = [bundle.name for bundle in self.bundles]
        if name in names:
            return self.bundles[names.index(name)]
        near = difflib.get_close_matches(name, names, 1)
        hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(names)}"
        raise ModelError(f"no model bundle is called {name!r}{hint}")

    def _drop_parts(self) -> None:
        """Delete the wheel and what was kept for resuming, once no bundle needs them."""
        if all(self.state(bundle) is BundleState.OK for bundle in self.bundles):
            for part in self._parts.iterdir():
                part.unlink()

    def _obtain(self, bundle: Bundle, progress: Progress) -> None:
        """Try the sources in order, holding the lock."""
        state = self.state(bundle)  # again: another process may have provided it while we waited for the lock
        if state is BundleState.OK:
            return None
        if state is BundleState.DAMAGED:
            log.warning("%s is damaged or not the right file; it is provided again", self.path(bundle))
        failures = []
        for source in bundle.sources:
            try:
                return self._take_from(source, bundle, progress)
            except DownloadError as error:
                failures.append((source, str(error)))
                log.info("models: %s: not from %s: %s", bundle.name, _described(source), error)
        raise _none_to_be_had(bundle, self.path(bundle), state, failures)

    def _take_from(self, source: Source, bundle: Bundle, progress: Progress) -> None:
        if isinstance(source, OfficialSource):
            ready = self._parts / bundle.file
            fetch(source.url, ready, source.pin, progress=progress)
            os.replace(ready, self.path(bundle))
            return
        wheel = self._index.fetch_wheel(source.wheel, self._parts, progress=progress)
        write_built(source, wheel, self.path(bundle))


def _described(source: Source) -> str:
    if isinstance(source, OfficialSource):
        return "MediaPipe's model storage"
    return f"the package index ({source.wheel.requirement})"


def _none_to_be_had(bundle: Bundle, path: Path, state: BundleState, failures: list[tuple[Source, str]]) -> ModelError:
    """Return the one error that says what was tried and how to place the file by hand."""
    found = "is not there" if state is BundleState.MISSING else "is there but damaged (wrong size or checksum)"
    lines = [f"the model bundle {bundle.name} cannot be had. Tried:", f"  - the file {path}: {found}"]
    lines += [f"  - {_described(source)}: {reason}" for source, reason in failures]
    by_hand = "; or by hand, from another machine: ".join(["", *(_by_hand(s, path) for s in bundle.sources)])
    return ModelError("\n".join(lines), remedy=f"Connect to a network and run `gesturectl models pull`{by_hand}.")


def _by_hand(source: Source, path: Path) -> str:
    if isinstance(source, OfficialSource):
        return f"fetch {source.url} and copy it to {path}"
    wheel = source.wheel
    options = f"--no-deps --only-binary=:all: --python-version={wheel.python_version} --platform={wheel.platform}"
    return f"`pip download {options} {wheel.requirement}` and copy the wheel to {path.parent / PARTS}"
