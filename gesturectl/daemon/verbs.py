"""What each verb of the control socket does to the running app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from gesturectl.daemon.mailbox import Mailbox
from gesturectl.daemon.order import Look, Order, Switch, Tell, Trial, Wish
from gesturectl.daemon.protocol import Request
from gesturectl.daemon.trial import usual_hand
from gesturectl.domain.action import ControlVerb, SwitchProfile
from gesturectl.domain.observation import Handedness
from gesturectl.domain.pointer_action import PointerSwitch, PointerWish
from gesturectl.domain.status import Status
from gesturectl.vision.source import Source


class Running(Protocol):
    """What the verbs need of the app."""

    mailbox: Mailbox

    def status(self) -> Status:
        """Return how it is doing."""

    def why(self) -> dict[str, Any]:
        """Return what the last gestures did."""

    def choices(self) -> dict[str, Any]:
        """Return what can be chosen while it runs."""

    @property
    def source_for(self) -> Callable[[str], Source]:
        """Gives a source to look at, or raises SourceError."""

    @property
    def preview(self) -> ShowsPreview:
        """The window that shows what is seen."""


class ShowsPreview(Protocol):
    """A window that comes and goes."""

    def want(self, on: bool, tell: Tell) -> None:
        """Ask for it, or for its end."""


class Verbs:
    """Reads are answered at once, everything else is ordered from the engine, which answers between two frames."""

    def __init__(self, app: Running) -> None:
        self._app = app

    def carry_out(self, request: Request, tell: Tell) -> None:
        """Tell the answer, now or later."""
        read = _READS.get(request.verb)
        if read is not None:
            tell(read(self._app))
            return
        if request.verb == "preview":
            self._app.preview.want(request.fields["on"], tell)
            return
        minutes = request.fields.get("minutes")
        for_s = None if minutes is None else minutes * 60.0
        self._app.mailbox.put(Order(self._wish(request), by=_who(request), tell=tell, for_s=for_s))

    def _wish(self, request: Request) -> Wish:
        if request.verb in ("enable", "disable"):
            return Switch(request.fields["gesture"], on=request.verb == "enable")
        if request.verb == "trigger":
            return _trial(request.fields)
        if request.verb == "profile":
            return SwitchProfile(request.fields["profile"])
        if request.verb == "pointer":
            return PointerSwitch(PointerWish(request.fields["switch"]))
        if request.verb == "camera":
            return Look(self._app.source_for(request.fields["camera"]))
        return ControlVerb(request.verb)


_READS: Mapping[str, Callable[[Running], Mapping[str, Any]]] = {
    "status": lambda app: {"status": app.status().as_json()},
    "why": lambda app: app.why(),
    "choices": lambda app: app.choices(),
}


def _who(request: Request) -> str:
    minutes = request.fields.get("minutes")
    return f"gesturectl {request.verb}" + ("" if minutes is None else f" --for {minutes:g}")


def _trial(fields: Mapping[str, Any]) -> Trial:
    gesture = fields["gesture"]
    hand = Handedness(fields["hand"]) if "hand" in fields else usual_hand(gesture)
    return Trial(
        gesture,
        hand,
        fields.get("value", 1.0),
        fields.get("dry_run", False),
        fields.get("before", ()),
        fields.get("hold_s", 0.0),
    )
