"""The command line: reads arguments, runs one verb, turns errors into messages and exit codes.

Every verb is one module of this folder with `HELP`, `add_arguments(parser)` and `run(args) -> int`.
Verb modules import heavy rooms inside `run`, so that `gesturectl --help` is quick.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections.abc import Sequence

from gesturectl import __version__
from gesturectl.errors import ExitCode, GesturectlError

VERBS: tuple[str, ...] = ("run", "check", "doctor", "models", "synth", "record", "replay", "evaluate", "bench", "schema", "list", "train", "demo")


def entry_point() -> None:
    """Run `gesturectl` as installed by pip."""
    sys.exit(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="gesturectl", description="Control your desktop with gestures seen by a webcam.")
    parser.add_argument("--version", action="version", version=f"gesturectl {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        module = importlib.import_module(f"gesturectl.cli.{verb}")
        sub = verbs.add_parser(verb, help=module.HELP, description=module.__doc__)
        module.add_arguments(sub)
        sub.set_defaults(run_verb=module.run)
    args = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr)
    try:
        return int(args.run_verb(args))
    except GesturectlError as error:
        print(f"gesturectl: {error}", file=sys.stderr)
        if error.remedy:
            print(f"  {error.remedy}", file=sys.stderr)
        return int(error.exit_code)
    except KeyboardInterrupt:
        return int(ExitCode.INTERRUPTED)
