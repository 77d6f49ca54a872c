"""The last page of a calibration in its window: what was learned, whether to use it, and what it shall do."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gesturectl.preview.menu import MenuPicture
    from gesturectl.preview.window import PreviewWindow
    from gesturectl.preview.window_input import WindowInput
    from gesturectl.training.calibration.binding_choice import BindingChoice, Deeds

READ_S = 60.0
"""The page waits so long for somebody: where nobody is at the screen, it closes by itself."""


def lead(window: PreviewWindow, size: tuple[int, int], lines: Sequence[str], choice: BindingChoice) -> None:
    """Show the page (width, height) px with what is to be chosen below, until all is, or nobody is there."""
    from gesturectl.preview.menu import MenuPicture

    until = time.monotonic() + READ_S
    screen = None
    while not choice.over and time.monotonic() < until:
        if choice.screen != screen:
            screen = choice.screen
            menu = MenuPicture(size, lines, screen)
            picture = menu.drawn()
        given = window.ask(picture)
        if given.closed:
            return
        if given.anything:
            until = time.monotonic() + READ_S
            _take(given, menu, choice)


def _take(given: WindowInput, menu: MenuPicture, choice: BindingChoice) -> None:
    if given.key:
        choice.press(given.key)
    for _ in range(abs(given.wheel)):
        choice.press("down" if given.wheel > 0 else "up")
    for point, deed in ((given.pointed, choice.point), (given.clicked, choice.click)):
        row = menu.row_at(point) if point else None
        if row is not None:
            deed(row)


def _offers(name: str) -> list[tuple[str, str]]:
    """Return the shipped examples of actions that a gesture of this name can do, as in gestures.yaml, and meanings."""
    from gesturectl.config.edit import check_action
    from gesturectl.config.examples import action_examples
    from gesturectl.errors import ConfigError

    found = []
    for _, meaning, examples in action_examples():
        for text in (example.removeprefix("{").removesuffix("}") for example in examples):
            try:
                check_action(text, name)
            except ConfigError:
                continue
            found.append((text, meaning.partition(":")[0].partition(",")[0]))
    return found


def deeds(name: str, use: Callable[[], object], *, asks: bool) -> Deeds:
    """Return what is done to the user's files; `use` puts the model into use. Without `asks` nothing is offered."""
    from gesturectl.config.edit import check_action
    from gesturectl.training.calibration.binding_choice import Deeds

    return Deeds(
        use,
        lambda: _offers(name) if asks else [],
        lambda action: check_action(action, name),
        lambda action: _plan(name, action),
        lambda action: _bind(name, action),
    )


def _plan(name: str, action: str) -> list[str]:
    from gesturectl.config.binding_edit import plan_binding
    from gesturectl.config.edit import file_before_and_after

    before, after = file_before_and_after()
    plan = plan_binding(before, _rule(name, action))
    instead = ["instead of:", *plan.instead.splitlines()] if plan.instead else []
    return [f"into {after}, line {plan.line}:", *plan.written.splitlines(), *instead]


def _rule(name: str, action: str) -> dict[str, Any]:
    """Return the rule that has a gesture do something, as plain data."""
    from gesturectl.config.edit import read_action

    return {"name": name, "gesture": name, "do": read_action(action)}


def _bind(name: str, action: str) -> list[str]:
    place = write_binding(name, action)
    return [
        f"{place} (to take it back, delete it there)",
        "gesturectl calibrate --undo: takes back the gesture",
        "gesturectl reload: tells a running gesturectl",
    ]


def write_binding(name: str, action: str) -> str:
    """Have a gesture do something, in gestures.yaml; say so, and return file:line."""
    from gesturectl.config.binding_edit import add_binding
    from gesturectl.config.edit import file_in_use

    path = file_in_use()
    line = add_binding(path, _rule(name, action), replace=True)
    print(f"{path}:{line}: {name} does {action}")
    return f"{path}:{line}"
