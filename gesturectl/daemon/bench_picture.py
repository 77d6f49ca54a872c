"""A benchmark's figures as a picture: bars, with a mark where the target is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gesturectl.errors import UsageError

_ROW_INCHES, _WIDTH_INCHES = 0.3, 10.0


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows of bars under one title.

    rows     by name of the row: values by name of the series
    targets  by name of the row: what the values should stay below
    """

    title: str
    unit: str
    rows: Mapping[str, Mapping[str, float]]
    targets: Mapping[str, float]


def check_picture(path: Path) -> None:
    """Raise UsageError for a file that cannot become a picture: better now than after minutes of measuring."""
    if path.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise UsageError(f"cannot draw {path}", remedy="Give a name such as bench.png (also .svg, .pdf).")
    if not path.parent.is_dir():
        raise UsageError(f"cannot write {path}: there is no folder {path.parent}", remedy="Make it, or name another.")


def draw(path: Path, parts: Sequence[Bars], note: str) -> None:
    """Write the parts, one below the other, with `note` at the foot. Raises UsageError for a bad path."""
    check_picture(path)
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    heights = [1 + sum(len(series) for series in part.rows.values()) for part in parts]
    figure = Figure(figsize=(_WIDTH_INCHES, _ROW_INCHES * (sum(heights) + 2 * len(parts) + 1)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(len(parts), 1, squeeze=False, gridspec_kw={"height_ratios": heights})[:, 0]
    for part, axis in zip(parts, axes, strict=True):
        _draw_part(axis, part)
    figure.supxlabel(note, fontsize=8)
    figure.savefig(path)


def _draw_part(axis: Any, part: Bars) -> None:
    names = list(part.rows)
    series = list(dict.fromkeys(name for values in part.rows.values() for name in values))
    thick = 0.8 / max(len(series), 1)
    for k, one in enumerate(series):
        rows = [i for i, name in enumerate(names) if one in part.rows[name]]
        values = [part.rows[names[i]][one] for i in rows]
        bars = axis.barh([i - 0.4 + (k + 0.5) * thick for i in rows], values, thick * 0.9, label=one)
        axis.bar_label(bars, fmt="%.3g", padding=2, fontsize=8)
    for i, name in enumerate(names):
        if name in part.targets:
            axis.plot([part.targets[name]] * 2, [i - 0.45, i + 0.45], color="black", linewidth=2)
    axis.set_yticks(range(len(names)), names, fontsize=8)
    axis.invert_yaxis()
    axis.margins(x=0.12)
    axis.set_title(f"{part.title} ({part.unit})", fontsize=10)
    axis.legend(fontsize=8)
