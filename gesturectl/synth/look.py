"""How a rendered clip looks: skin, light, background, sensor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RGB = tuple[int, int, int]

SKINS: tuple[RGB, ...] = (
    (241, 205, 180), (228, 182, 150), (205, 160, 135), (188, 138, 106), (150, 104, 76), (118, 80, 58), (92, 62, 46),
)  # fmt: skip
"""Light to dark, as a webcam shows them."""
BACKDROPS = ("plain", "gradient", "room", "clutter")


@dataclass(frozen=True, slots=True)
class Look:
    """Everything about a clip's pictures but the hands.

    skin         colour in full light;  sleeve  colour of the sleeve, None for a bare forearm
    light        direction the light comes from, (x right, y down, z away), any length
    ambient      share of the light that reaches every side, 0..1;  exposure  factor on everything
    backdrop     one of BACKDROPS;  backdrop_seed  which one of its kind;  person  head and shoulders behind the hands
    noise_level  standard deviation of the sensor's noise, 0..255
    """

    skin: RGB = SKINS[2]
    sleeve: RGB | None = None
    light: tuple[float, float, float] = (-0.4, -0.6, -0.7)
    ambient: float = 0.45
    exposure: float = 1.0
    backdrop: str = "gradient"
    backdrop_seed: int = 0
    person: bool = False
    noise_level: float = 3.0

    @staticmethod
    def drawn(seed: int) -> Look:
        """Return some look: every skin, light from above or aside, every kind of backdrop."""
        rng = np.random.default_rng([seed, 4242])
        sleeve = rng.integers(20, 220, 3)
        return Look(
            skin=SKINS[int(rng.integers(len(SKINS)))],
            sleeve=(int(sleeve[0]), int(sleeve[1]), int(sleeve[2])) if rng.uniform() < 0.4 else None,
            light=(float(rng.uniform(-0.8, 0.8)), float(rng.uniform(-0.9, 0.1)), -0.7),
            ambient=float(rng.uniform(0.35, 0.6)),
            exposure=float(rng.uniform(0.85, 1.1)),
            backdrop=BACKDROPS[int(rng.integers(len(BACKDROPS)))],
            backdrop_seed=int(rng.integers(1 << 30)),
            person=bool(rng.uniform() < 0.35),
            noise_level=float(rng.uniform(1.5, 5.0)),
        )
