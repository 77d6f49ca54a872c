"""The commands about rules: try one out, take one back, choose a profile, write one into gestures.yaml."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from gesturectl.cli.control import ControlCommand, ask, gesture_argument, json_argument, no_arguments
from gesturectl.cli.numbers import number, seconds
from gesturectl.errors import ExitCode, NotRunningError

if TYPE_CHECKING:
    from pathlib import Path


def _trigger_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "gesture", metavar="GESTURE", help="as in `gesturectl list gestures`; point,swipe_left: one after the other"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what it would do")
    parser.add_argument("--hand", choices=("left", "right", "both"), help="whose gesture (default: the usual)")
    parser.add_argument(
        "--value", type=number, help="how far zoom or pinch go, negative the other way (default 1: once as far)"
    )
    parser.add_argument("--hold", dest="hold_s", type=seconds, metavar="SECONDS", help="as if held for so long")
    json_argument(parser)


def _trigger(args: argparse.Namespace) -> int:
    *before, gesture = args.gesture.split(",")
    given = {"hand": args.hand, "value": args.value, "dry_run": args.dry_run, "hold_s": args.hold_s}
    fields = {name: value for name, value in given.items() if value is not None} | (
        {"before": before} if before else {}
    )
    answer = ask("trigger", gesture=gesture, **fields)
    _print_deeds(answer, as_json=args.json, done=not args.dry_run)
    return int(ExitCode.FAILURE if answer.get("failed") else ExitCode.OK)


def _print_deeds(answer: Any, *, as_json: bool = False, done: bool = True) -> None:
    if as_json:
        print(json.dumps(answer, indent=2))
        return
    from gesturectl.cli.control_lines import deed_lines

    print("\n".join(deed_lines(answer["actions"], done=done)))


def _undo(args: argparse.Namespace) -> int:
    _print_deeds(ask("undo"))
    return int(ExitCode.OK)


def _panic(args: argparse.Namespace) -> int:
    print(ask("panic")["state"])
    return int(ExitCode.OK)


def _profile_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("profile", nargs="?", metavar="PROFILE", help="which to bring into force; none: list them")


def _profile(args: argparse.Namespace) -> int:
    if args.profile is not None:
        print(f"profile: {ask('profile', profile=args.profile)['profile']}")
        return int(ExitCode.OK)
    status = ask("status")["status"]
    for name in status["profiles"]:
        marks = [word for key, word in (("profile", "chosen"), ("profile_in_force", "in force")) if status[key] == name]
        print(name + (f"  ({', '.join(marks)})" if marks else ""))
    return int(ExitCode.OK)


def _bind_arguments(parser: argparse.ArgumentParser) -> None:
    gesture_argument(parser)
    parser.add_argument("action", metavar="ACTION", help="as in `gesturectl list actions`: 'hotkey: ctrl+c'")
    parser.add_argument("--name", help="what the log calls the rule")
    parser.add_argument("--hand", choices=("left", "right", "both"), help="only this hand, or both at once")
    parser.add_argument("--app", metavar="CLASS", help="only while such a window is active")
    parser.add_argument("--profile", metavar="PROFILE", help="only in this profile")
    parser.add_argument("--hold", dest="hold_s", type=seconds, metavar="SECONDS", help="held for so long")
    parser.add_argument("--replace", action="store_true", help="in place of the rule that is bound to the same")
    parser.add_argument("--config", metavar="FILE", help="the file; without it your own, begun as a copy if need be")


def _bind(args: argparse.Namespace) -> int:
    from gesturectl.config.binding_edit import add_binding
    from gesturectl.config.edit import file_in_use, read_action

    path = file_in_use(args.config)
    gestures = args.gesture.split(",")
    given = {"name": args.name, "gesture": gestures if len(gestures) > 1 else gestures[0], "hand": args.hand}
    given |= {"hold_s": args.hold_s, "app": args.app, "profile": args.profile, "do": read_action(args.action)}
    binding = {key: value for key, value in given.items() if value is not None}
    line = add_binding(path, binding, replace=args.replace)
    print(f"{path}:{line}: {args.gesture} is bound")
    print(_reloaded(path))
    return int(ExitCode.OK)


def _reloaded(path: Path) -> str:
    """Have a running gesturectl read the file, and return what came of it."""
    from pathlib import Path

    try:
        answer = ask("reload")
    except NotRunningError:
        return "gesturectl is not running: it is in force with the next start"
    if Path(str(answer.get("file", ""))).resolve() != path.resolve():
        return f"the running gesturectl goes by another file: {answer.get('file')}"
    return "it is in force"


RULE_COMMANDS: dict[str, ControlCommand] = {
    "trigger": ControlCommand(
        "do what a gesture does",
        "Do what the rules of a gesture do, from its begin to its end, as if it had been made.",
        _trigger_arguments,
        _trigger,
    ),
    "undo": ControlCommand(
        "take back what the last gesture did",
        "Take back what the last gesture did: zoom, scroll, volume, a tab, a program that it opened.",
        no_arguments,
        _undo,
    ),
    "panic": ControlCommand(
        "let go of everything and pause",
        "Let go of everything that is held, leave out what waits to be done, and pause.",
        no_arguments,
        _panic,
    ),
    "profile": ControlCommand(
        "bring a profile of rules into force",
        "Bring a profile of gestures.yaml into force, or list them.",
        _profile_arguments,
        _profile,
    ),
    "bind": ControlCommand(
        "write a rule into gestures.yaml",
        "Add a rule to your gestures.yaml. Comments and order stay; with a mistake the file stays as it was.",
        _bind_arguments,
        _bind,
    ),
}
