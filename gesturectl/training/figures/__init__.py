"""The figures of `gesturectl evaluate`: one file for each part, listed in parts.py."""
