"""Prepares a checkout for one make target: system packages, virtual environment, model bundles.

    python scripts/prepare.py run|demo|lint|test

Standard library only: it runs before anything is installed. It looks at everything that is needed first and
stops before any change when it cannot have it. What is there is not touched again, so a second run takes a
fraction of a second; a run killed half-way is completed by the next.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from needs import Machine, Need, needs_of

TARGETS = ("run", "demo", "lint", "test")
APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
APT_PATIENCE = ("-o", "DPkg::Lock::Timeout=300")
"""Seconds to wait for another that installs: a machine that was just set up often updates itself."""
LOG_LINES = 15


class PrepareError(Exception):
    """What is missing, in one line."""


class Environment:
    """The virtual environment of a checkout and the stamp that says what it was made from."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.python = root / ".venv" / "bin" / "python"
        self._stamp = root / ".venv" / ".prepared"

    def ready(self, extras: str) -> bool:
        """Whether .venv is complete, and of this pyproject.toml, constraints.txt and Python."""
        stamp = self._stamp.read_text(encoding="utf-8").strip() if self._stamp.exists() else ""
        return stamp in (self._fingerprint(extras), self._fingerprint("[dev]"))

    def provide(self, extras: str) -> None:
        """Make .venv with the pinned packages."""
        self._stamp.unlink(missing_ok=True)
        if not self._usable():
            say("making the virtual environment .venv")
            run([sys.executable, "-m", "venv", "--clear", str(self.root / ".venv")])
        say("installing the Python packages into .venv (a minute or two, the first time)")
        pip = [str(self.python), "-m", "pip", "install", "--quiet", "-c", str(self.root / "constraints.txt")]
        run([*pip, "pip"])  # by itself first: the newer pip resolves and resumes better
        run([*pip, "-e", f"{self.root}{extras}"])
        self._stamp.write_text(self._fingerprint(extras) + "\n", encoding="utf-8")

    def _usable(self) -> bool:
        """Whether .venv is of this Python, has pip, and was made in this place (its scripts name it)."""
        command = [str(self.python), "-c", "import sys, pip; print(sys.version)"]
        try:
            answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            pip_script = self.python.with_name("pip").read_text(encoding="utf-8")
        except (OSError, subprocess.CalledProcessError):
            return False
        return answer.strip() == sys.version.strip() and f"{self.python.parent}/" in pip_script

    def _fingerprint(self, extras: str) -> str:
        digest = hashlib.sha256(f"{self.root} {sys.base_prefix} {sys.version}".encode())
        for name in ("pyproject.toml", "constraints.txt"):
            digest.update((self.root / name).read_bytes())
        return digest.hexdigest() + extras


def provide_system(needs: Sequence[Need], machine: Machine, run: Callable[[Sequence[str]], None]) -> None:
    """Install the missing system packages; PrepareError, before any change, where we may not."""
    missing = [need for need in needs if not need.met(machine)]
    if not machine.root or not machine.command("apt-get"):
        tell_of_wanted([need for need in missing if need.wanted])
        missing = [need for need in missing if not need.wanted]
    if not missing:
        return
    names = ", ".join(need.name for need in missing)
    packages = list(dict.fromkeys(need.package for need in missing))
    if not machine.command("apt-get"):
        raise PrepareError(f"missing on this system, install it with your package manager: {names}")
    if not machine.root:
        command = " ".join(["sudo apt-get update && sudo", *APT_INSTALL, *packages])
        raise PrepareError(f"missing system packages; install them, then run make again: {command}")
    say(f"installing system packages: {' '.join(packages)}")
    run(["apt-get", "update", "-qq", *APT_PATIENCE])
    run([*APT_INSTALL, "-qq", *APT_PATIENCE, *packages])
    missing = [need for need in missing if not need.met(machine)]
    tell_of_wanted([need for need in missing if need.wanted])
    if still := [need.name for need in missing if not need.wanted]:
        raise PrepareError(f"still missing after installing {' '.join(packages)}: {', '.join(still)}")


def tell_of_wanted(missing: Sequence[Need]) -> None:
    """Say what is done without, and how it could be had."""
    if missing:
        packages = " ".join(dict.fromkeys(need.package for need in missing))
        names = ", ".join(need.name for need in missing)
        say(f"no tray icon without {names} (sudo {' '.join(APT_INSTALL)} {packages}); going on without")


def prepare(target: str, root: Path, machine: Machine) -> None:
    """Do all the set-up of one make target."""
    extras = "[dev]" if target in ("lint", "test") else ""
    environment = Environment(root)
    ready = environment.ready(extras)
    provide_system(needs_of(target, machine, environment_ready=ready), machine, run)
    if not ready:
        environment.provide(extras)
    if target != "lint":
        provide_models(environment.python)


def provide_models(python: Path) -> None:
    """Fetch the model bundles that are missing; its progress and its errors go to standard error."""
    command = [str(python.with_name("gesturectl")), "models", "pull"]
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
        raise PrepareError("the model bundles are missing; the reason stands above")


def run(command: Sequence[str]) -> None:
    """Run a command quietly; PrepareError with the end of what it printed when it fails."""
    settings = {"DEBIAN_FRONTEND": "noninteractive", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, **settings},
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-LOG_LINES:])
        raise PrepareError(f"{' '.join(command[:4])} … failed ({done.returncode}):\n{tail}")


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Wait until no other make prepares this checkout; the lock goes with the process."""
    import fcntl

    lock = root / ".cache" / "prepare.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another make prepares this checkout; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def say(text: str) -> None:
    """Tell the person who waits."""
    print(f"gesturectl: {text}", file=sys.stderr, flush=True)


def main() -> int:
    """Prepare for the target named on the command line."""
    root = Path(__file__).resolve().parent.parent
    if sys.argv[1:] not in [[target] for target in TARGETS]:
        say(f"usage: prepare.py {'|'.join(TARGETS)}")
        return 2
    try:
        with alone(root):
            prepare(sys.argv[1], root, Machine())
    except PrepareError as error:
        say(str(error))
        return 1
    except OSError as error:  # a checkout that is somebody else's, a full disk
        say(f"cannot prepare {root}: {error}")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
