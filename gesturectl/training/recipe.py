"""The recipe of the shipped models: which families of networks there are, and the order in which they are built.

Each family has its own file, FAMILY_recipe.py, with `build(workshop)`, which trains its networks from the data folder
alone (`meant`, the last, also from what the networks before it propose): one that is rebuilt alone is the same as in
the whole build. Held-out parts: HaGRID's own validation persons for shapes; for motions, streams of synthetic seeds
never trained on. The clips that the program is tested with take no part in training nor in any choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gesturectl.training.workshop import Workshop

FAMILIES = ("shape", "stroke", "finger", "body", "arm", "meant", "usual")
"""In the order of building. Kept free of heavy imports: the command line offers these names."""


def build(workshop: Workshop, only: Sequence[str] = ()) -> Iterator[Path]:
    """Train and write the networks of all families, or of `only` these; yields their paths."""
    for family in FAMILIES:
        if not only or family in only:
            yield from import_module(f"gesturectl.training.{family}_recipe").build(workshop)
