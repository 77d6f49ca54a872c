"""Measure gesturectl on this machine.

latency: gestures rendered beforehand are played live, at 30 frames a second, to the whole daemon; timed until a real
Chromium on a virtual desktop has the wheel turn or key. cost: what each stage takes of the processor for one frame.
attention: what the attention schedule saves against every network on every frame, and what it loses.
pointer: pointer mode on synthetic hands with measured errors: jitter, lag, clicks of turned hands, Fitts' law.
distance: how small a hand may be, in the whole picture and with `distance: far`.
memory: seconds to start, resident memory, and whether it grows.
idle: what the whole daemon takes of one core while a camera shows an empty room.
all: attention, cost, latency, memory and idle.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gesturectl.cli.folders import check_data

Report = Any
"""What every benchmark returns: `text`, `as_json`, `bars` (not the pointer's), and `met` where it has targets."""
ALL = "all"
HELP = "measure the latency up to a real browser, and what each stage costs"
_FEWEST_GESTURES = 5
_FEWEST_FRAMES = 20
_FEWEST_SECONDS = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `gesturectl bench`."""
    what = parser.add_subparsers(
        dest="what", required=True, metavar="latency|cost|attention|pointer|distance|memory|idle|all"
    )
    latency = what.add_parser("latency", help="from the frame that completes a gesture to the browser's input")
    latency.add_argument(
        "--gestures", type=int, default=25, metavar="N", help="how many gestures are made, at least (25)"
    )
    cost = what.add_parser("cost", help="milliseconds a frame by stage, on rendered hands")
    cost.add_argument("--frames", type=int, default=90, metavar="N", help="frames of each scene (90)")
    attention = _add_attention(what)
    pointer = what.add_parser("pointer", help="pointer mode: jitter, lag, clicks of turned hands, Fitts' law")
    pointer.add_argument("--hands", type=int, default=6, metavar="N", help="persons who hold still, move and pinch (6)")
    pointer.add_argument("--users", type=int, default=4, metavar="N", help="simulated users of the Fitts run (4)")
    pointer.add_argument(
        "--rendered", type=int, default=0, metavar="N", help="also N persons rendered and seen by MediaPipe itself (0)"
    )
    distance = what.add_parser("distance", help="how small a hand may be, by palm length, with and without a zoom")
    distance.add_argument(
        "--palms", type=float, nargs="+", default=(48, 36, 24, 17, 12), metavar="PX", help="palm lengths, px (48 … 12)"
    )
    distance.add_argument("--size", type=int, nargs=2, default=(1280, 720), metavar=("W", "H"), help="of the pictures")
    distance.add_argument("--data", type=Path, metavar="DIR", help="folder of recordings, for photographs")
    memory = what.add_parser("memory", help="seconds to start, resident memory, and whether it grows")
    memory.add_argument("--frames", type=int, default=3000, metavar="N", help="pictures for every network (3000)")
    memory.add_argument(
        "--observations", type=int, default=100_000, metavar="N", help="for recognizer and rules alone (100000)"
    )
    idle = what.add_parser("idle", help="the share of one core that an empty room takes, in real time")
    idle.add_argument("--seconds", type=float, default=20.0, metavar="S", help="measured so long of each setting (20)")
    every = what.add_parser(ALL, help="attention, cost, latency, memory and idle, one after the other")
    every.add_argument("--data", type=Path, metavar="DIR", help="folder of recordings, for scenes with a person")
    for parser_of_one in (latency, cost, attention, distance, memory, idle, every):
        parser_of_one.add_argument("--picture", type=Path, metavar="FILE", help="also draw it: bench.png")
    pointer.set_defaults(picture=None)
    for parser_of_one in (latency, cost, attention, pointer, distance, memory, idle, every):
        parser_of_one.add_argument("--seed", type=int, default=0, help="another person, another room (0)")
        parser_of_one.add_argument("--json", action="store_true", help="print a JSON object")


def _add_attention(what: Any) -> argparse.ArgumentParser:
    attention: argparse.ArgumentParser = what.add_parser(
        "attention", help="processor time by scene: the schedule against the plain loop"
    )
    attention.add_argument("--seconds", type=float, default=10.0, metavar="S", help="at most so much of a scene (10)")
    attention.add_argument("--repeats", type=int, default=5, metavar="N", help="runs of each, in turn; medians (5)")
    attention.add_argument("--attention", choices=("balanced", "eco"), default="balanced", help="which one (balanced)")
    attention.add_argument("--data", type=Path, metavar="DIR", help="folder of recordings, for scenes with a person")
    attention.add_argument(
        "--persons",
        type=int,
        default=0,
        metavar="N",
        help="also compare the gestures of every recording, and of every synthetic motion made by N persons (0)",
    )
    attention.add_argument(
        "--against",
        default="",
        metavar="COMMAND",
        help="measure a command on each scene, too: 'python other.py {clip}'",
    )
    return attention


def run(args: argparse.Namespace) -> int:
    """Measure and print, draw where asked to; FAILURE when a target was missed."""
    from gesturectl.errors import ExitCode

    check_data(getattr(args, "data", None))
    if args.picture:
        from gesturectl.daemon.bench_picture import check_picture

        check_picture(args.picture)
    reports = {one.what: _WAYS[one.what](one) for one in _asked(args)}
    if args.json:
        found = {what: report.as_json() for what, report in reports.items()}
        print(json.dumps(found if args.what == ALL else found[args.what]))
    else:
        print("\n\n".join(report.text() for report in reports.values()))
    if args.picture:
        from gesturectl.daemon.bench_picture import draw
        from gesturectl.daemon.bench_spread import machine

        draw(args.picture, [report.bars() for report in reports.values()], machine())
    return int(ExitCode.OK if all(getattr(one, "met", True) for one in reports.values()) else ExitCode.FAILURE)


def _asked(args: argparse.Namespace) -> list[argparse.Namespace]:
    """Return what is to be measured: `all` stands for all that takes no longer than minutes."""
    if args.what != ALL:
        return [args]
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    data = ["--data", str(args.data)] if args.data else []
    asked = (["attention", "--repeats", "2", *data], ["cost"], ["latency"], ["memory"], ["idle"])
    return [parser.parse_args([*words, "--seed", str(args.seed)]) for words in asked]


def _latency(args: argparse.Namespace) -> Report:
    from gesturectl.daemon.bench_latency import measure_latency

    _check("--gestures", args.gestures, _FEWEST_GESTURES)
    return measure_latency(args.gestures, seed=args.seed)


def _cost(args: argparse.Namespace) -> Report:
    from gesturectl.daemon.bench_cost import measure_cost

    _check("--frames", args.frames, _FEWEST_FRAMES)
    return measure_cost(args.frames, seed=args.seed)


def _attention(args: argparse.Namespace) -> Report:
    from gesturectl.daemon.bench_attention import measure_attention
    from gesturectl.domain.settings import Attention

    _check("--seconds", args.seconds, _FEWEST_SECONDS)
    _check("--repeats", args.repeats, 1)
    return measure_attention(
        args.seconds,
        repeats=args.repeats,
        attention=Attention(args.attention),
        seed=args.seed,
        persons=args.persons,
        data=args.data,
        against=args.against,
    )


def _pointer(args: argparse.Namespace) -> Report:
    from gesturectl.daemon.bench_pointer import measure_pointer

    _check("--hands", args.hands, 1)
    _check("--users", args.users, 1)
    return measure_pointer(args.hands, args.users, rendered=args.rendered, seed=args.seed)


def _distance(args: argparse.Namespace) -> Report:
    from gesturectl.daemon.bench_distance import measure_distance

    for palm in args.palms:
        _check("--palms", palm, 1)
    return measure_distance(args.palms, size=tuple(args.size), seed=args.seed, data=args.data)


def _memory(args: argparse.Namespace) -> Report:
    from gesturectl.daemon.bench_memory import measure_memory

    _check("--frames", args.frames, _FEWEST_FRAMES)
    _check("--observations", args.observations, _FEWEST_FRAMES)
    return measure_memory(args.frames, args.observations, seed=args.seed)


def _idle(args: argparse.Namespace) -> Report:
    from gesturectl.daemon.bench_idle import measure_idle

    _check("--seconds", args.seconds, _FEWEST_SECONDS)
    return measure_idle(args.seconds, seed=args.seed)


_WAYS: dict[str, Callable[[argparse.Namespace], Report]] = {
    "latency": _latency,
    "cost": _cost,
    "attention": _attention,
    "pointer": _pointer,
    "distance": _distance,
    "memory": _memory,
    "idle": _idle,
}


def _check(option: str, value: float, fewest: int) -> None:
    from gesturectl.errors import UsageError

    if value < fewest:
        raise UsageError(f"{option} {value} is too few to measure anything", remedy=f"Give at least {fewest}.")
