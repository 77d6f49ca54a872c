"""Whether a camera may halve its rate to see in the dark (Video4Linux controls)."""

from __future__ import annotations

import os
import re
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass

EXPOSURE_PRIORITY = 0x009A0903
"""linux/v4l2-controls.h V4L2_CID_EXPOSURE_AUTO_PRIORITY."""
QUERY, GET = 0xC0445624, 0xC008561B
"""linux/videodev2.h VIDIOC_QUERYCTRL (68 bytes) and VIDIOC_G_CTRL (8 bytes)."""
_QUERY_FORM, _GET_FORM = "II32siiiiI8x", "Ii"

Ioctl = Callable[[int, int, bytes], bytes]


@dataclass(frozen=True, slots=True)
class ExposurePriority:
    """The control as `v4l2-ctl` calls it, and whether exposure may slow the camera down."""

    name: str
    slows: bool


def exposure_priority(path: str, ioctl: Ioctl | None = None) -> ExposurePriority | None:
    """Return the control of the camera at `path`; None if it has none, or cannot be asked."""
    if not sys.platform.startswith("linux"):
        return None
    import fcntl

    call = ioctl or (lambda file, request, data: fcntl.ioctl(file, request, data))
    try:
        file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        asked = struct.pack(_QUERY_FORM, EXPOSURE_PRIORITY, 0, b"", 0, 0, 0, 0, 0)
        name = struct.unpack(_QUERY_FORM, call(file, QUERY, asked))[2]
        value = struct.unpack(_GET_FORM, call(file, GET, struct.pack(_GET_FORM, EXPOSURE_PRIORITY, 0)))[1]
    except OSError:
        return None
    finally:
        os.close(file)
    return ExposurePriority(command_name(name.split(b"\0")[0].decode("latin-1")), bool(value))


def command_name(name: str) -> str:
    """Return a control's name as `v4l2-ctl` writes it: "Exposure, Dynamic Framerate" → exposure_dynamic_framerate."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
