"""The synthetic hand as a source of frames: `synth:NAME?seed=3&fps=30&size=640x480&loop=1`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import parse_qsl

from gesturectl.domain.frame import Frame
from gesturectl.errors import GesturectlError, SourceError
from gesturectl.synth.clip import HandClip
from gesturectl.synth.motion import MOTIONS, demo, make_clip, make_script
from gesturectl.synth.render import Renderer

PREFIX = "synth:"
DEFAULT_SIZE = (640, 480)
DEFAULT_FPS = 30.0
LARGEST_PX = 4096
HIGHEST_FPS = 240.0
_USAGE = "Write synth:NAME?seed=3&fps=30&size=640x480&loop=1, where NAME is one of: "

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class SynthSpec:
    """What a `synth:` address asks for. `name` is a motion, `demo`, or motions joined by +."""

    name: str
    seed: int = 0
    fps: float = DEFAULT_FPS
    size: tuple[int, int] = DEFAULT_SIZE
    loop: bool = False


def parse_spec(spec: str) -> SynthSpec:
    """Read a `synth:` address. Raises SourceError that names what is wrong in it."""
    name, _, query = spec.removeprefix(PREFIX).partition("?")
    given = dict(parse_qsl(query, keep_blank_values=True))
    unknown = sorted(set(given) - {"seed", "fps", "size", "loop"})
    if unknown:
        raise SourceError(f"{spec}: unknown option {', '.join(unknown)}", remedy=_usage())
    # A plus sign in a query means a blank, but the name stands before the query.
    return SynthSpec(
        name,
        _read(spec, given, "seed", _seed, 0),
        _read(spec, given, "fps", _fps, DEFAULT_FPS),
        _read(spec, given, "size", parse_size, DEFAULT_SIZE),
        _read(spec, given, "loop", _switch, False),
    )


def clip_of(name: str, seed: int = 0) -> HandClip:
    """Return the clip of a motion, of `demo`, or of motions joined by +. Raises UsageError."""
    if name == "demo":
        return demo(seed)
    return make_script(name.split("+"), seed) if "+" in name else make_clip(name, seed)


class SynthSource:
    """Renders a clip frame by frame, t = media time, as fast as it is asked; the pace is set by who wraps it."""

    live = False

    def __init__(self, spec: SynthSpec | str, clip: HandClip | None = None) -> None:
        """Raises SourceError if the address is wrong or names no motion. `clip` stands in for the named one."""
        self.spec = parse_spec(spec) if isinstance(spec, str) else spec
        self.name = f"{PREFIX}{self.spec.name}"
        self._clip = clip or _clip(self.spec)
        self._renderer: Renderer | None = None
        self._seq = 0

    @property
    def clip(self) -> HandClip:
        """The clip with its truth."""
        return self._clip

    def open(self) -> None:
        """Begin at the first frame."""
        self._renderer = Renderer(self.spec.size, seed=self.spec.seed, palm=self._clip.palm)
        self._seq = 0

    def read(self) -> Frame | None:
        """Return the next frame, None after the last one; a looping clip has no last one."""
        if self._renderer is None:
            raise SourceError(f"{self.name}: read before open")
        t = self._seq / self.spec.fps
        if t > self._clip.duration_s and not self.spec.loop:
            return None
        frame = self._renderer.frame(self._clip.hands_at(t % self._clip.duration_s), t, self._seq)
        self._seq += 1
        return frame

    def close(self) -> None:
        """Let go of the renderer."""
        self._renderer = None


def parse_size(text: str) -> tuple[int, int]:
    """Read `640x480`. Raises ValueError."""
    width, height = (int(part) for part in text.lower().split("x"))
    if not (16 <= width <= LARGEST_PX and 16 <= height <= LARGEST_PX):
        raise ValueError(f"expected WIDTHxHEIGHT with 16 to {LARGEST_PX} px a side")
    return width, height


def _read(spec: str, given: dict[str, str], key: str, parse: Callable[[str], _T], default: _T) -> _T:
    if key not in given:
        return default
    try:
        return parse(given[key])
    except ValueError as error:
        raise SourceError(f"{spec}: {key}={given[key]!r} is wrong: {error}", remedy=_usage()) from None


def _seed(text: str) -> int:
    seed = int(text)
    if seed < 0:
        raise ValueError("expected a whole number from 0 on")
    return seed


def _fps(text: str) -> float:
    fps = float(text)
    if not 1.0 <= fps <= HIGHEST_FPS:
        raise ValueError(f"expected 1 to {HIGHEST_FPS:.0f} frames a second")
    return fps


def _switch(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError("expected 0 or 1")
    return text == "1"


def _clip(spec: SynthSpec) -> HandClip:
    try:
        return clip_of(spec.name, spec.seed)
    except GesturectlError as error:
        raise SourceError(f"{PREFIX}{spec.name}: {error}", remedy=_usage()) from error


def _usage() -> str:
    return _USAGE + ", ".join(("demo", *MOTIONS)) + "."
