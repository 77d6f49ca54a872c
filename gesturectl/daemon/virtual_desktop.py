"""A desktop of our own that nobody sees: X server, window manager, session bus and Chromium, all private."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image, ImageGrab

from gesturectl.daemon import chromium
from gesturectl.daemon.children import Children, find_program
from gesturectl.daemon.devtools import Page, wait_for_port
from gesturectl.errors import DesktopError

_START_TIMEOUT_S = 20.0
_POLL_S = 0.01
# Before its first picture is on the screen, Chromium drops what keys and wheel send to a page.
_PAGE_READY = "document.hasFocus() && performance.getEntriesByName('first-contentful-paint').length > 0"
_FAMILY_LOCAL = 256  # X11/Xauth.h
_COOKIE_NAME = b"MIT-MAGIC-COOKIE-1"
_FORGOTTEN = ("WAYLAND_DISPLAY", "SESSION_MANAGER", "DESKTOP_STARTUP_ID", "GTK_MODULES", "XDG_SESSION_TYPE")


class VirtualDesktop:
    """A context manager: inside it a real desktop runs, with everything it writes in a temporary folder.

    size  width, height of the screen in pixels
    page  address that Chromium opens; the demonstration page by default, None for no Chromium

    Raises DesktopError when a program is missing (naming the apt package) or does not come up.
    """

    def __init__(self, size: tuple[int, int] = (1280, 800), page: str | None = "") -> None:
        self._size = size
        self._url = demo_page_url() if page == "" else page
        self._cleanup = contextlib.ExitStack()
        self._page: Page | None = None
        self.env: dict[str, str] = {}

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as started:
            self._home = Path(started.enter_context(_private_folder()))
            self._children = Children(self._home / "logs")
            started.callback(self._children.end)
            self.env = self._private_env()
            self._start_screen()
            self._start_bus()
            self._start_window_manager()
            if self._url is not None:
                self._page = started.enter_context(self._start_browser(self._url))
            self._cleanup = started.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cleanup.close()

    @property
    def display(self) -> str:
        """The X display, such as ":99"."""
        return self.env["DISPLAY"]

    @property
    def page(self) -> Page:
        """The page that Chromium shows."""
        if self._page is None:
            raise DesktopError("this virtual desktop was started without Chromium")
        return self._page

    def start(self, argv: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; it is ended with the desktop."""
        return self._children.start(argv, self.env)

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Make this desktop the one of our own process (os.environ), and go back afterwards."""
        before = dict(os.environ)
        _replace_environment(self.env)
        try:
            yield
        finally:
            _replace_environment(before)

    def screenshot(self) -> Image.Image:
        """Return the whole screen as an RGB picture."""
        with _environment_value("XAUTHORITY", self.env["XAUTHORITY"]):
            return ImageGrab.grab(xdisplay=self.display).convert("RGB")

    def _private_env(self) -> dict[str, str]:
        env = {name: value for name, value in os.environ.items() if name not in _FORGOTTEN}
        for variable, folder in (
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_RUNTIME_DIR", "runtime"),
            ("TMPDIR", "tmp"),  # Chromium leaves things behind when it is ended
        ):
            (self._home / folder).mkdir(mode=0o700)
            env[variable] = str(self._home / folder)
        env["XAUTHORITY"] = str(self._home / "Xauthority")
        # Without a bus of its own, GTK would talk to the user's; an address that leads nowhere is quiet.
        env["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
        env["NO_AT_BRIDGE"] = "1"
        return env

    def _start_screen(self) -> None:
        program = find_program(["Xvfb"], "xvfb")
        cookie = secrets.token_bytes(16)
        server_authority = self._home / "Xauthority.server"
        _write_authority(server_authority, "", cookie)
        width, height = self._size
        answer, tell = os.pipe()
        with os.fdopen(answer) as told:
            try:
                screen = ("-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset")
                argv = [program, "-displayfd", str(tell), *screen, "-auth", str(server_authority)]
                self._children.start(argv, self.env, pass_fds=[tell])
            finally:
                os.close(tell)
            # To the newline: Xvfb writes it apart from the digits and dies when the pipe is closed before it.
            number = told.readline().strip()
        if not number:
            raise DesktopError(f"Xvfb did not start: {self._children.log_tail('Xvfb')}")
        self.env["DISPLAY"] = f":{number}"
        _write_authority(Path(self.env["XAUTHORITY"]), number, cookie)

    def _start_bus(self) -> None:
        program = shutil.which("dbus-daemon")
        if program is None:
            return  # applications run without; they only cannot find a first instance of themselves
        address = f"unix:path={self._home / 'runtime' / 'bus'}"
        config = self._home / "bus.conf"
        config.write_text(_BUS_CONFIG.format(address=address))
        bus = self._children.start([program, f"--config-file={config}", "--nofork"], self.env)
        _wait_for((self._home / "runtime" / "bus").exists, "dbus-daemon", bus, self._children)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address

    def _start_window_manager(self) -> None:
        program = find_program(["openbox"], "openbox")
        ready = self._home / "openbox-ready"
        config = resources.files("gesturectl.daemon") / "demo_openbox.xml"
        # Openbox runs the start-up command once it manages the screen; it splits it itself, without a shell.
        argv = [program, "--sm-disable", "--config-file", str(config), "--startup", f"touch '{ready}'"]
        manager = self._children.start(argv, self.env)
        _wait_for(ready.exists, "openbox", manager, self._children)
        if shutil.which("xsetroot"):
            self._children.start(["xsetroot", "-solid", "#31414f"], self.env).wait(5)

    def _start_browser(self, url: str) -> Page:
        program = find_program(chromium.NAMES, "chromium")
        profile = self._home / "chromium"
        self._children.start(chromium.command(program, profile, url), self.env)
        try:
            page = Page.connect(wait_for_port(profile, _START_TIMEOUT_S), url.partition("?")[0])
        except DesktopError as error:
            raise DesktopError(f"{error}\n{self._children.log_tail(program)}") from error
        if not page.wait_until(_PAGE_READY, _START_TIMEOUT_S):
            page.close()
            raise DesktopError("Chromium's page was not drawn, or its window was not given the focus")
        return page


def missing_packages() -> tuple[str, ...]:
    """Return the apt packages of what the virtual desktop needs and does not find."""
    wanted = {"xvfb": ("Xvfb",), "openbox": ("openbox",), "chromium": chromium.NAMES}
    return tuple(package for package, names in wanted.items() if not any(map(shutil.which, names)))


def demo_page_url() -> str:
    """Return the address of the page that we ship: it shows its own zoom, large."""
    return Path(str(resources.files("gesturectl.daemon") / "demo_page.html")).as_uri()


_BUS_CONFIG = """<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


@contextlib.contextmanager
def _private_folder() -> Iterator[str]:
    # Programs that are being ended may still write: what reappears under our feet is no reason to fail.
    with tempfile.TemporaryDirectory(prefix="gesturectl-desktop-", ignore_cleanup_errors=True) as folder:
        (Path(folder) / "logs").mkdir()
        yield folder


def _write_authority(path: Path, display_number: str, cookie: bytes) -> None:
    """Write an X authority file with one cookie, so that no other user can enter the desktop."""
    fields = (socket.gethostname().encode(), display_number.encode(), _COOKIE_NAME, cookie)
    entry = struct.pack(">H", _FAMILY_LOCAL) + b"".join(struct.pack(">H", len(f)) + f for f in fields)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(entry)


def _wait_for(ready: Callable[[], bool], name: str, child: subprocess.Popen[bytes], children: Children) -> None:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while not ready():
        if child.poll() is not None or time.monotonic() > deadline:
            raise DesktopError(f"{name} did not start: {children.log_tail(name)}")
        time.sleep(_POLL_S)


def _replace_environment(values: dict[str, str]) -> None:
    # In place and only what differs: other threads may read os.environ meanwhile.
    for name in os.environ.keys() - values.keys():
        del os.environ[name]
    os.environ.update(values)


@contextlib.contextmanager
def _environment_value(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
