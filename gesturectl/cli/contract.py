"""Runs the daemon with what is printed on standard output: the contract that `run` and `replay` share."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from gesturectl.cli.lines import JsonLines, LinePrinter, PlainLines, claim_stdout

if TYPE_CHECKING:
    from gesturectl.daemon.mailbox import Mailbox
    from gesturectl.daemon.options import RunOptions


def run_printing(options: RunOptions, *, as_json: bool, verbose: bool = False) -> int:
    """Run, print events and actions, return the exit code. A reader who goes away ends it quietly."""
    out = claim_stdout()

    from gesturectl.daemon.outlet import print_error_json, report_error
    from gesturectl.daemon.start import run_app
    from gesturectl.domain.action import ControlVerb

    printers: list[LinePrinter] = []

    def listeners(mailbox: Mailbox) -> list[JsonLines | PlainLines]:
        printer = LinePrinter(out, on_closed=lambda: mailbox.put(ControlVerb.STOP))
        printers.append(printer)
        return [JsonLines(printer) if as_json else PlainLines(printer)]

    # Plain lines on standard output say the same as the log's.
    doubled = not as_json and not verbose
    logging.getLogger("gesturectl.activity").setLevel(logging.WARNING if doubled else logging.NOTSET)
    on_error = (lambda b, e: print_error_json(b, e, sys.stderr.write)) if as_json else report_error
    try:
        return run_app(options, listeners=listeners, on_error=on_error)
    finally:
        for printer in printers:
            printer.close()
