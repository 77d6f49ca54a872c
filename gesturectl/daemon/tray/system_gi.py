"""Makes PyGObject (`gi`) importable, also where only the system's Python has it.

It is compiled, and on the package index source only; nearly every desktop has it for its own Python.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
import sysconfig
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

_VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"
SYSTEM_FOLDERS = tuple(
    Path(folder)
    for folder in (
        "/usr/lib/python3/dist-packages",
        f"/usr/lib/{_VERSION}/site-packages",
        f"/usr/lib64/{_VERSION}/site-packages",
    )
)
INSTALL = "sudo apt install python3-gi gir1.2-gtk-3.0 gir1.2-ayatanaappindicator3-0.1"
BUILD = (
    "sudo apt install libgirepository1.0-dev libcairo2-dev pkg-config gcc gir1.2-ayatanaappindicator3-0.1 "
    f'&& {sys.executable} -m pip install "PyGObject<3.52"'
)


def provide_gi(folders: Sequence[Path] = SYSTEM_FOLDERS) -> bool:
    """Make `gi` importable; False where it cannot be had."""
    if importlib.util.find_spec("gi") is not None:
        return True
    folder = next((each for each in folders if fits(each)), None)
    if folder is None:
        return False
    sys.meta_path.append(_OnlyGi(folder))
    return True


def fits(folder: Path) -> bool:
    """Tell whether the `gi` in `folder` was compiled for this Python."""
    return (folder / "gi" / f"_gi{sysconfig.get_config_var('EXT_SUFFIX')}").exists()


def remedy(folders: Sequence[Path] = SYSTEM_FOLDERS) -> str:
    """Return the command that brings `gi`: the system's package, unless that is there and for another Python."""
    return BUILD if any((folder / "gi").is_dir() for folder in folders) else INSTALL


class _OnlyGi:
    """Finds `gi` in the system's folder and nothing else: what else lies there must not mix with our packages."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where `gi` is."""
        return importlib.machinery.PathFinder.find_spec(name, [self._folder]) if name == "gi" else None
