"""Print the JSON Schema of gestures.yaml, from which editors complete and check it.

Save it as gestures.schema.json beside the file and begin the file with the line
`# yaml-language-server: $schema=gestures.schema.json`.
"""

from __future__ import annotations

import argparse
import json

from gesturectl.errors import ExitCode

HELP = "print the JSON Schema of gestures.yaml, for editors"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the verb has no arguments."""


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    from gesturectl.config.file_model import file_schema
    from gesturectl.daemon.personal import Personal

    Personal().model()
    print(json.dumps(file_schema(), indent=2))
    return ExitCode.OK
