"""The command line: reads arguments, runs one verb, turns errors into messages and exit codes.

Every verb is one module of this folder with `HELP`, `add_arguments(parser)` and `run(args) -> int`; those that
speak with the running gesturectl are together in `control`, each an object with the same names.
Verb modules import heavy rooms inside `run`, so that `gesturectl --help` is quick.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType
from typing import Any

from gesturectl import __version__
from gesturectl.cli.control import COMMANDS
from gesturectl.cli.rule_commands import RULE_COMMANDS
from gesturectl.errors import ExitCode, GesturectlError

VERBS: tuple[str, ...] = (
    "start",
    "run",
    "status",
    "pause",
    "resume",
    "toggle",
    "reload",
    "stop",
    "watch",
    "why",
    "enable",
    "disable",
    "trigger",
    "undo",
    "panic",
    "profile",
    "pointer",
    "bind",
    "camera",
    "preview",
    "tray",
    "demo",
    "check",
    "list",
    "doctor",
    "models",
    "calibrate",
    "samples",
    "record",
    "replay",
    "synth",
    "train",
    "evaluate",
    "bench",
    "schema",
)
EPILOG = """exit codes: 0 done, 1 a check or the program failed, 2 wrong arguments, 3 gestures.yaml is wrong,
4 source, 5 model, 6 desktop, 7 the demonstration missed an effect, 8 no gesturectl runs, 9 one runs already,
130 Ctrl-C"""


def entry_point() -> None:
    """Run `gesturectl` as installed by pip."""
    _have_stderr()
    _speak_any_alphabet()
    sys.exit(main())


def _have_stderr() -> None:
    """Give libraries a standard error to write to where there is none (`2>&-`, windowed Python)."""
    if sys.stderr is not None:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    if nowhere != 2:  # or what is opened next would become descriptor 2
        os.dup2(nowhere, 2)
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - for as long as we live


def _speak_any_alphabet() -> None:
    """Write what the terminal cannot show as \\u2192, as standard error does, rather than end over it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    with _CtrlC() as ctrl_c:
        try:
            if _is_bare(arguments):
                if not has_desktop():
                    make_parser(arguments).print_help()
                    return int(ExitCode.OK)
                arguments = [*arguments, "start"]
            args = make_parser(arguments).parse_args(arguments)
            _set_up_log(args)
            code = int(args.run_verb(args))
            if sys.stdout is not None:  # closed before we began (`>&-`)
                sys.stdout.flush()  # here, where what goes wrong can still be told
            return code
        except BrokenPipeError:
            _close_stdout()
            return int(ExitCode.OK)
        except KeyboardInterrupt:
            return int(ExitCode.INTERRUPTED)
        except Exception as error:  # noqa: BLE001 - the last barrier
            return int(ExitCode.INTERRUPTED) if ctrl_c.pressed else _tell(error, "--debug" in arguments)


def _is_bare(arguments: Sequence[str]) -> bool:
    """Tell whether no verb was given, nor anything else to do."""
    return not set(arguments) - {"--debug"}


def has_desktop() -> bool:
    """Tell whether there is a desktop to start on."""
    linux = sys.platform.startswith("linux")
    return not linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class _CtrlC:
    """Remembers a Ctrl-C: libraries that it meets in the middle of their work make errors of their own of it."""

    def __init__(self) -> None:
        self.pressed = False
        self._ours = False

    def __enter__(self) -> _CtrlC:
        self._ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        self._set(self._press)
        return self

    def __exit__(self, *raised: object) -> None:
        self._set(signal.default_int_handler)

    def _set(self, call: Callable[[int, FrameType | None], None]) -> None:
        if self._ours:
            with suppress(ValueError):  # outside the main thread nothing can be caught
                signal.signal(signal.SIGINT, call)

    def _press(self, number: int, frame: FrameType | None) -> None:
        self.pressed = True
        raise KeyboardInterrupt


def make_parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser; when a verb is among the arguments, only that verb's module is loaded."""
    parser = argparse.ArgumentParser(
        prog="gesturectl",
        description="Control your desktop with gestures seen by a webcam.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"gesturectl {__version__}")
    parser.add_argument("--debug", action="store_true", help="log every detail, show where an error came from")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    asked = next((argument for argument in arguments if not argument.startswith("-")), "")
    for verb in (asked,) if asked in VERBS else VERBS:
        module = _command(verb)
        sub = verbs.add_parser(
            verb,
            help=module.HELP,
            description=getattr(module, "description", module.__doc__),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(sub)
        sub.set_defaults(run_verb=module.run)
    return parser


def _command(verb: str) -> Any:
    """Return what does a verb: its module, or an object with the same names."""
    if command := COMMANDS.get(verb) or RULE_COMMANDS.get(verb):
        return command
    return importlib.import_module(f"gesturectl.cli.{verb}")


def _set_up_log(args: argparse.Namespace) -> None:
    """Log to standard error: INFO, more with --verbose or --debug, less with --quiet."""
    level = logging.INFO
    if args.debug or getattr(args, "verbose", False):
        level = logging.DEBUG
    elif getattr(args, "quiet", False):
        level = logging.WARNING
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("gesturectl").setLevel(level)


def _tell(error: Exception, debug: bool) -> int:
    """Report an error and return its exit code."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        error = GesturectlError(
            f"no room left to write {error.filename or 'the output'}", remedy="Make room, then try again."
        )
        _close_stdout()
    if not isinstance(error, GesturectlError):
        return _tell_bug(error, debug)
    print(f"gesturectl: {error}", file=sys.stderr)
    if error.remedy:
        print(f"  {error.remedy}", file=sys.stderr)
    logging.getLogger(__name__).debug("where it came from", exc_info=error)
    return int(error.exit_code)


def _tell_bug(error: Exception, debug: bool) -> int:
    """Report an error that nobody foresaw."""
    print(f"gesturectl: {type(error).__name__}: {error}", file=sys.stderr)
    print(
        "  This is a bug in gesturectl: please report it with the output of the same command and --debug.",
        file=sys.stderr,
    )
    if debug:
        logging.getLogger(__name__).error("where it came from", exc_info=error)
    return int(ExitCode.FAILURE)


def _close_stdout() -> None:
    """Let nobody complain at the end about what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
