"""The set-up of `make`: all or nothing, one clear line, nothing done twice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import needs  # noqa: E402
import prepare  # noqa: E402


@dataclass
class FakeMachine(needs.Machine):
    """A machine that lacks what is named; `install` gives it Debian packages."""

    lacks: set[str] = field(default_factory=set)
    is_root: bool = False
    has_screen: bool = True
    apt: bool = True
    os_linux: bool = True
    commands: list[Sequence[str]] = field(default_factory=list)

    def command(self, *names: str) -> bool:
        if names == ("apt-get",):
            return self.apt
        return not self.lacks.intersection(names)

    def library(self, name: str) -> bool:
        return name not in self.lacks

    def module(self, name: str) -> bool:
        return name not in self.lacks

    def file(self, pattern: str) -> bool:
        return Path(pattern).name.removesuffix(".typelib") not in self.lacks

    @property
    def gi(self) -> bool:
        return "gi" not in self.lacks

    def header(self, *names: str) -> bool:
        return not self.lacks.intersection(names)

    @property
    def linux(self) -> bool:
        return self.os_linux

    @property
    def root(self) -> bool:
        return self.is_root

    @property
    def screen(self) -> bool:
        return self.has_screen

    def install(self, command: Sequence[str]) -> None:
        self.commands.append(command)
        if "install" in command:
            self.lacks.clear()


def packages_of(target: str, machine: needs.Machine, ready: bool = True) -> set[str]:
    return {need.package for need in needs.needs_of(target, machine, environment_ready=ready)}


def test_on_a_desktop_running_wants_no_virtual_desktop() -> None:
    assert "xvfb" not in packages_of("run", FakeMachine())
    assert "libgl1" in packages_of("run", FakeMachine())


@pytest.mark.parametrize(("target", "screen"), [("run", False), ("demo", True), ("test", True)])
def test_without_a_screen_and_for_the_demo_it_does(target: str, screen: bool) -> None:
    assert {"xvfb", "openbox", "libgl1"} <= packages_of(target, FakeMachine(has_screen=screen))


def test_a_compiler_is_wanted_only_while_the_environment_is_made() -> None:
    assert "gcc" in packages_of("lint", FakeMachine(), ready=False)
    assert packages_of("lint", FakeMachine(), ready=True) == set()


def test_another_system_wants_no_debian_packages() -> None:
    assert packages_of("test", FakeMachine(os_linux=False)) == set()


def test_whoever_is_not_root_gets_one_line_and_nothing_is_done() -> None:
    machine = FakeMachine(lacks={"Xvfb", "libGL.so.1"})
    wanted = needs.needs_of("demo", machine, environment_ready=True)
    with pytest.raises(prepare.PrepareError) as caught:
        prepare.provide_system(wanted, machine, machine.install)
    assert str(caught.value).count("\n") == 0
    assert str(caught.value).endswith(
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 xvfb"
    )
    assert machine.commands == []


def test_what_is_only_wanted_stops_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    machine = FakeMachine(lacks={"gi", "Gtk-3.0"})
    prepare.provide_system(needs.needs_of("run", machine, environment_ready=True), machine, machine.install)
    assert machine.commands == []
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "python3-gi gir1.2-gtk-3.0" in said


def test_root_gets_what_is_wanted_and_goes_on_where_it_does_not_help(capsys: pytest.CaptureFixture[str]) -> None:
    machine = FakeMachine(lacks={"gi"}, is_root=True)
    prepare.provide_system(needs.TRAY, machine, machine.commands.append)
    assert machine.commands[-1][-1] == "python3-gi"
    assert "going on without" in capsys.readouterr().err


def test_without_a_screen_no_tray_is_wanted() -> None:
    assert "python3-gi" not in packages_of("run", FakeMachine(has_screen=False))
    assert "python3-gi" in packages_of("test", FakeMachine(has_screen=False))


def test_root_gets_only_what_is_missing_after_one_update() -> None:
    machine = FakeMachine(lacks={"Xvfb", "libGL.so.1"}, is_root=True)
    prepare.provide_system(needs.needs_of("demo", machine, environment_ready=True), machine, machine.install)
    update, install = machine.commands
    assert update[:2] == ["apt-get", "update"]
    assert install[-2:] == ["libgl1", "xvfb"]
    assert "--no-install-recommends" in install


def test_nothing_missing_runs_nothing() -> None:
    machine = FakeMachine(is_root=True)
    prepare.provide_system(needs.needs_of("test", machine, environment_ready=True), machine, machine.install)
    assert machine.commands == []


def test_a_package_that_does_not_help_is_told() -> None:
    machine = FakeMachine(lacks={"Xvfb"}, is_root=True)
    with pytest.raises(prepare.PrepareError, match="still missing after installing xvfb: Xvfb"):
        prepare.provide_system(needs.DEMO, machine, lambda _command: None)


def test_without_apt_the_parts_are_named() -> None:
    machine = FakeMachine(lacks={"Xvfb"}, apt=False, is_root=True)
    with pytest.raises(prepare.PrepareError, match=r"package manager: Xvfb$"):
        prepare.provide_system(needs.DEMO, machine, machine.install)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / ".venv").mkdir()
    return tmp_path


def stamp(checkout: Path, extras: str) -> None:
    (checkout / ".venv" / ".prepared").write_text(prepare.Environment(checkout)._fingerprint(extras) + "\n")


def test_a_complete_environment_is_known_again_and_the_test_one_serves_for_running(checkout: Path) -> None:
    environment = prepare.Environment(checkout)
    assert not environment.ready("")
    stamp(checkout, "")
    assert environment.ready("")
    assert not environment.ready("[dev]")
    stamp(checkout, "[dev]")
    assert environment.ready("")
    assert environment.ready("[dev]")


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_changed_pins_make_it_incomplete(checkout: Path, name: str) -> None:
    stamp(checkout, "[dev]")
    (checkout / name).write_text("changed")
    assert not prepare.Environment(checkout).ready("[dev]")


def test_a_half_made_or_foreign_environment_is_made_anew(checkout: Path) -> None:
    environment = prepare.Environment(checkout)
    assert not environment._usable()  # an empty folder
    environment.python.parent.mkdir()
    environment.python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    environment.python.chmod(0o755)
    pip_script = environment.python.with_name("pip")
    pip_script.write_text(f"#!{environment.python}\n")
    assert environment._usable()
    pip_script.write_text("#!/somewhere/else/.venv/bin/python\n")  # the checkout was moved
    assert not environment._usable()


def test_a_moved_checkout_is_not_ready(checkout: Path) -> None:
    stamp(checkout, "")
    moved = checkout.with_name("moved")
    checkout.rename(moved)
    assert not prepare.Environment(moved).ready("")


def test_a_failing_command_shows_the_end_of_what_it_said() -> None:
    with pytest.raises(prepare.PrepareError, match="no such thing"):
        prepare.run([sys.executable, "-c", "print('x' * 10); raise SystemExit('no such thing')"])


def run_prepare(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "prepare.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("arguments", [(), ("tests",), ("run", "demo")])
def test_an_unknown_target_is_refused(arguments: tuple[str, ...]) -> None:
    done = run_prepare(*arguments)
    assert (done.returncode, done.stderr) == (2, "gesturectl: usage: prepare.py run|demo|lint|test\n")


def test_whoever_waits_for_another_make_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with prepare.alone(tmp_path):
        assert capsys.readouterr().err == ""
        code = f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r}); import pathlib, prepare\n"
        code += f"with prepare.alone(pathlib.Path({str(tmp_path)!r})): pass"
        other = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True)
        assert other.stderr is not None
        assert "waiting for it" in other.stderr.readline()
        assert other.poll() is None
    with other:
        assert other.wait(timeout=30) == 0


def test_a_checkout_that_cannot_be_written_to_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(prepare, "__file__", str(tmp_path / "file" / "scripts" / "prepare.py"))
    monkeypatch.setattr(prepare.sys, "argv", ["prepare.py", "run"])
    assert prepare.main() == 1
    assert "cannot prepare" in capsys.readouterr().err


def run_finder(path: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": str(path), **extra}
    script = str(ROOT / "scripts" / "python.sh")
    return subprocess.run(["/bin/sh", script], capture_output=True, text=True, env=env, check=False)


def fake_python(folder: Path, name: str, version: str) -> None:
    """A program that answers as Python of that version does to the finder's two questions."""
    new_enough = int(tuple(map(int, version.split(".")[:2])) < (3, 11))
    script = folder / name
    script.write_text(f'#!/bin/sh\n[ "$1" = -V ] && echo "Python {version}" && exit 0\nexit {new_enough}\n')
    script.chmod(0o755)


@pytest.fixture
def bin_dir(tmp_path: Path) -> Path:
    (tmp_path / "head").symlink_to(shutil.which("head") or "/usr/bin/head")
    return tmp_path


def test_the_first_new_enough_python_is_taken(bin_dir: Path) -> None:
    fake_python(bin_dir, "python3", "3.9.2")
    fake_python(bin_dir, "python3.12", "3.12.1")
    assert run_finder(bin_dir).stdout.strip() == str(bin_dir / "python3.12")


def test_too_old_pythons_are_named(bin_dir: Path) -> None:
    fake_python(bin_dir, "python3", "3.9.2")
    done = run_finder(bin_dir)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert f"{bin_dir / 'python3'} (Python 3.9.2)" in done.stderr


def test_a_named_python_is_the_only_one_tried(bin_dir: Path) -> None:
    fake_python(bin_dir, "python3", "3.12.1")
    done = run_finder(bin_dir, PYTHON="nopython")
    assert done.returncode == 1
    assert "found: no program nopython." in done.stderr


def test_every_pin_is_exact_and_names_no_place() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert len(pins) > 50
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+]+", pin) for pin in pins)


@pytest.mark.parametrize("target", ["run", "demo", "test", "bench", "lint", "clean"])
def test_make_knows_the_target_and_prepares_before_it(target: str) -> None:
    env = {**os.environ, "MAKEFLAGS": ""}
    command = ["make", "--dry-run", "--no-print-directory", target]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    first = done.stdout.splitlines()[0]
    assert "scripts/prepare.py" in first or target == "clean"


def test_continuous_integration_runs_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make --no-print-directory test" in script.read_text(encoding="utf-8")
