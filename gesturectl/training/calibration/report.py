"""The report with pictures: one self-contained HTML file, and its pictures as PNG. Drawn from keypoints alone."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import BODY_LIMBS, HAND_LIMBS, Observation
from gesturectl.domain.take import Samples, Subject, Take, TakeRole
from gesturectl.errors import UsageError
from gesturectl.recognition.classifier import Classifier
from gesturectl.recognition.personal_model import PersonalModel
from gesturectl.storage.private_file import write_private
from gesturectl.training.calibration.assessment import Assessment
from gesturectl.training.calibration.confusion import Confusion, confusion
from gesturectl.training.fewshot import Trainer
from gesturectl.training.take_rows import acting

COLUMNS = 5
_BLUE, _ORANGE = "#0072b2", "#d55e00"


def write_report(
    path: Path,
    model: PersonalModel,
    assessment: Assessment,
    samples: Sequence[Samples],
    trainer: Trainer,
    lines: Sequence[str],
) -> None:
    """Write `path` (.html) and the picture beside it (.png). Raises UsageError, SourceError."""
    if path.suffix != ".html":
        raise UsageError(f"{path} is no .html", remedy="Give a name such as report.html.")
    own = next(each for each in samples if each.name == assessment.name)
    picture = _picture(model, own, confusion(model, samples, trainer), trainer.shapes)
    write_private(path.with_suffix(".png"), picture)
    write_private(path, _page(assessment.name, lines, picture).encode())


def _page(name: str, lines: Sequence[str], picture: bytes) -> str:
    told = "\n".join(f"<p{_style(line)}>{html.escape(line.removeprefix('!').strip())}</p>" for line in lines[1:])
    data = base64.b64encode(picture).decode()
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(name)}</title>'
        "<style>body{font:16px sans-serif;max-width:1000px;margin:2em auto}img{max-width:100%}</style>"
        f"<h1>{html.escape(lines[0])}</h1>{told}"
        f'<img alt="confusion matrix, scores of the takes, keypoints" src="data:image/png;base64,{data}"></html>'
    )


def _style(line: str) -> str:
    return f' style="color:{_ORANGE};font-weight:bold"' if line.startswith("!") else ""


def _picture(model: PersonalModel, own: Samples, counts: Confusion, shapes: Classifier) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    takes = own.of(TakeRole.GESTURE)
    rows = (len(takes) + COLUMNS - 1) // COLUMNS
    figure = Figure(figsize=(12, 5 + 2.4 * rows), layout="constrained")
    FigureCanvasAgg(figure)
    parts: Any = figure.subfigures(2, 1, height_ratios=[5, 2.4 * rows])
    upper, lower = parts
    left, right = upper.subplots(1, 2)
    _draw_confusion(left, counts)
    _draw_scores(right, model, own, shapes)
    _draw_sheet(lower.subplots(rows, COLUMNS, squeeze=False), takes, own.kind.subject)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=100)
    return out.getvalue()


def _draw_confusion(axes: Any, counts: Confusion) -> None:
    axes.set_title("takes, each judged by the others")
    if not counts.counts.size:
        axes.axis("off")
        return
    axes.imshow(counts.counts, cmap="Blues", aspect="auto")
    for (row, column), count in np.ndenumerate(counts.counts):
        if count:
            axes.text(column, row, str(count), ha="center", va="center", color=_ORANGE, weight="bold")
    axes.set_xticks(range(len(counts.names)), counts.names, rotation=40, ha="right")
    axes.set_yticks(range(len(counts.names) - 1), counts.names[:-1])
    axes.set_xlabel("taken for")


def _draw_scores(axes: Any, model: PersonalModel, own: Samples, shapes: Classifier) -> None:
    """Draw the score of every take over time; of motions, how far they have gone."""
    bank = model.banks.get((own.kind.subject, own.kind.moving))
    axes.set_xlabel("seconds")
    axes.set_title("way of each take, palm lengths" if own.kind.moving else "score of each take over time")
    for take in own.of(TakeRole.GESTURE):
        rows = acting(take.observations, own.kind, shapes)
        if not rows or (bank is None and not own.kind.moving):
            continue
        times = [t - rows[0][0] for t, _ in rows]
        if own.kind.moving:
            values = [float(np.linalg.norm(s.anchor - rows[0][1].anchor)) for _, s in rows]
        else:
            assert bank is not None
            values = [bank.scores(s.held).get(own.name, 0.0) for _, s in rows]
        axes.plot(times, values, marker="." if len(rows) < 3 else None, label=f"take {take.number}")
    if not own.kind.moving:
        axes.set_ylim(-0.05, 1.05)
    if axes.lines:
        axes.legend(fontsize="small")


def _draw_sheet(grid: Any, takes: Sequence[Take], subject: Subject) -> None:
    for place, axes in enumerate(grid.ravel()):
        axes.axis("off")
        if place < len(takes):
            take = takes[place]
            axes.set_title(f"take {take.number}", fontsize=9)
            _draw_keypoints(axes, take.observations[len(take.observations) // 2], subject)


def _draw_keypoints(axes: Any, observation: Observation, subject: Subject) -> None:
    """Draw what was seen as in a mirror."""
    if subject in (Subject.HAND, Subject.HANDS):
        for hand in observation.hands:
            _draw_limbs(axes, hand.landmarks, HAND_LIMBS, observation.aspect)
    elif observation.body is not None:
        upper = [pair for pair in BODY_LIMBS if max(pair) <= 24]
        _draw_limbs(axes, observation.body.landmarks, upper, observation.aspect)
    axes.set_aspect("equal")
    axes.invert_yaxis()


def _draw_limbs(axes: Any, landmarks: FloatArray, limbs: Sequence[tuple[int, int]], aspect: float) -> None:
    x, y = -landmarks[:, 0] * aspect, landmarks[:, 1]
    for start, end in limbs:
        axes.plot(x[[start, end]], y[[start, end]], color=_BLUE, linewidth=1.5)
