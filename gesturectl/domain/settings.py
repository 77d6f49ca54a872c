"""The settings of gestures.yaml and the whole file as one value."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from gesturectl.domain.action import ControlVerb
from gesturectl.domain.binding import Binding
from gesturectl.domain.clutch import ClutchSettings
from gesturectl.domain.feedback import Feedback
from gesturectl.domain.gesture import GESTURES, GestureKind
from gesturectl.domain.pointer import PointerSettings
from gesturectl.domain.situation import DEFAULT_PROFILE, Profile
from gesturectl.domain.trigger import TriggerSettings
from gesturectl.errors import ConfigError


class HandSize(StrEnum):
    """Which hand model is run: FULL is surer, LITE costs about a third less time."""

    FULL = "full"
    LITE = "lite"


class Attention(StrEnum):
    """How closely it is watched. FAST: every network on every frame; the others look where something happens."""

    ECO = "eco"
    BALANCED = "balanced"
    FAST = "fast"


class Distance(StrEnum):
    """How far away hands may be. FAR: small ones are looked for where something moved, in larger pictures."""

    NEAR = "near"
    FAR = "far"


class BodySwitch(StrEnum):
    """Whether the body is looked for. AUTO: only if a binding needs it."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class TriggerOverride:
    """Settings of one gesture's trigger that replace those of its model; None keeps the model's."""

    enter: float | None = None
    exit: float | None = None
    dwell_s: float | None = None
    release_s: float | None = None
    cooldown_s: float | None = None

    def applied_to(self, base: TriggerSettings, *, gesture: str = "") -> TriggerSettings:
        """Return `base`, the model's settings of `gesture`, with these in place.

        Raises ConfigError when they do not go together with the model's.
        """
        given = {name: value for name, value in dataclasses.asdict(self).items() if value is not None}
        try:
            return dataclasses.replace(base, **given)
        except ValueError as error:
            raise ConfigError(
                f"the settings of gesture {gesture or '(unnamed)'} do not go with its model: {error}",
                remedy=f"The model has enter {base.enter} and exit {base.exit}: set both in gestures.yaml.",
            ) from error


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in gestures.yaml that is not a binding.

    source           what `--source` takes: a camera's number, path or name, a file, an address, synth:NAME
    mirrored         the source shows a mirror image (the person's right hand at image right)
    failsafe_corner  the pointer in a corner of the screen pauses gesturectl
    preview          show the window with the landmarks
    log_level        "debug", "info", "warning" or "error"
    feedback         how it tells what it does
    gestures         overrides of triggers, by gesture
    quiet_while_typing_s  so long after the user typed or moved the mouse no gesture begins; 0: that is not looked at
    pointer          how pointer mode behaves
    clutch           the pose or the key that must be held for gestures to count; None: they always do
    hotkeys          key chords that are heard everywhere, by what they do: TOGGLE, PANIC
    """

    source: str = "0"
    mirrored: bool = False
    hand_size: HandSize = HandSize.FULL
    body: BodySwitch = BodySwitch.AUTO
    attention: Attention = Attention.BALANCED
    distance: Distance = Distance.NEAR
    failsafe_corner: bool = True
    preview: bool = False
    log_level: str = "info"
    feedback: Feedback = field(default_factory=Feedback)
    gestures: Mapping[str, TriggerOverride] = field(default_factory=lambda: MappingProxyType({}))
    quiet_while_typing_s: float = 0.0
    pointer: PointerSettings = field(default_factory=PointerSettings)
    clutch: ClutchSettings | None = None
    hotkeys: Mapping[ControlVerb, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Config:
    """A whole gestures.yaml. `origin` is its path, for messages."""

    settings: Settings = field(default_factory=Settings)
    bindings: tuple[Binding, ...] = ()
    origin: str = ""
    profiles: tuple[Profile, ...] = ()

    @property
    def bound_gestures(self) -> frozenset[str]:
        """Names of the gestures that do something."""
        return frozenset(name for binding in self.bindings for name in binding.gestures)

    @property
    def profile_names(self) -> tuple[str, ...]:
        """Every profile that can be chosen, the default one first."""
        return DEFAULT_PROFILE, *(profile.name for profile in self.profiles if profile.name != DEFAULT_PROFILE)

    @property
    def needs_body(self) -> bool:
        """Whether the body must be looked for."""
        if self.settings.body is BodySwitch.AUTO:
            return any(GESTURES[name].kind is GestureKind.BODY for name in self.bound_gestures)
        return self.settings.body is BodySwitch.ON
