"""Carries actions out on a desktop and never leaves anything pressed."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

from gesturectl.desktop.backend import Backend, FailsafePause
from gesturectl.desktop.hand_pointer import HandPointer
from gesturectl.desktop.roles import ActiveWindow, Applications, MediaPlayer
from gesturectl.desktop.screens import Screens
from gesturectl.domain import action as act
from gesturectl.domain import pointer_action as point
from gesturectl.errors import DesktopError

_LOG = logging.getLogger(__name__)
_ZOOM_KEYS = {True: "kp_add", False: "kp_subtract"}  # on every layout, unlike plus and minus
_SPARES_FAILSAFE = (act.Control, act.SwitchProfile, act.Ask, act.Sequence, point.PointerSwitch)

_STEPS = (point.PointerGlide, point.PointerAim, point.PointerRewind)
"""With every frame: they ask where the pointer is by themselves."""

ControlAsked = Callable[[act.ControlVerb | act.SwitchProfile], None]


class Actuator:
    """Performs actions of the domain, one at a time, and keeps account of every key and button that is down.

    failsafe_corner  the pointer in a corner of the screen makes every action but Control raise FailsafePause
    on_control       is told what a gesture asks of gesturectl itself
    on_mouse         is told when the real mouse has taken the pointer out of the hand
    zoom_modifier    key that zooms together with the wheel or the keypad's plus and minus
    wheel_zooms      False where that key and the wheel mean something else: zoom is by keys then

    Calls from several threads wait for each other. Never call it from inside a signal handler: let the handler
    end the loop (or raise), and `close` afterwards.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        applications: Applications,
        windows: ActiveWindow,
        media: MediaPlayer,
        on_control: ControlAsked = lambda verb: None,
        on_mouse: Callable[[], None] = lambda: None,
        failsafe_corner: bool = True,
        zoom_modifier: str = "ctrl",
        wheel_zooms: bool = True,
    ) -> None:
        self._backend = backend
        self._applications = applications
        self._windows = windows
        self._media = media
        self._on_control = on_control
        self._failsafe_corner = failsafe_corner
        self._zoom_modifier = zoom_modifier
        self._wheel_zooms = wheel_zooms
        self._hand_pointer = HandPointer(backend, lambda: Screens(backend.monitors()), on_mouse)
        self._keys: list[str] = []
        self._buttons: list[act.MouseButton] = []
        self._turn = threading.RLock()
        self._closed = False

    @property
    def held(self) -> tuple[str, ...]:
        """What is down now: keys, then buttons as "left button"."""
        return (*self._keys, *(f"{button.value} button" for button in self._buttons))

    def perform(self, action: act.Action) -> None:
        """Carry `action` out. Raises DesktopError; whatever the action had pressed is released then."""
        with self._turn:
            if self._closed:
                raise DesktopError("the desktop has been let go already")
            if self._failsafe_corner and not isinstance(action, (*_SPARES_FAILSAFE, *_STEPS)):
                self._check_corner()
            self._doers[type(action)](self, action)

    def release_all(self) -> None:
        """Release every key and button that is down, the last pressed first. Safe to call at any time, twice too."""
        with self._turn:
            while self._buttons:
                self._try(self._backend.button_up, self._buttons.pop())
            while self._keys:
                self._try(self._backend.key_up, self._keys.pop())

    def close(self) -> None:
        """Release everything and let go of the desktop. Once is enough, twice is fine."""
        with self._turn:
            if self._closed:
                return
            self.release_all()
            self._closed = True
            self._try(self._applications.close)
            self._try(self._backend.close)

    def _check_corner(self) -> None:
        width, height = self._backend.screen_size()
        x, y = self._backend.pointer()
        if x in (0, width - 1) and y in (0, height - 1):
            raise FailsafePause

    def _hotkey(self, action: act.Hotkey) -> None:
        with self._pressed(action.keys):
            pass

    def _key_hold(self, action: act.KeyHold) -> None:
        if not action.down:
            self._let_go(action.keys)
            return
        with self._undone_on_failure(action.keys):
            for key in action.keys:
                self._press(key)

    def _click(self, action: act.Click) -> None:
        for _ in range(action.count):
            self._button_hold(act.ButtonHold(action.button, down=True))
            self._button_hold(act.ButtonHold(action.button, down=False))

    def _button_hold(self, action: act.ButtonHold) -> None:
        if action.down and action.by_hand and not self._hand_pointer.still_in_hand():
            return
        if action.down and action.button not in self._buttons:
            self._buttons.append(action.button)
            self._backend.button_down(action.button)
        elif not action.down and action.button in self._buttons:
            self._buttons.remove(action.button)
            self._backend.button_up(action.button)

    def _pointer_move(self, action: act.PointerMove) -> None:
        x, y = self._backend.pointer()
        self._backend.point_at(x + action.dx, y + action.dy)

    def _move_by_hand(self, action: point.PointerMotion) -> None:
        had = self._hand_pointer.in_hand
        self._hand_pointer.move(action)
        # A hand never goes into a corner, so a pointer that is in one is found there when the mouse has taken it.
        if had and not self._hand_pointer.in_hand and self._failsafe_corner:
            self._check_corner()

    def _scroll(self, action: act.Scroll) -> None:
        if action.at_pointer:
            self._backend.wheel(action.dx, action.dy)
            return
        with self._over_active_window():
            self._backend.wheel(action.dx, action.dy)

    def _zoom(self, action: act.Zoom) -> None:
        if action.method is act.ZoomMethod.KEYS or not self._wheel_zooms:
            for _ in range(abs(action.steps)):
                self._hotkey(act.Hotkey((self._zoom_modifier, _ZOOM_KEYS[action.steps > 0])))
            return
        with self._over_active_window(), self._pressed((self._zoom_modifier,)):
            self._backend.wheel(0, action.steps)

    def _sequence(self, action: act.Sequence) -> None:
        for each in action.actions:
            self.perform(each)

    _doers: ClassVar[dict[type, Callable[[Actuator, Any], None]]] = {
        act.Hotkey: _hotkey,
        act.KeyHold: _key_hold,
        act.TypeText: lambda self, action: self._backend.type_text(action.text),
        act.Click: _click,
        act.ButtonHold: _button_hold,
        act.PointerMove: _pointer_move,
        **dict.fromkeys((point.PointerTake, *_STEPS), _move_by_hand),
        point.PointerSwitch: lambda self, action: None,  # the pointer stage has done it
        act.Scroll: _scroll,
        act.Zoom: _zoom,
        act.LaunchApp: lambda self, action: self._applications.launch(action),
        act.CloseWindow: lambda self, action: self._applications.close_window(action),
        act.FocusApp: lambda self, action: self._applications.focus(action.app),
        act.PressMediaKey: lambda self, action: self._media.press(action.key),
        act.RunCommand: lambda self, action: self._applications.run(action.argv),
        act.CloseLaunched: lambda self, action: self._applications.close_launched(action.launch),
        act.Control: lambda self, action: self._on_control(action.verb),
        act.SwitchProfile: lambda self, action: self._on_control(action),
        act.Ask: lambda self, action: None,
        act.Sequence: _sequence,
    }

    @contextlib.contextmanager
    def _pressed(self, keys: Sequence[str]) -> Iterator[None]:
        """Hold keys for a moment; those that were held before stay held."""
        ours: list[str] = []
        try:
            for key in keys:
                if key not in self._keys:
                    ours.append(key)
                    self._press(key)
            yield
        finally:
            self._let_go(ours)

    @contextlib.contextmanager
    def _undone_on_failure(self, keys: Sequence[str]) -> Iterator[None]:
        before = set(self._keys)
        try:
            yield
        except BaseException:
            self._let_go([key for key in keys if key not in before])
            raise

    @contextlib.contextmanager
    def _over_active_window(self) -> Iterator[None]:
        """Take the pointer to the active window and back, for the wheel turns what is under the pointer."""
        origin = self._backend.pointer()
        # With a button down, moving the pointer would drag what it holds.
        place = None if self._buttons else self._windows.place_in_active(origin)
        if place is None:
            yield
            return
        self._backend.point_at(*place)
        try:
            yield
        finally:
            self._backend.point_at(*origin)

    def _press(self, key: str) -> None:
        if key not in self._keys:
            # Noted before it is pressed: should the press fail half-way, the key is released all the same.
            self._keys.append(key)
            self._backend.key_down(key)

    def _let_go(self, keys: Sequence[str]) -> None:
        for key in reversed(keys):
            if key in self._keys:
                self._keys.remove(key)
                self._try(self._backend.key_up, key)

    def _try(self, release: Callable[..., None], *args: Any) -> None:
        # A barrier: one key that cannot be released must not keep the others down.
        try:
            release(*args)
        except Exception as error:  # noqa: BLE001
            _LOG.error("could not %s %s: %s", release.__name__, " ".join(map(str, args)), error)
