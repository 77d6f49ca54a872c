"""The command line's frame: quick help, exit codes, errors with remedies."""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import types

import pytest

from gesturectl.cli import main as cli
from gesturectl.errors import DesktopError, ExitCode, ModelError


def verb_that(monkeypatch: pytest.MonkeyPatch, act: object) -> None:
    """Put a verb in the place of `schema` that does `act`."""
    module = types.ModuleType("gesturectl.cli.schema")
    module.HELP = "test"  # type: ignore[attr-defined]
    module.add_arguments = lambda parser: None  # type: ignore[attr-defined]
    module.run = act  # type: ignore[attr-defined]
    monkeypatch.setattr(cli.importlib, "import_module", lambda name: module)


def test_every_verb_is_there_and_helps(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in cli.VERBS:
        with pytest.raises(SystemExit) as left:
            cli.main([verb, "--help"])
        assert left.value.code == 0
        assert f"gesturectl {verb}" in capsys.readouterr().out


def test_help_lists_every_verb_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; from gesturectl.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'cv2', 'mediapipe', 'sklearn', 'yaml', 'pydantic', 'Xlib'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert "HEAVY []" in done.stdout
    assert all(re.search(rf"\n    {verb}\s", done.stdout) for verb in cli.VERBS)


def test_a_wrong_verb_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["runn"])
    assert left.value.code == ExitCode.USAGE
    assert "invalid choice: 'runn'" in capsys.readouterr().err


def test_a_foreseen_error_has_its_remedy_and_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(args: argparse.Namespace) -> int:
        raise DesktopError("no display", remedy="Start one.")

    verb_that(monkeypatch, fail)
    assert cli.main(["schema"]) == ExitCode.DESKTOP
    shown = capsys.readouterr()
    assert shown.err == "gesturectl: no display\n  Start one.\n"
    assert shown.out == ""


def test_an_unforeseen_error_is_called_a_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    verb_that(monkeypatch, lambda args: 1 // 0)
    assert cli.main(["schema"]) == ExitCode.FAILURE
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert "Traceback" not in caplog.text
    assert cli.main(["--debug", "schema"]) == ExitCode.FAILURE
    assert "Traceback" in caplog.text
    assert "This is a bug" in capsys.readouterr().err


def test_ctrl_c_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(args: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    verb_that(monkeypatch, interrupted)
    assert cli.main(["schema"]) == ExitCode.INTERRUPTED


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_that_a_library_turned_into_an_error_is_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(args: argparse.Namespace) -> int:
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except KeyboardInterrupt:
            raise ModelError("cannot use the network: initialization failed") from None
        return 0

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job begins with it ignored
    try:
        verb_that(monkeypatch, fail)
        assert cli.main(["schema"]) == ExitCode.INTERRUPTED
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX shell")
@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&-", "<&- 2>&-"])
def test_closed_descriptors_do_no_harm(closed: str) -> None:
    code = "from gesturectl.cli.main import entry_point; entry_point()"
    command = ["sh", "-c", f'exec "$0" -c "$1" replay none.jsonl --dry-run {closed}', sys.executable, code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.returncode == ExitCode.SOURCE
    assert done.stdout == ""


def as_installed(words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command line of the shell, in which GESTURECTL is gesturectl."""
    code = "from gesturectl.cli.main import entry_point; entry_point()"
    script = words.replace("GESTURECTL", '"$0" -c "$1"')
    command = ["sh", "-c", script, sys.executable, code]
    env = {**os.environ, **variables}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=env)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("words", ["list actions", "synth --list"])
def test_a_full_disk_is_no_bug(words: str) -> None:
    done = as_installed(f"GESTURECTL {words} > /dev/full")
    assert done.returncode == ExitCode.FAILURE
    assert done.stderr == "gesturectl: no room left to write the output\n  Make room, then try again.\n"


def test_a_terminal_without_the_letters_gets_their_numbers() -> None:
    done = as_installed("GESTURECTL list actions", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    assert r'{text: "h\xe9llo"}' in done.stdout


@pytest.mark.parametrize(
    "words", ["pause --for nan", "trigger zoom --value inf", "trigger fist --hold -1", "calibrate x --idle nan"]
)
def test_what_is_no_number_is_a_usage_error(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(words.split())
    assert left.value.code == ExitCode.USAGE
    assert "expected" in capsys.readouterr().err


def test_a_place_for_the_demonstration_that_cannot_be_had_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demo", "--output", f"{__file__}/here"]) == ExitCode.USAGE
    assert f"cannot write into {__file__}/here: Not a directory" in capsys.readouterr().err
