"""Wheels from whatever package index this machine's pip is set up for. No index is named here."""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from gesturectl.vision.bundle_manifest import Wheel
from gesturectl.vision.download import DownloadError, Progress, fetch, sha256_of

log = logging.getLogger(__name__)

PIP_TIMEOUT_S = 600.0

_FIRST_LIGHT_DRY_RUN = (25, 3)
"""From this pip on, a dry run reads the wheel's metadata only; before, it downloads the whole wheel."""


class PackageIndex(Protocol):
    """Where wheels come from."""

    def fetch_wheel(self, wheel: Wheel, directory: Path, *, progress: Progress) -> Path:
        """Return the path of the checked wheel in `directory`; DownloadError says why there is none."""
        ...


class PipIndex:
    """The index that pip is configured for, through pip's own command."""

    def __init__(self, pip: Sequence[str] | None = None) -> None:
        self._pip = pip

    def fetch_wheel(self, wheel: Wheel, directory: Path, *, progress: Progress) -> Path:
        """Return the checked wheel: one already there, or a resumable download, or pip's own."""
        target = directory / wheel.file
        if target.exists() and sha256_of(target) == wheel.pin.sha256:
            return target
        pip = list(self._pip or _pip_command())
        progress(f"asking the package index for {wheel.requirement}", 0, 0)
        try:
            if _version(pip) >= _FIRST_LIGHT_DRY_RUN:
                fetch(_resolve(pip, wheel, directory), target, wheel.pin, progress=progress)
                return target
        except DownloadError as error:
            # an index that wants a login answers pip only, a folder of wheels has no web address
            log.debug("no direct download of %s: %s", wheel.file, error)
        _run([*pip, "download", *_options(wheel), "--dest", str(directory), wheel.requirement])
        _check(target, wheel)
        return target


def _pip_command() -> list[str]:
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if uv := shutil.which("uv"):
        return [uv, "tool", "run", "pip"]
    raise DownloadError("this Python environment has no pip (and there is no uv) to fetch it with")


def _options(wheel: Wheel) -> list[str]:
    version, platform = f"--python-version={wheel.python_version}", f"--platform={wheel.platform}"
    return ["--quiet", "--retries=1", "--no-deps", "--only-binary=:all:", version, platform]


def _version(pip: Sequence[str]) -> tuple[int, int]:
    match = re.match(r"pip (\d+)\.(\d+)", _run([*pip, "--version"]))
    return (int(match.group(1)), int(match.group(2))) if match else (0, 0)


def _resolve(pip: Sequence[str], wheel: Wheel, directory: Path) -> str:
    """Return the address that pip would take the wheel from."""
    # --target: pip refuses a foreign platform without one; a dry run writes nothing there
    dry_run = ["install", "--dry-run", "--ignore-installed", f"--target={directory}", "--report=-"]
    try:
        report = json.loads(_run([*pip, *dry_run, *_options(wheel), wheel.requirement]))
        return str(report["install"][0]["download_info"]["url"])
    except (ValueError, KeyError, IndexError) as error:
        raise DownloadError(f"pip's report cannot be read: {error}") from error


def _run(command: Sequence[str]) -> str:
    """Run pip; its standard output, or DownloadError with the last thing that it complained of."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_REQUIRE_VIRTUALENV": "0"}
    environment.pop("PIP_CONSTRAINT", None)  # our own pins do not hold for a wheel that is only read
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PIP_TIMEOUT_S, check=False, env=environment
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DownloadError(f"pip could not be run: {error}") from error
    if done.returncode:
        complaints = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise DownloadError((complaints or done.stderr.splitlines() or ["pip failed"])[-1])
    return done.stdout


def _check(target: Path, wheel: Wheel) -> None:
    if not target.exists():
        raise DownloadError(f"pip gave no file named {wheel.file}")
    if sha256_of(target) != wheel.pin.sha256:
        target.unlink()
        raise DownloadError(f"wrong checksum of {wheel.file}")
