"""The edges of a calibration: window and terminal, questions, and what follows a recording."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from gesturectl.cli.calibrate_window import write_binding
from gesturectl.errors import ConfigError, ExitCode, SourceError

if TYPE_CHECKING:
    from gesturectl.daemon.calibrate import Calibration, Wanted
    from gesturectl.daemon.options import RunOptions
    from gesturectl.domain.frame import Frame
    from gesturectl.domain.observation import Observation
    from gesturectl.recognition.personal_model import PersonalModel
    from gesturectl.training.calibration.assessment import Assessment
    from gesturectl.training.calibration.prompt import Prompt


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
            self._record_near_misses(other)
            model, assessment = self._learn()
        if self._args.report:
            self._calibration.report(self._args.report, model, assessment)
            print(f"report: {self._args.report} and {self._args.report.with_suffix('.png')}")
        lines = self._calibration.page(assessment)
        print("\n".join(lines))
        used = self._conclude_in_window(lines, model, assessment) if self._window else self._conclude(model, assessment)
        if not used:
            print("not put into use; the takes are kept (record more, or give --yes)", file=sys.stderr)
        return int(ExitCode.OK if used else ExitCode.FAILURE)

    def _record_near_misses(self, other: str) -> None:
        """Record what the gesture is taken for; a source that ends meanwhile leaves a gesture that is whole."""
        from gesturectl.daemon.calibrate import StoppedError

        try:
            self._calibration.record_near_misses(self._wanted, other, self._feed, self._estimator, self._show)
        except StoppedError:
            raise
        except SourceError as error:
            print(f"{error}; going on with what there is", file=sys.stderr)

    def _conclude(self, model: PersonalModel, assessment: Assessment) -> bool:
        """Put the model into use and bind the gesture, asking at the terminal; return whether it is in use."""
        if not accepted(assessment, self._args.yes):
            return False
        use(self._calibration, model)
        bind(self._wanted.name, self._args)
        return True

    def _conclude_in_window(self, lines: list[str], model: PersonalModel, assessment: Assessment) -> bool:
        """Show the page, and ask the same in the window below it."""
        from gesturectl.cli.calibrate_window import deeds, lead
        from gesturectl.training.calibration.binding_choice import BindingChoice

        name, args = self._wanted.name, self._args
        to_do = deeds(name, lambda: use(self._calibration, model), asks=args.bind is None and not args.yes)
        choice = BindingChoice(name, to_do, doubtful=is_doubtful(assessment) and not args.yes)
        lead(self._window, self._size, lines, choice)
        if choice.used and args.bind:
            write_binding(name, args.bind)
        return choice.used

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


def is_doubtful(assessment: Assessment) -> bool:
    """Return whether a gesture fires in idle time, or its takes do not vouch for each other."""
    unsafe = assessment.safety.triggers > 0
    return unsafe or len(assessment.doubtful) * 2 > len(assessment.takes) or not assessment.takes


def accepted(assessment: Assessment, yes: bool) -> bool:
    """Return whether a model may be put into use: without doubts, or because the user says so."""
    if yes or not is_doubtful(assessment):
        return True
    if not sys.stdin.isatty():
        return False
    return input("Put it into use all the same? [y/N] ").strip().lower() in ("y", "yes")


def use(calibration: Calibration, model: PersonalModel) -> int:
    """Put a model into use and say what it holds; rules may name its gestures from now on."""
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
            write_binding(name, args.bind)
        return
    print("What shall it do? As in gestures.yaml: hotkey: ctrl+t, media: play_pause, ... (empty: nothing yet)")
    while action := input("do: ").strip():
        try:
            write_binding(name, action)
        except ConfigError as error:
            print(error)
        else:
            return
