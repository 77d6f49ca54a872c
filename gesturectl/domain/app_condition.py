"""Where a rule is in force: which application must be active, told from its window."""

from __future__ import annotations

import fnmatch
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActiveWindow:
    """What the desktop tells about the active window; "" for what it does not tell.

    app, instance  on X11 class and instance of WM_CLASS, such as "Chromium" and "chromium (/home/me/profile)"
    executable     path of the program's file
    """

    app: str = ""
    instance: str = ""
    title: str = ""
    executable: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of its class: class, instance, and the last part of a reverse domain name (org.gnome.gedit)."""
        return self.app, self.instance, self.app.rpartition(".")[2]

    @property
    def programs(self) -> tuple[str, ...]:
        """Names of its program: the whole path and its last part."""
        return self.executable, self.executable.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class AppPattern:
    """What one window must look like: each kind that is given must fit one of its texts.

    A text is a glob (`Chrom*`), or a regular expression between slashes (`/- (YouTube|Vimeo)/`) to be found
    anywhere; capitals do not matter.
    """

    classes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    executables: tuple[str, ...] = ()

    @property
    def kinds(self) -> int:
        """How many kinds are given: the more, the more specific."""
        return sum(map(bool, (self.classes, self.titles, self.executables)))

    def matches(self, window: ActiveWindow) -> bool:
        """Say whether `window` looks like this."""
        pairs = ((self.classes, window.names), (self.titles, (window.title,)), (self.executables, window.programs))
        return all(not wanted or _any(wanted, given) for wanted, given in pairs)

    def describe(self) -> str:
        """Return it in a few words."""
        named = (("", self.classes), ("title ", self.titles), ("executable ", self.executables))
        return " and ".join(f"{kind}{' or '.join(texts)}" for kind, texts in named if texts)


@dataclass(frozen=True, slots=True)
class AppCondition:
    """The active window looks like one of `any_of` (or they are none) and like none of `none_of`."""

    any_of: tuple[AppPattern, ...] = ()
    none_of: tuple[AppPattern, ...] = ()

    @property
    def weight(self) -> int:
        """How specific it is, 1 and more: what must be outweighs what must not."""
        return 2 * min((each.kinds for each in self.any_of), default=0) + bool(self.none_of)

    def matches(self, window: ActiveWindow | None) -> bool:
        """Say whether it is fulfilled; None: no window is active."""
        if window is None:
            return not self.any_of
        wanted = not self.any_of or any(each.matches(window) for each in self.any_of)
        return wanted and not any(each.matches(window) for each in self.none_of)

    def describe(self) -> str:
        """Return it in a few words."""
        wanted = " or ".join(each.describe() for each in self.any_of)
        refused = " or ".join(each.describe() for each in self.none_of)
        return " but ".join(part for part in (wanted, f"not {refused}" if refused else "") if part)


def regex_in(text: str) -> str | None:
    """Return the regular expression that stands between slashes; None for a glob."""
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == "/" else None


def _any(wanted: Iterable[str], given: Iterable[str]) -> bool:
    return any(_compiled(text).search(each) for text in wanted for each in given if each)


@functools.lru_cache(maxsize=256)
def _compiled(text: str) -> re.Pattern[str]:
    regex = regex_in(text)
    if regex is None:
        regex = rf"\A(?:{fnmatch.translate(text)})"
    return re.compile(regex, re.IGNORECASE)
