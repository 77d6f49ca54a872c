"""Which application's window is at a point of an X11 screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_DEEPEST = 8  # frames of window managers nest two or three deep


@dataclass(frozen=True, slots=True)
class Spot:
    """What is at a point.

    client    number of the managed window there; 0 over the bare screen, a frame or a popup
    is_popup  whether a window is there that the window manager does not manage, such as a menu
    """

    client: int
    is_popup: bool


def client_at(display: Any, clients: Sequence[int], x: int, y: int) -> Spot:
    """Return what is at (x, y), px; `clients` are the numbers of the managed windows.

    Raises Xlib.error.BadWindow when a window vanishes meanwhile.
    """
    root = display.screen().root
    top = below = root.translate_coords(root, x, y).child
    for _ in range(_DEEPEST):
        if not below or below.id in clients:
            break
        below = below.translate_coords(root, x, y).child
    client = below.id if below else 0
    managed = not top or client in clients or any(_top_of(display, number) == top.id for number in clients)
    return Spot(client if client in clients else 0, is_popup=not managed)


def _top_of(display: Any, number: int) -> int:
    """Return the child of the root window that holds window `number`."""
    window = display.create_resource_object("window", number)
    for _ in range(_DEEPEST):
        tree = window.query_tree()
        if not tree.parent or tree.parent.id == tree.root.id:
            break
        window = tree.parent
    return int(window.id)
