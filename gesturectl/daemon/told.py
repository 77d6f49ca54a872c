"""Those who want to be told of something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec

_P = ParamSpec("_P")


class Told(list[Callable[_P, object]], Generic[_P]):
    """A list of calls that can itself be called: it calls them all, in the order in which they were added."""

    def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> None:
        """Tell all."""
        for told in self:
            told(*args, **kwargs)
