"""Measure the recognizer: labelled and negative clips from pixels to events, recorded hands, synthetic motions."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gesturectl.domain.settings import Config
    from gesturectl.recognition.recognizer import Recognizer
    from gesturectl.training.figures import Table
    from gesturectl.vision.estimator import Estimator

HELP = "measure the recognizer on recordings and synthetic motions"
PARTS = ("clips", "shapes", "synthetic", "body")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `gesturectl evaluate`."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of recordings; without it synthetic data only")
    parser.add_argument("--models", type=Path, metavar="DIR", help="folder of the classifiers (the shipped ones)")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure only this part (may be repeated)")
    parser.add_argument("--seeds", type=int, default=20, help="synthetic clips of each motion (20)")
    parser.add_argument("--fps", type=float, action="append", help="frame rates of synthetic clips (15 and 30)")
    parser.add_argument("--rendered", action="store_true", help="synthetic clips as pictures through MediaPipe: slow")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    tables = _tables(args)
    if args.json:
        print(json.dumps({table.title: table.rows for table in tables}, indent=2))
    else:
        _print(tables)
    return 0


def _tables(args: argparse.Namespace) -> list[Table]:
    from gesturectl.config.loader import load_config
    from gesturectl.config.paths import shipped
    from gesturectl.recognition.recognizer import load_recognizer
    from gesturectl.training.figures import shape_table, stream_table
    from gesturectl.training.synthetic import evaluation_bodies, evaluation_streams
    from gesturectl.vision.bundles import shipped_models_dir

    models_dir: Path = args.models or shipped_models_dir()
    parts = args.only or [part for part in PARTS if args.data or part in ("synthetic", "body")]

    config = load_config(shipped("gestures.yaml"))

    def recognizer() -> Recognizer:
        return load_recognizer(models_dir, config.settings.gestures)

    tables = []
    if "shapes" in parts:
        tables.append(shape_table(models_dir, _data(args) / "static/hagrid_val.npz"))
    if "clips" in parts:
        tables.append(_clips(_data(args), recognizer, config))
    for fps in args.fps or (15.0, 30.0):
        if "synthetic" in parts:
            streams = evaluation_streams(args.seeds, fps, estimator=_estimator if args.rendered else None)
            how = "rendered, through MediaPipe" if args.rendered else "key points"
            tables.append(stream_table(f"synthetic hands, {how}, {fps:g} fps", streams, recognizer))
        if "body" in parts:
            streams = evaluation_bodies(args.seeds, fps)
            tables.append(stream_table(f"synthetic bodies (synthetic only), {fps:g} fps", streams, recognizer))
    return tables


def _data(args: argparse.Namespace) -> Path:
    from gesturectl.errors import UsageError

    if args.data is None:
        raise UsageError("this part needs recordings", remedy="Give their folder with --data DIR.")
    return Path(args.data)


def _clips(data: Path, recognizer: Callable[[], Recognizer], config: Config) -> Table:
    from gesturectl.control.binder import Binder
    from gesturectl.training.clip_evaluation import evaluate_clips
    from gesturectl.training.clip_set import read_clips
    from gesturectl.training.figures import clip_table

    return clip_table(evaluate_clips(read_clips(data), _estimator, recognizer, lambda: Binder(config)))


def _estimator() -> Estimator:
    from gesturectl.vision.bundles import provide
    from gesturectl.vision.estimator_settings import EstimatorSettings
    from gesturectl.vision.mediapipe_estimator import MediaPipeEstimator

    settings = EstimatorSettings(body=False)
    return MediaPipeEstimator(settings, hand_bundle=provide("hand_landmarker_full"), body_bundle=None)


def _print(tables: list[Table]) -> None:
    from rich.console import Console
    from rich.table import Table as RichTable

    console = Console()
    for table in tables:
        shown = RichTable(title=table.title, title_justify="left")
        for column in table.rows[0] if table.rows else ():
            shown.add_column(column)
        for row in table.rows:
            shown.add_row(*("" if value is None else str(value) for value in row.values()))
        console.print(shown)
