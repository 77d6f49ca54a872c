"""What the drawing font can show."""

from __future__ import annotations

import pytest

from gesturectl.preview.canvas import plain


@pytest.mark.parametrize(
    ("text", "shown"), [("Menü", "Menu"), ("déjà vu", "deja vu"), ("½ m", "1?2 m"), ("日", "?"), ("a|b", "a|b")]
)
def test_letters_lose_their_accents_and_what_is_no_letter_is_a_question_mark(text: str, shown: str) -> None:
    assert plain(text) == shown
