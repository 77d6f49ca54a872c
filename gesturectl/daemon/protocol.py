"""The language of the control socket: one JSON object a line, a version, nothing that could run anything.

Asked: {"version": 1, "verb": "pause", "minutes": 15}. Answered: {"version": 1, "ok": true, ...} or
{"version": 1, "ok": false, "error": ..., "remedy": ..., "code": ...}, `code` being an exit code.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from gesturectl.domain.gesture import GESTURES
from gesturectl.domain.pointer_action import PointerWish
from gesturectl.errors import ExitCode, GesturectlError

VERSION = 1
MAX_LINE = 4096
"""Bytes that a request may have, its end of line included."""
MAX_MINUTES = 24 * 60.0
MAX_VALUE = 10.0
"""How far a tried gesture may go: more would only be a mistake, and every step is an action."""
MAX_BEFORE = 8
"""Gestures that a tried one may follow."""
MAX_HOLD_S = 60.0
HANDS = ("left", "right", "both")


class ProtocolError(GesturectlError):
    """A request that is none."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True)
class Request:
    """One request, checked."""

    verb: str
    fields: Mapping[str, Any]


def parse_request(line: bytes) -> Request:
    """Return the request in one line. Raises ProtocolError saying what is wrong with it."""
    if len(line) > MAX_LINE:
        raise too_long()
    said = _json_object(line)
    version = said.pop("version", None)
    if type(version) is not int or version != VERSION:
        raise ProtocolError(
            f"this gesturectl speaks version {VERSION} of the control protocol, not {_short(version)}",
            remedy='Say "version": 1, or use the same gesturectl on both ends.',
        )
    verb = said.pop("verb", None)
    if not isinstance(verb, str) or verb not in FIELDS:
        raise ProtocolError(f"no such verb: {_short(verb)}", remedy=f"Verbs are {', '.join(FIELDS)}.")
    fields = {name: _checked(verb, name, value) for name, value in said.items()}
    if missing := next((name for name in NEEDED if name in FIELDS[verb] and name not in fields), None):
        raise ProtocolError(f"{verb} needs the field '{missing}'")
    return Request(verb, fields)


def answer_line(answer: Mapping[str, Any] | GesturectlError) -> bytes:
    """Return an answer as a line."""
    if isinstance(answer, GesturectlError):
        code = int(answer.exit_code)
        said: dict[str, Any] = {"ok": False, "error": str(answer), "remedy": answer.remedy, "code": code}
    else:
        said = {"ok": True, **answer}
    return line_of({"version": VERSION, **said})


def line_of(said: Mapping[str, Any]) -> bytes:
    """Return an object as one line of ASCII."""
    return json.dumps(said).encode("ascii") + b"\n"


def too_long() -> ProtocolError:
    """Return the error for a request that does not end."""
    return ProtocolError(f"a request may have {MAX_LINE} bytes, this one has more")


def _json_object(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(
            f"not a line of JSON: {_short(line.decode('utf-8', 'replace'))}",
            remedy='A request looks like {"version": 1, "verb": "status"}.',
        ) from error
    if not isinstance(said, dict):
        raise ProtocolError(f"a request is a JSON object, not {_short(said)}")
    return said


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _checked(verb: str, name: str, value: Any) -> Any:
    check = FIELDS[verb].get(name)
    if check is None:
        known = ", ".join(FIELDS[verb]) or "none"
        raise ProtocolError(f"{verb} has no field {_short(name)}", remedy=f"Its fields: {known}.")
    return check(value)


def known_gesture(value: Any) -> str:
    """Return the name of a gesture. Raises ProtocolError naming the nearest."""
    if isinstance(value, str) and value in GESTURES:
        return value
    near = difflib.get_close_matches(str(value)[:60], GESTURES, 1)
    remedy = f"Did you mean {near[0]}?" if near else "`gesturectl list gestures` shows all."
    raise ProtocolError(f"no such gesture: {_short(value)}", remedy=remedy)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ProtocolError(f"expected true or false, not {_short(value)}")
    return value


def _minutes(value: Any) -> float:
    if _is_number(value) and 0 < value <= MAX_MINUTES:
        return float(value)
    raise ProtocolError(f"expected minutes, more than 0 and at most {MAX_MINUTES:g}, not {_short(value)}")


def _value(value: Any) -> float:
    if _is_number(value) and -MAX_VALUE <= value <= MAX_VALUE:
        return float(value)
    raise ProtocolError(f"expected a value from {-MAX_VALUE:g} to {MAX_VALUE:g}, not {_short(value)}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _hand(value: Any) -> str:
    if value in HANDS and isinstance(value, str):
        return value
    raise ProtocolError(f"expected a hand ({', '.join(HANDS)}), not {_short(value)}")


def _gestures(value: Any) -> tuple[str, ...]:
    if isinstance(value, list) and len(value) <= MAX_BEFORE:
        return tuple(known_gesture(each) for each in value)
    raise ProtocolError(f"expected a list of at most {MAX_BEFORE} gestures, not {_short(value)}")


def _switch(value: Any) -> str:
    if isinstance(value, str) and value in tuple(PointerWish):
        return value
    raise ProtocolError(f"expected {', '.join(PointerWish)}, not {_short(value)}")


def _hold_s(value: Any) -> float:
    if _is_number(value) and 0 <= value <= MAX_HOLD_S:
        return float(value)
    raise ProtocolError(f"expected seconds from 0 to {MAX_HOLD_S:g}, not {_short(value)}")


def _text(value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise ProtocolError(f"expected a text, not {_short(value)}")


FIELDS: dict[str, dict[str, Callable[[Any], Any]]] = {
    "status": {},
    "why": {},
    "choices": {},
    "pause": {"minutes": _minutes},
    "resume": {},
    "toggle": {},
    "reload": {},
    "stop": {},
    "watch": {"landmarks": _flag},
    "enable": {"gesture": known_gesture},
    "disable": {"gesture": known_gesture},
    "camera": {"camera": _text},
    "preview": {"on": _flag},
    "profile": {"profile": _text},
    "pointer": {"switch": _switch},
    "undo": {},
    "panic": {},
    "trigger": {
        "gesture": known_gesture,
        "hand": _hand,
        "value": _value,
        "before": _gestures,
        "hold_s": _hold_s,
        "dry_run": _flag,
    },
}
"""Every verb with its fields."""
NEEDED = ("gesture", "profile", "camera", "on", "switch")
"""Fields that may not be left out; all others may."""
