"""`python -m gesturectl`."""

from gesturectl.cli.main import entry_point

entry_point()
