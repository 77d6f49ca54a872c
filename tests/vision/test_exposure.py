"""The control by which a camera slows down in the dark, asked of a made-up driver."""

from __future__ import annotations

import struct
import sys

import pytest

from gesturectl.vision.exposure import GET, QUERY, ExposurePriority, command_name, exposure_priority

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Video4Linux")


def driver(name: bytes, value: int):  # type: ignore[no-untyped-def]
    def ioctl(file: int, request: int, data: bytes) -> bytes:
        (control,) = struct.unpack_from("I", data)
        if request == QUERY:
            assert len(data) == 68
            return struct.pack("II32siiiiI8x", control, 2, name, 0, 1, 1, 1, 0)
        assert request == GET
        return struct.pack("Ii", control, value)

    return ioctl


@pytest.mark.parametrize("value", [0, 1])
def test_it_is_read_with_its_name(value: int) -> None:
    control = exposure_priority("/dev/null", driver(b"Exposure, Dynamic Framerate", value))
    assert control == ExposurePriority("exposure_dynamic_framerate", bool(value))


def test_older_kernels_call_it_otherwise() -> None:
    assert command_name("Exposure, Auto Priority") == "exposure_auto_priority"


def test_what_is_no_camera_has_none() -> None:
    assert exposure_priority("/dev/null") is None
    assert exposure_priority("/nonexistent") is None
