"""Calibration: leading a user through takes of a gesture, and judging what was learned from them."""
