"""How measurements spread, and on which machine they were made."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gesturectl.daemon.bench_picture import Bars


@dataclass(frozen=True, slots=True)
class Spread:
    """`count` durations in ms: half are at most `p50`, 95 % at most `p95`, 99 % at most `p99`."""

    count: int
    p50: float
    p95: float
    p99: float

    @staticmethod
    def of(durations_ms: Iterable[float]) -> Spread:
        """Return the spread of at least one duration; raises ValueError without any."""
        values = np.fromiter(durations_ms, float)
        if not values.size:
            raise ValueError("Spread.of: no durations")
        return Spread(values.size, *(float(p) for p in np.percentile(values, (50, 95, 99))))

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object, ms."""
        return {
            "n": self.count,
            "p50_ms": round(self.p50, 2),
            "p95_ms": round(self.p95, 2),
            "p99_ms": round(self.p99, 2),
        }


def spread_bars(title: str, spreads: dict[str, Spread]) -> Bars:
    """Return the spreads as a picture."""
    rows = {name: {"p50": one.p50, "p95": one.p95, "p99": one.p99} for name, one in spreads.items()}
    return Bars(title, "ms", rows, {})


def machine() -> str:
    """Return the processor, its cores, the system and how busy it is, in one line."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}{load}"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    for line in cpuinfo.read_text().splitlines() if cpuinfo.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def spread_table(spreads: dict[str, Spread], head: str) -> str:
    """Return one line for each spread, under `head`."""
    width = max(len(name) for name in (*spreads, head))
    lines = [f"{head:<{width}}       n      p50      p95      p99  ms"]
    for name, one in spreads.items():
        lines.append(f"{name:<{width}}  {one.count:>6}  {one.p50:7.2f}  {one.p95:7.2f}  {one.p99:7.2f}")
    return "\n".join(lines)
