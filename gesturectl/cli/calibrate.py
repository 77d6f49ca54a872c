"""Record a gesture of your own, or make a shipped one fit you, and put it to use.

Shows you to yourself, tells what to do and what is wrong, records some seconds in which nothing is meant and five takes
of the gesture, learns it, and says on one page how sure it is, what it is taken for and whether it is safe. Only
keypoints are kept, in files that only you can read. The model that was in use is kept: --undo goes back to it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gesturectl.cli.numbers import seconds
from gesturectl.cli.run_options import add_log_arguments, add_source_arguments, run_options
from gesturectl.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from gesturectl.daemon.calibrate import Calibration, Wanted

HELP = "record your own gestures, or make shipped ones fit you"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", nargs="?", help="the gesture: a new name, or a shipped gesture's")
    what = parser.add_argument_group("what the gesture is")
    what.add_argument("--with", dest="subject", choices=("hand", "hands", "body", "head"), default="hand")
    kind = what.add_mutually_exclusive_group()
    kind.add_argument("--held", action="store_true", help="it is held (found out by itself if neither is said)")
    kind.add_argument("--moving", action="store_true", help="it is a motion")
    what.add_argument("--one-side", action="store_true", help="only the hand that is recorded makes it, not both")
    how = parser.add_argument_group("how it is recorded")
    how.add_argument("--takes", type=int, default=5, metavar="N", help="so many takes (5)")
    how.add_argument("--idle", type=seconds, metavar="S", help="idle time to record first (20 s; 0 once there is some)")
    how.add_argument("--no-window", action="store_true", help="prompts in the terminal only")
    how.add_argument("--no-near-misses", action="store_true", help="do not ask for what it is confused with")
    how.add_argument("--from-images", type=Path, metavar="DIR", help="learn from pictures instead: a folder a label")
    after = parser.add_argument_group("afterwards")
    after.add_argument("--bind", metavar="ACTION", help="what it does, as in gestures.yaml: 'hotkey: ctrl+t'")
    after.add_argument("--report", type=Path, metavar="FILE.html", help="write a report with pictures")
    after.add_argument("--yes", action="store_true", help="put it into use also if it is doubtful; ask nothing")
    instead = parser.add_argument_group("instead")
    instead.add_argument("--recording", type=Path, metavar="FILE", help="look at a recording instead of a source")
    instead.add_argument("--train", action="store_true", help="only make the model anew from the samples")
    instead.add_argument("--undo", action="store_true", help="go back to the model before")
    add_source_arguments(parser)
    add_log_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Do what was asked for."""
    from gesturectl.daemon.calibrate import Calibration
    from gesturectl.daemon.personal import Personal
    from gesturectl.vision.bundles import shipped_models_dir

    calibration = Calibration(Personal(), shipped_models_dir())
    if args.undo:
        return _undo(calibration)
    if args.train:
        return _train(calibration)
    if args.from_images:
        from gesturectl.cli.calibrate_images import run_images

        return run_images(calibration, args)
    return _record(calibration, args)


def _undo(calibration: Calibration) -> int:
    pack, names = calibration.personal.undo()
    print(f"the model before is in use again; {_lost(names, pack)}")
    return int(ExitCode.OK)


def _lost(names: list[str], pack: Path) -> str:
    return f"takes recorded since of {', '.join(names)} are in {pack}" if names else "no take was recorded since"


def _train(calibration: Calibration) -> int:
    from gesturectl.cli.calibrate_edge import use

    return use(calibration, calibration.retrained())


def _record(calibration: Calibration, args: argparse.Namespace) -> int:
    from gesturectl.cli.calibrate_edge import Edge, check_bind

    wanted = _wanted(calibration, args)
    check_bind(calibration, wanted.name, args.bind)
    with Edge(calibration, wanted, args, run_options(args)) as edge:
        edge.record()
        return edge.finish()


def _wanted(calibration: Calibration, args: argparse.Namespace) -> Wanted:
    from gesturectl.daemon.calibrate import Wanted
    from gesturectl.domain.take import Subject, checked_name

    name = args.name or _asked_name(calibration)
    if args.takes < 1:
        raise UsageError("--takes must be 1 or more", remedy="Five are a good number.")
    idle_s = args.idle if args.idle is not None else 0.0 if calibration.personal.samples.idle().takes else 20.0
    moving = True if args.moving else False if args.held else None
    subject = Subject(args.subject)
    both_sides = not args.one_side and subject is not Subject.BODY
    return Wanted(checked_name(name), subject, moving, both_sides, args.takes, idle_s)


def _asked_name(calibration: Calibration) -> str:
    """Ask for a name; where nobody can be asked (started from the tray) take the next free one."""
    if sys.stdin.isatty():
        return input("Name of the gesture (a new one, or a shipped one to make it fit you): ").strip()
    taken = calibration.personal.samples.names()
    return next(name for n in range(1, len(taken) + 2) if (name := f"my_gesture_{n}") not in taken)
