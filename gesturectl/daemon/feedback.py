"""Joins a running app to hints, notifications and sounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from gesturectl.daemon.app import App
from gesturectl.daemon.feedback_thread import FeedbackThread, ShowsHints
from gesturectl.daemon.hints import Held, Hints
from gesturectl.daemon.state_news import StateNews
from gesturectl.desktop.notifications import Notifications
from gesturectl.desktop.sounds import Sound, Sounds
from gesturectl.domain.describe import describe_effect
from gesturectl.domain.settings import Config


@contextmanager
def told_to_user(
    app: App, folder: Path, config: Callable[[], Config], *, quiet: Callable[[], str] = lambda: ""
) -> Iterator[FeedbackThread]:
    """Tell the user what happens while inside.

    folder  is ours alone;  config  gives the rules in force;  quiet  says why no gesture may begin now
    """
    thread = FeedbackThread(
        lambda: config().settings.feedback,
        notify=Notifications().show,
        open_hints=open_hint_window,
        open_sounds=lambda: Sounds(folder / "sounds"),
    )
    hints = Hints(
        thread.hint,
        readings=lambda: cast("tuple[Held, ...]", app.history.readings),
        does=lambda gesture: "" if quiet() else what_it_does(gesture, config(), app.pipeline.off),
        began=lambda: thread.sound(Sound.DID),
    )
    app.listeners.append(hints)
    app.on_state.append(StateNews(thread.note, thread.sound, problem=lambda: app.status().source_problem))
    with thread:
        yield thread


def open_hint_window() -> ShowsHints:
    """Return the place for hints. Raises DesktopError where there is none."""
    from gesturectl.desktop.hint_window import HintWindow

    return HintWindow()


def what_it_does(gesture: str, config: Config, off: frozenset[str] = frozenset()) -> str:
    """Return what a gesture's first rule is called, or does if it has no name of its own; "" if there is none."""
    rules = [] if gesture in off else [rule for rule in config.bindings if rule.gesture == gesture]
    if not rules:
        return ""
    return describe_effect(rules[0].effect) if rules[0].name.startswith(gesture) else rules[0].name
