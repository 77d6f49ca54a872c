"""One annotated picture: frame, landmarks, gestures, figures."""

from __future__ import annotations

import numpy as np

from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Observation
from gesturectl.preview.canvas import Canvas, Picture, load_cv2
from gesturectl.preview.landmarks import draw_body, draw_hand
from gesturectl.preview.palette import GREY, HANDS, HELD, WHITE, Colour
from gesturectl.preview.state import GestureScore, PreviewState

HEIGHT_PX = 480
"""Smaller pictures are enlarged to this height, because text on them could not be read."""
ROW_PX, BAR_PX, NAME_PX = 22, 120, 200
MAX_ROWS = 6
LINE_PX = 34


def draw(frame: Frame, observation: Observation, state: PreviewState, *, mirrored: bool = True) -> Picture:
    """Return a new RGB picture for the user: as in a mirror, unless `mirrored` is False.

    The picture is turned round first and written on afterwards, so that text stays readable.
    """
    canvas = Canvas(enlarged(frame.rgb[:, ::-1] if mirrored else frame.rgb))
    if observation.body is not None:
        draw_body(canvas, observation.body, mirrored=mirrored)
    for hand in observation.hands:
        draw_hand(canvas, hand, mirrored=mirrored)
    _draw_figures(canvas, frame, observation, state)
    _draw_gestures(canvas, state.gestures[:MAX_ROWS])
    _draw_lines(canvas, state.lines)
    return canvas.picture


def blank(lines: tuple[str, ...], size: tuple[int, int] = (640, HEIGHT_PX)) -> Picture:
    """Return an empty picture (width, height px) with a heading and lines, for when there is no frame."""
    canvas = Canvas(np.full((size[1], size[0], 3), 24, np.uint8))
    _draw_lines(canvas, lines)
    return canvas.picture


def enlarged(rgb: Picture) -> Picture:
    """Return a copy of the picture, at least HEIGHT_PX high and of even sides, as video codecs want them."""
    height = max(HEIGHT_PX, rgb.shape[0]) // 2 * 2
    width = max(2, round(rgb.shape[1] * height / rgb.shape[0] / 2) * 2)
    if (height, width) == rgb.shape[:2]:
        return np.array(rgb, order="C")
    cv2 = load_cv2()
    picture: Picture = cv2.resize(np.ascontiguousarray(rgb), (width, height), interpolation=cv2.INTER_LINEAR)
    return picture


def _draw_figures(canvas: Canvas, frame: Frame, observation: Observation, state: PreviewState) -> None:
    """Write time, rate, drops and what is seen into a bar at the top, the message under it."""
    seen = f"{len(observation.hands)} hand{'' if len(observation.hands) == 1 else 's'}"
    if observation.body is not None:
        seen += " + body"
    text = f"{frame.t:7.2f} s  {state.fps:4.1f} fps  {state.dropped} dropped  {seen}"
    row, left = round(ROW_PX * canvas.scale), round(8 * canvas.scale)
    room = canvas.width - 2 * left
    canvas.panel((0, 0), (canvas.width, row))
    canvas.text((left, round(row * 0.7)), text, WHITE, canvas.size_to_fit(text, room))
    if state.message:
        canvas.tag((left, 2 * row), state.message, HELD, canvas.size_to_fit(state.message, room))


def _draw_lines(canvas: Canvas, lines: tuple[str, ...]) -> None:
    """Write a heading and lines, each in the middle, on a panel across the picture."""
    if not lines:
        return
    row = round(LINE_PX * canvas.scale)
    top = 2 * row
    canvas.panel((0, top), (canvas.width, top + row * len(lines) + row // 2), opacity=0.7)
    for number, line in enumerate(lines):
        size = canvas.size_to_fit(line, 0.94 * canvas.width, 0.9 if number == 0 else 0.6)
        left = (canvas.width - canvas.text_size(line, size)[0]) // 2
        canvas.text((left, top + row * (number + 1)), line, HELD if number == 0 else WHITE, size)


def _draw_gestures(canvas: Canvas, gestures: tuple[GestureScore, ...]) -> None:
    """List gestures from the bottom up, each with a bar as long as its score."""
    row = round(ROW_PX * canvas.scale)
    top = canvas.height - row * len(gestures)
    if gestures:
        width = round((NAME_PX + BAR_PX + 60) * canvas.scale)
        canvas.panel((0, top - row // 3), (width, canvas.height))
    for number, gesture in enumerate(gestures):
        _draw_row(canvas, top + number * row, gesture)


def _draw_row(canvas: Canvas, top: int, gesture: GestureScore) -> None:
    colour = _colour(gesture)
    base = top + round(0.65 * ROW_PX * canvas.scale)
    canvas.text((round(8 * canvas.scale), base), _label(gesture), colour)
    left = round(NAME_PX * canvas.scale)
    filled = round(BAR_PX * canvas.scale * min(max(gesture.score, 0.0), 1.0))
    upper, lower = top + round(3 * canvas.scale), top + round((ROW_PX - 6) * canvas.scale)
    canvas.panel((left, upper), (left + round(BAR_PX * canvas.scale), lower), GREY, 0.35)
    canvas.panel((left, upper), (left + filled, lower), colour, 1.0)
    canvas.text((left + round((BAR_PX + 8) * canvas.scale), base), f"{gesture.score:.2f}", colour)


def _label(gesture: GestureScore) -> str:
    whose = f" {gesture.handedness.value}" if gesture.handedness else ""
    value = "" if gesture.value is None else f" {gesture.value:+.2f}"
    return f"{gesture.gesture}{whose}{value}"


def _colour(gesture: GestureScore) -> Colour:
    if gesture.held:
        return HELD
    return HANDS[gesture.handedness] if gesture.handedness else WHITE
