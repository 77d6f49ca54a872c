"""The edges of a calibration: window and terminal, questions, and what follows a recording."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from gesturectl.errors import ConfigError, ExitCode

if TYPE_CHECKING:
    from gesturectl.daemon.calibrate import Calibration, Wanted
    from gesturectl.daemon.options import RunOptions
    from gesturectl.domain.frame import Frame
    from gesturectl.domain.observation import Observation
    from gesturectl.recognition.personal_model import PersonalModel
    from gesturectl.training.calibration.assessment import Assessment
    from gesturectl.training.calibration.prompt import Prompt

PAGE_SHOWN_S, PAGE_READ_S = 8.0, 60.0
"""The page stays until a key is pressed, at most so long: where nobody can be asked, and at a terminal."""


class Edge:
    """One recording, from the opened source to the binding."""

    def __init__(self, calibration: Calibration, wanted: Wanted, args: argparse.Namespace, options: RunOptions) -> None:
        self._calibration, self._wanted, self._args, self._options = calibration, wanted, args, options
        self._stack = ExitStack()
        self._window: Any = None
        self._told = ""
        self._size = (640, 480)

    def __enter__(self) -> Self:
        from gesturectl.daemon.calibrate import opened

        self._feed, self._estimator = self._stack.enter_context(opened(self._options, self._wanted))
        if not self._args.no_window:
            from gesturectl.preview.window import PreviewWindow

            self._window = PreviewWindow("gesturectl calibrate")
            self._stack.callback(self._window.close)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def record(self) -> None:
        """Lead the user through the takes."""
        self._calibration.record(self._wanted, self._feed, self._estimator, self._show)

    def finish(self) -> int:
        """Learn, ask for near misses where there is a conflict, show the page, put it into use, bind it."""
        model, assessment = self._learn()
        if assessment.conflicts and not self._args.no_near_misses and not self._feed.over:
            other = assessment.conflicts[0].other
            print(f"{assessment.conflicts[0].line()}; now show {other}, to tell them apart")
            self._calibration.record_near_misses(self._wanted, other, self._feed, self._estimator, self._show)
            model, assessment = self._learn()
        lines = self._calibration.page(assessment)
        print("\n".join(lines))
        self._show_page(lines)
        if self._args.report:
            self._calibration.report(self._args.report, model, assessment)
            print(f"report: {self._args.report} and {self._args.report.with_suffix('.png')}")
        if not accepted(assessment, self._args.yes):
            print("not put into use; the takes are kept (record more, or give --yes)", file=sys.stderr)
            return int(ExitCode.FAILURE)
        use(self._calibration, model)
        bind(self._wanted.name, self._args)
        return int(ExitCode.OK)

    def _learn(self) -> tuple[PersonalModel, Assessment]:
        return self._calibration.learn(self._wanted.name)

    def _show(self, frame: Frame | None, observation: Observation, prompt: Prompt) -> bool:
        said = f"{prompt.done}/{prompt.wanted} {prompt.headline}" if prompt.wanted else prompt.headline
        said += f"  ({prompt.complaint})" if prompt.complaint else f"  {prompt.detail}"
        if said != self._told:
            print(said, file=sys.stderr)
            self._told = said
        if self._window is None:
            return True
        from gesturectl.preview.calibration import dark_frame, draw_calibration

        picture = draw_calibration(dark_frame(observation) if frame is None else frame, observation, prompt)
        self._size = (picture.shape[1], picture.shape[0])
        return bool(self._window.show(picture))

    def _show_page(self, lines: list[str]) -> None:
        """Leave the page in the window until a key is pressed, or for a while."""
        if self._window is None:
            return
        import time

        from gesturectl.preview.calibration import draw_page

        asks = sys.stdin.isatty()
        until = time.monotonic() + (PAGE_READ_S if asks else PAGE_SHOWN_S)
        then = "q: close this page, and go on in the terminal" if asks else "q: close"
        picture = draw_page(self._size, [*lines, "", then])
        while self._window.show(picture) and time.monotonic() < until:
            time.sleep(0.03)


def accepted(assessment: Assessment, yes: bool) -> bool:
    """Return whether a model may be put into use: without doubts, or because the user says so."""
    unsafe = assessment.safety.triggers > 0
    unsure = len(assessment.doubtful) * 2 > len(assessment.takes) or not assessment.takes
    if yes or not (unsafe or unsure):
        return True
    if not sys.stdin.isatty():
        return False
    return input("Put it into use all the same? [y/N] ").strip().lower() in ("y", "yes")


def use(calibration: Calibration, model: PersonalModel) -> int:
    """Put a model into use and say what it holds."""
    calibration.personal.use(model)
    names = ", ".join(sorted([*(g.name for g in model.gestures), *model.overrides])) or "nothing"
    print(
        f"in use now: {names}. `gesturectl reload` tells a running gesturectl; `gesturectl calibrate --undo` goes back"
    )
    return int(ExitCode.OK)


def check_bind(calibration: Calibration, name: str, action: str | None) -> None:
    """Raise ConfigError where `bind` could not write this action at the end: before anything is recorded."""
    if not action:
        return
    from gesturectl.config.edit import check_action
    from gesturectl.config.loader import load_config
    from gesturectl.config.paths import choose_config

    calibration.personal.model(name)
    check_action(action, name)
    load_config(choose_config(None).path)


def bind(name: str, args: argparse.Namespace) -> None:
    """Write what the gesture does into the user's gestures.yaml; ask for it at a terminal."""
    if args.bind is not None or args.yes or not sys.stdin.isatty():
        if args.bind:
            _write_binding(name, args.bind)
        return
    print("What shall it do? As in gestures.yaml: hotkey: ctrl+t, media: play_pause, ... (empty: nothing yet)")
    while action := input("do: ").strip():
        try:
            _write_binding(name, action)
        except ConfigError as error:
            print(error)
        else:
            return


def _write_binding(name: str, action: str) -> None:
    from gesturectl.config.edit import add_binding, file_in_use, read_action

    path = file_in_use()
    line = add_binding(path, {"name": name, "gesture": name, "do": read_action(action)}, replace=True)
    print(f"{path}:{line}: {name} does {action}")
