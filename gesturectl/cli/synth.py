"""Make a video of the synthetic hand, with the truth about it: joints, handedness and times of every gesture."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from gesturectl.errors import ExitCode, UsageError

HELP = "make a video of the synthetic hand, or list its motions"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the motion, the files and how the video looks."""
    parser.add_argument("name", nargs="?", help="a motion, demo, or motions joined by + (see --list)")
    parser.add_argument("--list", action="store_true", help="list the motions")
    parser.add_argument("--json", action="store_true", help="with --list: print one JSON array")
    parser.add_argument("--out", type=Path, metavar="FILE.mp4", help="the video to write")
    parser.add_argument("--truth", type=Path, metavar="FILE.json", help="write labels and joints here")
    parser.add_argument("--seed", type=int, default=0, help="another seed is another person and way (default 0)")
    parser.add_argument("--fps", type=float, default=30.0, help="frames a second (default 30)")
    parser.add_argument("--size", default="640x480", metavar="WIDTHxHEIGHT", help="default 640x480")
    parser.add_argument("--mirrored", action="store_true", help="turn the pictures round, as some cameras do")


def run(args: argparse.Namespace) -> int:
    """List the motions, or write video and truth."""
    if args.list:
        _list(as_json=args.json)
        return int(ExitCode.OK)
    if args.name is None:
        raise UsageError("which motion?", remedy="gesturectl synth --list shows them.")
    if args.out is None and args.truth is None:
        raise UsageError("nothing to write", remedy="Give --out clip.mp4, --truth truth.json, or both.")
    _write(args)
    return int(ExitCode.OK)


def _list(*, as_json: bool) -> None:
    from gesturectl.synth.motion import MOTIONS

    if as_json:
        rows = [{"name": m.name, "meaning": m.meaning, "gestures": list(m.gestures)} for m in MOTIONS.values()]
        print(json.dumps(rows, indent=2))
        return
    width = max(map(len, MOTIONS))
    for motion in MOTIONS.values():
        print(f"{motion.name:{width}}  {motion.meaning}")


def _write(args: argparse.Namespace) -> None:
    from gesturectl.synth.source import clip_of
    from gesturectl.synth.truth import truth_json
    from gesturectl.synth.video import write_video

    size, fps = _size(args.size), _fps(args.fps)
    clip = clip_of(args.name, _seed(args.seed))
    if args.out is not None:
        count = write_video(args.out, clip.frames(size, fps), size, fps, mirrored=args.mirrored)
        print(f"{args.out}: {count} frames, {clip.duration_s:.1f} s, {len(clip.labels)} gestures")
    if args.truth is not None:
        name = args.out.name if args.out is not None else args.name
        truth = truth_json(clip, name, size, fps, mirrored=args.mirrored)
        _write_text(args.truth, json.dumps(truth))
        print(f"{args.truth}: labels and joints")


def _size(text: str) -> tuple[int, int]:
    from gesturectl.synth.source import parse_size

    try:
        return parse_size(text)
    except ValueError:
        raise UsageError(f"--size: expected WIDTHxHEIGHT such as 640x480, got {text!r}") from None


def _fps(fps: float) -> float:
    from gesturectl.synth.source import HIGHEST_FPS

    if not 1.0 <= fps <= HIGHEST_FPS:
        raise UsageError(f"--fps: expected 1 to {HIGHEST_FPS:.0f}, got {fps:g}")
    return fps


def _seed(seed: int) -> int:
    if seed < 0:
        raise UsageError(f"--seed: expected a whole number from 0 on, got {seed}")
    return seed


def _write_text(path: Path, text: str) -> None:
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"cannot write {path}: {error.strerror}", remedy="Name a place that you may write to."
        ) from error
