"""A growing table of what was seen over time: read without copying, and at any times between its rows."""

from __future__ import annotations

import math
from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

EPSILON_S = 1e-6
"""Times are compared with this slack."""

Table = NDArray[np.float64]


class Rows:
    """Rows of `width` numbers, the first of which is their time; times increase."""

    def __init__(self, width: int) -> None:
        self._table = np.empty((64, width))
        self._times: list[float] = []
        """The first column: a list is searched in a tenth of the time that an array takes."""
        self._first = self._end = 0
        self._boxes: list[float] | None = None
        """The size of the box that the place moved in, over the newest row, the newest two, and so on."""

    @property
    def table(self) -> Table:
        """The rows that count, oldest first."""
        return self._table[self._first : self._end]

    def add(self, *parts: object) -> None:
        """Append a row, given in parts: numbers, or arrays that lie beside each other in it."""
        if self._end == len(self._table):
            live = self.table
            self._table = np.empty((max(64, 2 * len(live)), self._table.shape[1]))
            self._table[: len(live)] = live
            self._times = self._times[self._first :]
            self._first, self._end = 0, len(live)
        row, at = self._table[self._end], 0
        for part in parts:
            if isinstance(part, np.ndarray):
                row[at : at + part.size] = part.ravel()
                at += part.size
            else:
                row[at] = part
                at += 1
        self._times.append(float(row[0]))
        self._end += 1
        self._boxes = None

    def forget_before(self, t: float) -> None:
        """Drop the rows older than `t`."""
        while self._times[self._first] < t:
            self._first += 1
        self._boxes = None

    def since(self, span_s: float) -> Table:
        """Return the rows of the last `span_s` seconds before the newest."""
        return self._table[self._begin(span_s) : self._end]

    def _begin(self, span_s: float) -> int:
        return bisect_left(self._times, self._times[-1] - span_s - EPSILON_S, self._first)

    def at(self, times: Table) -> Table:
        """Return what the rows say, but their time, at `times` (N,): bridged by lines, the oldest row before all."""
        table = self.table
        row = np.maximum(table[:, 0].searchsorted(times, side="right") - 1, 0)
        before, found = table.take(row, axis=0), table.take(np.minimum(row + 1, len(table) - 1), axis=0)
        begin = before[:, 0]
        share = np.maximum((times - begin) / np.maximum(found[:, 0] - begin, 1e-9), 0.0)
        found -= before  # in place, and `take` where an index would do: a quarter less time
        found *= share[:, None]
        found += before
        return np.asarray(found[:, 1:])

    def speed(self, span_s: float) -> float:
        """Return how fast the place in columns 1 and 2 moved over the last `span_s` seconds (0 for a single row)."""
        begin = max(min(self._begin(span_s), self._end - 2), self._first)
        if begin == self._end - 1:
            return 0.0
        (t, x, y), (then, x0, y0) = self._table[self._end - 1, :3].tolist(), self._table[begin, :3].tolist()
        return float(math.hypot(x - x0, y - y0) / max(t - then, 1e-3))

    def travelled(self, span_s: float) -> float:
        """Return the size of the box that the place in columns 1 and 2 moved in over the last `span_s` seconds."""
        if self._boxes is None:  # a hand is asked for half a dozen spans in each frame
            newest_first = self.table[::-1, 1:3]
            sides = np.maximum.accumulate(newest_first) - np.minimum.accumulate(newest_first)
            self._boxes = np.hypot(sides[:, 0], sides[:, 1]).tolist()
        return self._boxes[self._end - self._begin(span_s) - 1]

    def reach(self, span_s: float, columns: slice) -> tuple[list[float], list[float]]:
        """Return the greatest and the least of some columns over the last `span_s` seconds."""
        past = self.since(span_s)[:, columns]
        return np.maximum.reduce(past).tolist(), np.minimum.reduce(past).tolist()

    def median(self, column: int, span_s: float) -> float:
        """Return the median of a column over the last `span_s` seconds."""
        # statistics.median and np.median take many times as long for so few.
        ordered = sorted(self.since(span_s)[:, column].tolist())
        half = len(ordered) // 2
        return float(ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2)
