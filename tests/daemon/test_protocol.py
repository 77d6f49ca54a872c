"""The language of the control socket, against whatever may come."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesturectl.daemon.protocol import FIELDS, MAX_LINE, ProtocolError, Request, answer_line, parse_request
from gesturectl.domain.gesture import GESTURES
from gesturectl.errors import ConfigError, ExitCode

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELD_NAMES = st.sampled_from(["gesture", "minutes", "landmarks", "hand", "value", "dry_run", "x"])


def parsed_or_refused(line: bytes) -> Request | None:
    """A request or a ProtocolError that can be answered; nothing else is allowed to come out."""
    try:
        return parse_request(line)
    except ProtocolError as error:
        answer = answer_line(error)
    said = json.loads(answer)
    assert said["ok"] is False
    assert said["error"]
    assert said["code"] == ExitCode.USAGE
    assert len(answer) < 1000
    return None


@given(st.binary(max_size=MAX_LINE + 10))
def test_any_bytes_are_parsed_or_refused(line: bytes) -> None:
    parsed_or_refused(line)


@given(JSON)
def test_any_json_is_parsed_or_refused(said: object) -> None:
    parsed_or_refused(json.dumps(said).encode())


@given(st.sampled_from([*FIELDS]), st.dictionaries(FIELD_NAMES, JSON, max_size=3))
def test_what_is_accepted_is_of_the_right_type(verb: str, fields: dict[str, object]) -> None:
    request = parsed_or_refused(json.dumps({**fields, "version": 1, "verb": verb}).encode())
    if request is None:
        return
    assert set(request.fields) <= set(FIELDS[verb])
    assert request.fields.get("gesture", "fist") in GESTURES
    assert 0 < request.fields.get("minutes", 1) < 10_000
    assert abs(request.fields.get("value", 1)) <= 10
    assert isinstance(request.fields.get("dry_run", False), bool)


@given(st.integers() | st.floats() | st.text() | st.none() | st.booleans())
def test_only_the_one_version_is_spoken(version: object) -> None:
    request = parsed_or_refused(json.dumps({"version": version, "verb": "status"}).encode())
    assert (request is not None) == (type(version) is int and version == 1)


def test_deep_nesting_and_giant_numbers_are_refused() -> None:
    for line in (b'{"a":' * 700, b"[" * 4000, b'{"version": 1' + b"0" * 4000 + b"}"):
        assert parsed_or_refused(line) is None
    with pytest.raises(ProtocolError, match="4096 bytes"):
        parse_request(b" " * (MAX_LINE + 1))


def test_an_answer_is_one_line_of_ascii_whatever_is_in_it() -> None:
    line = answer_line({"text": "zwei\nZeilen → \ud800"})
    assert line.count(b"\n") == 1
    assert line.isascii()
    said = json.loads(answer_line(ConfigError("bad", remedy="Mend it.")))
    assert said == {"version": 1, "ok": False, "error": "bad", "remedy": "Mend it.", "code": ExitCode.CONFIG}
