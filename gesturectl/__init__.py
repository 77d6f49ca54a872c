"""gesturectl: control your desktop with hand and body gestures seen by a webcam."""

__version__ = "0.1.0"
