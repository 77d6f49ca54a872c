"""What goes on around the gestures: the active window, the profile, the lock, the user's other hand at work."""

from __future__ import annotations

from dataclasses import dataclass

from gesturectl.domain.app_condition import ActiveWindow, AppCondition

DEFAULT_PROFILE = "default"
"""The profile that is always there: the rules of no profile, and the profiles that windows bring along."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A layer of rules. Windows that `app` describes bring it into force by themselves."""

    name: str
    app: AppCondition | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the desktop at one moment; one value, replaced whole.

    window      the active one; None when none is
    cannot      why the active window cannot be told here; "" where it can
    locked      why the screen counts as locked; "" while it is not
    touched_s   when the user last typed or moved the mouse, by the clock; None if that is not known
    """

    window: ActiveWindow | None = None
    cannot: str = ""
    locked: str = ""
    touched_s: float | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What a rule's conditions are held against. `profile` is the one that was chosen."""

    window: ActiveWindow | None = None
    tells_window: bool = True
    profile: str = DEFAULT_PROFILE

    def fulfils(self, app: AppCondition | None) -> bool:
        """Say whether the active window is as `app` wants it; where it cannot be told, only None is fulfilled."""
        return app is None or (self.tells_window and app.matches(self.window))

    def in_force(self, profiles: tuple[Profile, ...]) -> str:
        """Return the profile in force: the chosen one; by default the first that the active window brings along."""
        if self.profile != DEFAULT_PROFILE:
            return self.profile
        brought = (each.name for each in profiles if each.app is not None and self.fulfils(each.app))
        return next(brought, DEFAULT_PROFILE)


ANYWHERE = Situation()
"""No window is active, no profile was chosen."""
