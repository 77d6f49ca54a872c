"""One line of text that is being written."""

from __future__ import annotations

CURSOR = "|"


class TextField:
    """The text, and where the cursor is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at = len(text)

    @property
    def shown(self) -> str:
        """The text with its cursor."""
        return self.text[: self._at] + CURSOR + self.text[self._at :]

    def press(self, key: str) -> bool:
        """Take a key: left, right, home, end, back, delete, or a character; return whether the text has changed."""
        before = self.text
        places = {"left": self._at - 1, "right": self._at + 1, "home": 0, "end": len(before)}
        if key in places:
            self._at = min(max(places[key], 0), len(before))
        elif key == "back" and self._at:
            self.text = before[: self._at - 1] + before[self._at :]
            self._at -= 1
        elif key == "delete":
            self.text = before[: self._at] + before[self._at + 1 :]
        elif len(key) == 1 and key.isprintable():
            self.text = before[: self._at] + key + before[self._at :]
            self._at += 1
        return self.text != before
