"""Choosing among forms of one value by their look: only the form that was meant reports its mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Discriminator

_LOOKS: dict[type, str] = {str: "text", list: "list", dict: "mapping"}


def by_shape(*allowed: str) -> Discriminator:
    """Return the discriminator for a union tagged with `allowed`: "text", "list", "mapping"."""
    looks = " or ".join(f"a {look}" for look in allowed)
    return Discriminator(  # without a context, which is a dict: unions of such unions must be hashable
        lambda value: _LOOKS.get(type(value)),
        custom_error_type="wrong_look",
        custom_error_message=f"expected {looks}",
    )


def by_key(names: Sequence[str]) -> Discriminator:
    """Return the discriminator for a union of one-key mappings, tagged with their keys `names`.

    The first key that is known wins, so that in `{cooldown_s: 1, hotkey: a}` the stray key is reported.
    """

    def known_key(value: Any) -> str | None:
        return next((key for key in value if key in names), None) if isinstance(value, dict) else None

    return Discriminator(known_key, custom_error_type="unknown_action", custom_error_message="unknown action")
