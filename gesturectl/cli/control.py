"""The commands that speak with the running gesturectl: one small object each, with what a verb's module has."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gesturectl.cli.numbers import number
from gesturectl.errors import ExitCode


@dataclass(frozen=True, slots=True)
class ControlCommand:
    """One verb: the contract of `cli.main`, as a value instead of a module."""

    HELP: str
    description: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def no_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing."""


def json_argument(parser: argparse.ArgumentParser) -> None:
    """Add the form of the answer."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def ask(verb: str, **fields: Any) -> Mapping[str, Any]:
    """Return the answer of the running gesturectl. Raises NotRunningError and what it refuses."""
    from gesturectl.daemon.control_client import ControlClient

    with ControlClient() as client:
        return client.ask(verb, **fields)


def _status(args: argparse.Namespace) -> int:
    status = ask("status")["status"]
    if args.json:
        print(json.dumps(status, indent=2))
    else:
        from gesturectl.cli.control_lines import status_lines

        print("\n".join(status_lines(status)))
    return int(ExitCode.OK)


def _why(args: argparse.Namespace) -> int:
    answer = ask("why")
    if args.json:
        print(json.dumps(answer, indent=2))
    else:
        from gesturectl.cli.control_lines import why_lines

        print("\n".join(why_lines(answer)))
    return int(ExitCode.OK)


def _pause_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--for", dest="minutes", type=number, metavar="MINUTES", help="go on by itself after so long")


def _pause(args: argparse.Namespace) -> int:
    fields = {} if args.minutes is None else {"minutes": args.minutes}
    print(ask("pause", **fields)["state"])
    return int(ExitCode.OK)


def _resume(args: argparse.Namespace) -> int:
    print(ask("resume")["state"])
    return int(ExitCode.OK)


def _toggle(args: argparse.Namespace) -> int:
    print(ask("toggle")["state"])
    return int(ExitCode.OK)


def _reload(args: argparse.Namespace) -> int:
    answer = ask("reload")
    print(f"reloaded {answer.get('file', 'the rules')}: {answer.get('rules', '?')} rules are in force")
    if note := answer.get("note"):
        print(f"  {note}")
    return int(ExitCode.OK)


def _stop(args: argparse.Namespace) -> int:
    from gesturectl.daemon.control_client import ControlClient

    with ControlClient() as client:
        client.ask("stop")
        client.wait_until_gone()
    print("stopped")
    return int(ExitCode.OK)


def _watch_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--landmarks", action="store_true", help="show the keypoints of every frame too")
    parser.add_argument(
        "--osc", metavar="HOST:PORT", help="send it as OSC messages over UDP instead, on this machine only"
    )


def _watch(args: argparse.Namespace) -> int:
    from gesturectl.daemon.control_client import ControlClient
    from gesturectl.daemon.osc import OscSender

    sender = OscSender(args.osc) if args.osc else None
    with ControlClient() as client:
        client.ask("watch", landmarks=args.landmarks)
        for seen in client.stream():
            if sender is not None:
                sender.send(seen)
            else:
                print(json.dumps(seen), flush=True)
    return int(ExitCode.OK)


def gesture_argument(parser: argparse.ArgumentParser) -> None:
    """Add the gesture."""
    parser.add_argument("gesture", metavar="GESTURE", help="as in `gesturectl list gestures`")


def _enable(args: argparse.Namespace) -> int:
    return _switch("enable", args.gesture)


def _disable(args: argparse.Namespace) -> int:
    return _switch("disable", args.gesture)


def _switch(verb: str, gesture: str) -> int:
    off = ask(verb, gesture=gesture)["off"]
    print(f"switched off: {', '.join(off) or 'none'}")
    return int(ExitCode.OK)


def _camera_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("camera", metavar="CAMERA", help="number, path or part of its name, as `--source` takes it")


def _camera(args: argparse.Namespace) -> int:
    print(f"looking at {ask('camera', camera=args.camera)['source']}")
    return int(ExitCode.OK)


def _preview_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("switch", choices=("on", "off"))


def _preview(args: argparse.Namespace) -> int:
    shown = ask("preview", on=args.switch == "on")["preview"]
    print(f"the preview is {'on' if shown else 'off'}")
    return int(ExitCode.OK)


COMMANDS: dict[str, ControlCommand] = {
    "status": ControlCommand(
        "how the running gesturectl is doing",
        "Show state, source, speed, latency of each stage, backend, held keys, last gestures, file of the rules.",
        json_argument,
        _status,
    ),
    "pause": ControlCommand(
        "let gestures do nothing for a while",
        "Let gestures do nothing until `gesturectl resume`, or for so many minutes. What is held is let go.",
        _pause_arguments,
        _pause,
    ),
    "resume": ControlCommand("end a pause", "Let gestures act again.", no_arguments, _resume),
    "toggle": ControlCommand("pause, or end a pause", "Pause, or end a pause.", no_arguments, _toggle),
    "reload": ControlCommand(
        "read gestures.yaml again",
        "Read gestures.yaml again. It is checked as a whole; with a mistake in it the rules from before stay.",
        no_arguments,
        _reload,
    ),
    "stop": ControlCommand(
        "end the running gesturectl", "End the running gesturectl and wait until it is gone.", no_arguments, _stop
    ),
    "watch": ControlCommand(
        "print what happens as JSON lines",
        "Print events, actions, errors, reloads and changes of state, one JSON object a line, until gesturectl ends.",
        _watch_arguments,
        _watch,
    ),
    "why": ControlCommand(
        "why the last gestures did something, or nothing",
        "Show the last gestures: what was recognized with which score, what it did, or why it did nothing.",
        json_argument,
        _why,
    ),
    "enable": ControlCommand("switch a gesture on again", "Switch a gesture on again.", gesture_argument, _enable),
    "disable": ControlCommand(
        "switch a gesture off",
        "Switch a gesture off until `gesturectl enable` or the next start; its rules stay in the file.",
        gesture_argument,
        _disable,
    ),
    "camera": ControlCommand(
        "look through another camera",
        "Look through another camera until the next start. If it cannot be opened, the one before goes on.",
        _camera_arguments,
        _camera,
    ),
    "preview": ControlCommand(
        "show or close the preview window", "Show or close the preview window.", _preview_arguments, _preview
    ),
}
