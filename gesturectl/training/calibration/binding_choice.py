"""The last step of a calibration: is the gesture put into use, what shall it do, what would be written, yes or no.

Pure: keys and clicks in, a screen out. What touches the disk is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from gesturectl.errors import ConfigError
from gesturectl.training.calibration.screen import Screen
from gesturectl.training.calibration.text_field import TextField

PAGE_ROWS = 6
"""So many rows further with Page Up and Page Down."""
NOTHING = "nothing yet"
_STEPS = {"up": -1, "down": 1, "page_up": -PAGE_ROWS, "page_down": PAGE_ROWS}


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the choice needs of the user's files; the last three raise ConfigError.

    use     puts the model into use
    offers  returns actions, as in gestures.yaml, and their meanings; none to ask for no binding
    check   raises for an action, as in gestures.yaml, that cannot be bound
    plan    returns the lines that say what would be written where
    bind    writes it, and returns the lines that say what was done and how it is taken back
    """

    use: Callable[[], object]
    offers: Callable[[], Sequence[tuple[str, str]]]
    check: Callable[[str], None]
    plan: Callable[[str], Sequence[str]]
    bind: Callable[[str], Sequence[str]]


class _Stage(Enum):
    USE = auto()
    CHOOSE = auto()
    EDIT = auto()
    CONFIRM = auto()
    DONE = auto()


class BindingChoice:
    """Led by `press`, `point` and `click` until `over`."""

    def __init__(self, name: str, deeds: Deeds, *, doubtful: bool) -> None:
        """`doubtful`: ask first whether it shall be used."""
        self._name, self._deeds = name, deeds
        self._offers: list[tuple[str, str]] = []
        self._field = TextField("")
        self._wrong: tuple[str, ...] = ()
        self._told: tuple[str, ...] = ()
        self.over = False
        self.used = False
        self._enter(_Stage.USE, row=1)  # whoever only presses Enter has not said yes
        if not doubtful:
            self._use()

    @property
    def screen(self) -> Screen:
        """What is to be shown now."""
        return replace(_SCREENS[self._stage](self), chosen=self._chosen)

    def press(self, key: str) -> None:
        """Take a key: up, down, page_up, page_down, home, end, left, right, enter, escape, back, delete, or a
        character."""
        if self._stage is _Stage.EDIT:
            self._write(key)
        elif key in _STEPS:
            self._mark(self._chosen + _STEPS[key])
        elif key in ("home", "end"):
            self._mark(0 if key == "home" else len(self.screen.rows) - 1)
        elif key == "enter":
            self._take(self._chosen)
        elif key in ("escape", "q"):
            self._back()
        elif key in ("y", "n") and self._stage in (_Stage.USE, _Stage.CONFIRM):
            self._take(0 if key == "y" else 1)

    def point(self, row: int) -> None:
        """Mark the row under the mouse."""
        self._mark(row)

    def click(self, row: int) -> None:
        """Take the row under the mouse."""
        self._mark(row)
        self._take(row)

    def _mark(self, row: int) -> None:
        self._chosen = min(max(row, 0), max(len(self.screen.rows) - 1, 0))

    def _enter(self, stage: _Stage, row: int = 0) -> None:
        self._stage, self._chosen = stage, row

    def _take(self, row: int) -> None:
        if self._stage is _Stage.USE and row == 0:
            self._use()
        elif self._stage is _Stage.CHOOSE and 0 < row <= len(self._offers):
            self._field = TextField(self._offers[row - 1][0])
            self._enter(_Stage.EDIT)
        elif self._stage is _Stage.EDIT:
            self._plan() if row == 0 else self._back()
        elif self._stage is _Stage.CONFIRM:
            self._bind() if row == 0 else self._enter(_Stage.EDIT)
        else:
            self.over = True

    def _back(self) -> None:
        if self._stage is _Stage.EDIT:
            self._wrong = ()
            self._enter(_Stage.CHOOSE)
        elif self._stage is _Stage.CONFIRM:
            self._enter(_Stage.EDIT)
        else:
            self.over = True

    def _write(self, key: str) -> None:
        if key == "enter":
            self._take(self._chosen)
        elif key == "escape":
            self._back()
        elif key in ("up", "down"):
            self._mark(self._chosen + _STEPS[key])
        elif self._field.press(key):
            self._wrong = self._raised(self._deeds.check)

    def _use(self) -> None:
        self._deeds.use()
        self._offers = list(self._deeds.offers())
        self.used = True
        self._enter(_Stage.CHOOSE)

    def _plan(self) -> None:
        self._wrong = self._raised(self._deeds.check) or self._raised(self._keep_plan)
        if not self._wrong:
            self._enter(_Stage.CONFIRM)

    def _keep_plan(self, action: str) -> None:
        self._told = tuple(self._deeds.plan(action))

    def _bind(self) -> None:
        self._wrong = self._raised(self._keep_binding)
        self._enter(_Stage.EDIT if self._wrong else _Stage.DONE)

    def _keep_binding(self, action: str) -> None:
        self._told = tuple(self._deeds.bind(action))

    def _raised(self, deed: Callable[[str], None]) -> tuple[str, ...]:
        """Return what is wrong with the action by a deed, in lines; () if it was done."""
        try:
            deed(self._field.text.strip())
        except ConfigError as error:
            lines = str(error).splitlines()
            return tuple(f"! {line.strip()}" for line in lines[1:] or lines)
        return ()

    def _use_screen(self) -> Screen:
        rows = ("yes: put it into use all the same", "no: keep the takes, do not use it")
        return Screen("Put it into use all the same?", rows, hint="y / n, arrows and Enter, or the mouse")

    def _choose_screen(self) -> Screen:
        if not self._offers:
            return Screen("It is in use now.", ("close",), hint="q: close")
        rows = (NOTHING, *(f"{action}   ({meaning})" for action, meaning in self._offers))
        return Screen(f"What shall {self._name} do?", rows, hint="arrows and Enter, or the mouse; q: nothing yet")

    def _edit_screen(self) -> Screen:
        rows = ("go on: see what would be written", "back to the list")
        hint = "change it as you like; Enter: go on, Escape: back"
        return Screen(f"{self._name} does, as in gestures.yaml:", rows, 0, self._field.shown, self._wrong, hint)

    def _confirm_screen(self) -> Screen:
        rows = ("yes: write it", "no: change it")
        return Screen("Write this?", rows, notes=self._told, hint="y / n, arrows and Enter, or the mouse")

    def _done_screen(self) -> Screen:
        return Screen(f"{self._name} is bound.", ("close",), notes=self._told, hint="Enter or q: close")


_SCREENS: dict[_Stage, Callable[[BindingChoice], Screen]] = {
    _Stage.USE: BindingChoice._use_screen,
    _Stage.CHOOSE: BindingChoice._choose_screen,
    _Stage.EDIT: BindingChoice._edit_screen,
    _Stage.CONFIRM: BindingChoice._confirm_screen,
    _Stage.DONE: BindingChoice._done_screen,
}
