"""Measure gesturectl on this machine.

latency: gestures rendered beforehand are played live, at 30 frames a second, to the whole daemon; timed until a real
Chromium on a virtual desktop has the wheel turn or key. cost: what each stage takes of the processor for one frame.
attention: what the attention schedule saves against every network on every frame, and what it loses.
pointer: pointer mode on synthetic hands with measured errors: jitter, lag, clicks of turned hands, Fitts' law.
distance: how small a hand may be, in the whole picture and with `distance: far`.
memory: seconds to start, resident memory, and whether it grows.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

HELP = "measure the latency up to a real browser, and what each stage costs"
_FEWEST_GESTURES = 5
_FEWEST_FRAMES = 20
_FEWEST_SECONDS = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `gesturectl bench`."""
    what = parser.add_subparsers(dest="what", required=True, metavar="latency|cost|attention|pointer|distance|memory")
    latency = what.add_parser("latency", help="from the frame that completes a gesture to the browser's input")
    latency.add_argument(
        "--gestures", type=int, default=25, metavar="N", help="how many gestures are made, at least (25)"
    )
    cost = what.add_parser("cost", help="milliseconds a frame by stage, on rendered hands")
    cost.add_argument("--frames", type=int, default=90, metavar="N", help="frames of each scene (90)")
    attention = what.add_parser("attention", help="processor time by scene: the schedule against the plain loop")
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
    for parser_of_one in (latency, cost, attention, pointer, distance, memory):
        parser_of_one.add_argument("--seed", type=int, default=0, help="another person, another room (0)")
        parser_of_one.add_argument("--json", action="store_true", help="print a JSON object")


def run(args: argparse.Namespace) -> int:
    """Measure and print; FAILURE when the latency target was missed."""
    ways = {
        "latency": _latency,
        "cost": _cost,
        "attention": _attention,
        "pointer": _pointer,
        "distance": _distance,
        "memory": _memory,
    }
    return ways[args.what](args)


def _latency(args: argparse.Namespace) -> int:
    from gesturectl.daemon.bench_latency import measure_latency
    from gesturectl.errors import ExitCode

    _check("--gestures", args.gestures, _FEWEST_GESTURES)
    report = measure_latency(args.gestures, seed=args.seed)
    print(json.dumps(report.as_json()) if args.json else report.text())
    return int(ExitCode.OK if report.met else ExitCode.FAILURE)


def _cost(args: argparse.Namespace) -> int:
    from gesturectl.daemon.bench_cost import measure_cost
    from gesturectl.errors import ExitCode

    _check("--frames", args.frames, _FEWEST_FRAMES)
    report = measure_cost(args.frames, seed=args.seed)
    print(json.dumps(report.as_json()) if args.json else report.text())
    return int(ExitCode.OK)


def _attention(args: argparse.Namespace) -> int:
    from gesturectl.daemon.bench_attention import measure_attention
    from gesturectl.domain.settings import Attention
    from gesturectl.errors import ExitCode

    _check("--seconds", args.seconds, _FEWEST_SECONDS)
    _check("--repeats", args.repeats, 1)
    report = measure_attention(
        args.seconds,
        repeats=args.repeats,
        attention=Attention(args.attention),
        seed=args.seed,
        persons=args.persons,
        data=args.data,
        against=args.against,
    )
    print(json.dumps(report.as_json()) if args.json else report.text())
    return int(ExitCode.OK)


def _pointer(args: argparse.Namespace) -> int:
    from gesturectl.daemon.bench_pointer import measure_pointer
    from gesturectl.errors import ExitCode

    _check("--hands", args.hands, 1)
    _check("--users", args.users, 1)
    report = measure_pointer(args.hands, args.users, rendered=args.rendered, seed=args.seed)
    print(json.dumps(report.as_json()) if args.json else report.text())
    return int(ExitCode.OK if report.met else ExitCode.FAILURE)


def _distance(args: argparse.Namespace) -> int:
    from gesturectl.daemon.bench_distance import measure_distance
    from gesturectl.errors import ExitCode

    for palm in args.palms:
        _check("--palms", palm, 1)
    report = measure_distance(args.palms, size=tuple(args.size), seed=args.seed, data=args.data)
    print(json.dumps(report.as_json()) if args.json else report.text())
    return int(ExitCode.OK)


def _memory(args: argparse.Namespace) -> int:
    from gesturectl.daemon.bench_memory import measure_memory
    from gesturectl.errors import ExitCode

    _check("--frames", args.frames, _FEWEST_FRAMES)
    _check("--observations", args.observations, _FEWEST_FRAMES)
    report = measure_memory(args.frames, args.observations, seed=args.seed)
    print(json.dumps(report.as_json()) if args.json else report.text())
    return int(ExitCode.OK if report.met else ExitCode.FAILURE)


def _check(option: str, value: float, fewest: int) -> None:
    from gesturectl.errors import UsageError

    if value < fewest:
        raise UsageError(f"{option} {value} is too few to measure anything", remedy=f"Give at least {fewest}.")
