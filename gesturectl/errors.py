"""The error family and the exit codes.

GesturectlError                 every failure that we foresee; its text is what the user reads
├── UsageError                  a wrong argument or combination of arguments
├── ConfigError                 gestures.yaml: every problem at once
├── SourceError                 a camera, file, address or recording that cannot be opened or read
├── ModelError                  a model file that is missing, damaged or of another version
├── DesktopError                no display, no backend, a key or window that cannot be had
├── DemoError                   the demonstration ran and an effect was missing
├── NotRunningError             no gesturectl runs that could be asked
└── AlreadyRunningError         one gesturectl runs, a second one would act twice

Only barriers (the top of a thread, the actuator per action, `cli.main`) catch `Exception`.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What `gesturectl` returns to the shell."""

    OK = 0
    FAILURE = 1
    """A check found something wrong, or an error nobody foresaw."""
    USAGE = 2
    CONFIG = 3
    SOURCE = 4
    MODEL = 5
    DESKTOP = 6
    DEMO = 7
    NOT_RUNNING = 8
    ALREADY_RUNNING = 9
    INTERRUPTED = 130
    """Ctrl-C, by the shells' convention 128 + SIGINT."""


class GesturectlError(Exception):
    """A foreseen failure. `str(error)` says what is wrong and where; `remedy` how to mend it."""

    exit_code = ExitCode.FAILURE

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class UsageError(GesturectlError):
    """A wrong argument or combination of arguments."""

    exit_code = ExitCode.USAGE


class ConfigError(GesturectlError):
    """gestures.yaml is wrong; the message lists every problem with file:line:column."""

    exit_code = ExitCode.CONFIG


class SourceError(GesturectlError):
    """A camera, file, address or recording cannot be opened or read."""

    exit_code = ExitCode.SOURCE


class ModelError(GesturectlError):
    """A model file is missing, damaged or of another version."""

    exit_code = ExitCode.MODEL


class DesktopError(GesturectlError):
    """No display, no backend, or a key or window that cannot be had."""

    exit_code = ExitCode.DESKTOP


class DemoError(GesturectlError):
    """The demonstration ran and an effect was missing."""

    exit_code = ExitCode.DEMO


class NotRunningError(GesturectlError):
    """No gesturectl runs that could be asked."""

    exit_code = ExitCode.NOT_RUNNING


class AlreadyRunningError(GesturectlError):
    """One gesturectl runs already; a second one would do everything twice."""

    exit_code = ExitCode.ALREADY_RUNNING
