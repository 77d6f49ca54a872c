"""Check a gestures.yaml: report every mistake at once, or say what the file does."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gesturectl.errors import ConfigError, ExitCode

if TYPE_CHECKING:
    from gesturectl.domain.settings import Config
    from gesturectl.recognition.personal_model import PersonalModel

HELP = "check gestures.yaml, report every mistake at once, explain which rule goes before which"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file and the form of the answer."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("file", nargs="?", metavar="FILE", help="the file; without it the one that `run` would use")
    which.add_argument("--config", metavar="FILE", help="the same, as `run` takes it")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Check the file; return ExitCode.CONFIG when it has mistakes."""
    from gesturectl.config.loader import load_config
    from gesturectl.config.paths import ConfigOrigin, choose_config
    from gesturectl.daemon.personal import Personal

    choice = choose_config(args.file or args.config)
    try:
        personal = Personal().model()
        config = load_config(choice.path)
        _check_thresholds(config, personal)
    except ConfigError as error:
        if not args.json:
            raise
        print(json.dumps(_failure(str(choice.path), error)))
        return error.exit_code
    remarks = list(_remarks(config))
    answer = {
        "ok": True,
        "file": str(choice.path),
        "used_because": choice.origin.value,
        "bindings": len(config.bindings),
        "gestures": sorted(config.bound_gestures),
        "problems": [],
        "notes": [{"line": line, "message": text} for line, text in remarks],
    }
    if args.json:
        print(json.dumps(answer))
        return ExitCode.OK
    why = "" if choice.origin is ConfigOrigin.OPTION else f" ({choice.origin.value})"
    print(f"{choice.path}{why}: OK, {_count(len(config.bindings), 'binding')}")
    for line, text in remarks:
        print(f"{choice.path}{f':{line}' if line else ''}: note: {text}")
    return ExitCode.OK


def _check_thresholds(config: Config, personal: PersonalModel | None) -> None:
    """Raise ConfigError where thresholds of the settings do not go together with those of the models."""
    if config.settings.gestures:
        from gesturectl.config.paths import shipped
        from gesturectl.recognition.recognizer import load_recognizer

        load_recognizer(shipped("models"), config.settings.gestures, personal)


def _remarks(config: Config) -> Iterator[tuple[int, str]]:
    """Yield line and text of what is no mistake but worth knowing."""
    from gesturectl.control.conflicts import notes
    from gesturectl.desktop.probe import Session
    from gesturectl.desktop.watch import cannot_tell_windows

    for note in notes(config):
        yield note.line, note.text
    depends = any(rule.app for rule in config.bindings) or any(each.app for each in config.profiles)
    if depends and (why := cannot_tell_windows()) and why != cannot_tell_windows(Session.NONE):
        yield 0, f"rules with `app` are out of force on this desktop: {why}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _failure(path: str, error: ConfigError) -> dict[str, object]:
    from gesturectl.config.problem import GestureFileError

    if isinstance(error, GestureFileError):
        problems = [{"line": p.line, "column": p.column, "message": p.message} for p in error.problems]
    else:
        problems = [{"line": 0, "column": 0, "message": str(error)}]
    return {"ok": False, "file": path, "problems": problems, "remedy": error.remedy}
