"""What rules do to each other: which goes first, which never fires, which has to wait for which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from gesturectl.control.consent import CONFIRM_S
from gesturectl.control.rank import best_first, rank, slot
from gesturectl.domain.action import Action, Sequence, SwitchProfile
from gesturectl.domain.app_condition import AppCondition
from gesturectl.domain.binding import Binding
from gesturectl.domain.effect import Effect, Knob
from gesturectl.domain.event import Phase
from gesturectl.domain.observation import Handedness
from gesturectl.domain.settings import Config

USUAL_DWELL_S = 0.6
"""How long a shape is held before it counts, if the settings say nothing."""
_ONE_HAND = {Handedness.LEFT, Handedness.RIGHT}


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something about the rule on `line` (0: about the whole file) that its author may not have meant."""

    line: int
    text: str


def notes(config: Config) -> tuple[Note, ...]:
    """Return the notes on a file without mistakes, in the order of its lines."""
    ordered = best_first(config.bindings)
    found = [note for first, second in combinations(ordered, 2) for note in _of_pair(first, second)]
    found += _taken_from_both_sides(ordered)
    found += [note for rule in ordered for note in _of_confirming(rule, config)]
    return tuple(sorted({*found, *_unreached_profiles(config)}))


def _of_pair(first: Binding, second: Binding) -> Iterator[Note]:
    """Yield what `second` has to suffer from `first`, which goes before it."""
    if _may_meet(first, second):
        yield from _of_sequence(first, second)
        if (first.gestures, slot(first)) == (second.gestures, slot(second)):
            yield from _of_rivals(first, second)


def _of_sequence(longer: Binding, rule: Binding) -> Iterator[Note]:
    begins = longer.lead[: len(rule.gestures)] == rule.gestures or rule.gestures == longer.lead[:1]
    if begins and longer.lead and slot(rule) in (Phase.BEGIN, None):
        if rule.follows_gesture:
            text = f"acts at once, also when {_named(longer)} goes on from there: both happen"
        else:
            text = f"waits up to {longer.within_s:g} s, for {_named(longer)} goes on from there"
        yield _note(rule, text)
    elif longer.lead and longer.gesture == rule.gesture and not rule.lead and slot(longer) == slot(rule):
        yield _note(rule, f"does not fire after {' then '.join(longer.lead)}: {_named(longer)} goes first")


def _of_rivals(first: Binding, second: Binding) -> Iterator[Note]:
    if first.hold_s > second.hold_s:
        yield _note(second, f"fires when it is left within {first.hold_s:g} s, for {_named(first)} is held longer")
    elif _covers(first, second):
        yield _note(second, f"never fires: {_named(first)} comes earlier and is for all that this is for")
    elif rank(first) == rank(second):
        yield _note(second, f"where both hold, {_named(first)} goes first: it is as specific and comes earlier")
    else:
        yield _note(second, f"gives way to {_named(first)}{_where(first, second)}")


def _where(first: Binding, second: Binding) -> str:
    parts = []
    if first.app is not None and first.app != second.app:
        parts.append(f" where the window is {first.app.describe()}")
    if first.profiles and first.profiles != second.profiles:
        parts.append(f" in profile {' and '.join(first.profiles)}")
    if first.hand is not None and first.hand is not second.hand:
        parts.append(f" for the {first.hand.value} hand")
    return "".join(parts)


def _may_meet(one: Binding, other: Binding) -> bool:
    """Say whether both may be in force for one gesture of one hand."""
    hands = {one.hand, other.hand} - {None}
    both = Handedness.BOTH in (one.hand, other.hand) and one.hand is not other.hand  # both hands are another matter
    profiles = not one.profiles or not other.profiles or set(one.profiles) & set(other.profiles)
    return not both and len(hands) < 2 and bool(profiles) and _windows_meet(one.app, other.app)


def _windows_meet(one: AppCondition | None, other: AppCondition | None) -> bool:
    """Say whether one window may fit both; two plain names of classes are taken to be two programs."""
    if one is None or other is None:
        return True
    names = [{text.casefold() for pattern in app.any_of for text in pattern.classes} for app in (one, other)]
    plain = all(names) and not any(set("*?[/") & set(text) for each in names for text in each)
    only_classes = all(pattern.classes for app in (one, other) for pattern in app.any_of)
    return not (plain and only_classes) or bool(names[0] & names[1])


def _covers(first: Binding, second: Binding) -> bool:
    """Say whether `first` is for everything that `second` is for."""
    hand = first.hand is None or first.hand is second.hand
    profiles = not first.profiles or (bool(second.profiles) and set(first.profiles) >= set(second.profiles))
    return hand and profiles and first.hold_s == second.hold_s and _app_covers(first.app, second.app)


def _app_covers(first: AppCondition | None, second: AppCondition | None) -> bool:
    if first is None or second is None:
        return first is None
    wanted = not first.any_of or (bool(second.any_of) and set(first.any_of) >= set(second.any_of))
    return wanted and set(first.none_of) <= set(second.none_of)


def _taken_from_both_sides(ordered: tuple[Binding, ...]) -> Iterator[Note]:
    """Yield the rules for any hand of which rules for the left and for the right hand leave nothing."""
    for rule in ordered:
        sides = [
            each
            for each in ordered
            if each.hand in _ONE_HAND
            and (each.gestures, slot(each), each.hold_s) == (rule.gestures, slot(rule), rule.hold_s)
            and rank(each) > rank(rule)
            and (not each.profiles or set(each.profiles) >= set(rule.profiles) != set())
            and _app_covers(each.app, rule.app)
        ]
        if rule.hand is None and {each.hand for each in sides} == _ONE_HAND:
            yield _note(rule, f"never fires: {' and '.join(_named(each) for each in sides[:2])} take both hands")


def _of_confirming(rule: Binding, config: Config) -> Iterator[Note]:
    trigger = config.settings.gestures.get(rule.gesture)
    if not rule.confirm or trigger is None:
        return
    dwell_s = USUAL_DWELL_S if trigger.dwell_s is None else trigger.dwell_s
    needed_s = dwell_s + (trigger.cooldown_s or 0.0)
    if needed_s >= CONFIRM_S:
        yield _note(
            rule,
            f"can hardly be confirmed: {rule.gesture} must be made again within {CONFIRM_S:g} s,"
            f" and its cooldown_s and dwell_s in the settings are {needed_s:g} s together",
        )


def _unreached_profiles(config: Config) -> Iterator[Note]:
    reached = {name for rule in config.bindings for name in _switched_to(rule.effect)}
    for profile in config.profiles:
        if profile.app is None and profile.name not in reached:
            yield Note(
                0,
                f"profile {profile.name!r}: no gesture and no window brings it into force,"
                f" only the tray and `gesturectl profile {profile.name}`",
            )


def _switched_to(effect: Effect | Action) -> Iterator[str]:
    match effect:
        case SwitchProfile():
            yield effect.profile
        case Sequence():
            for each in effect.actions:
                yield from _switched_to(each)
        case Knob():
            yield from _switched_to(effect.up)
            yield from _switched_to(effect.down)
        case _:
            return


def _note(rule: Binding, text: str) -> Note:
    return Note(rule.line, f"{rule.name!r} {text}")


def _named(rule: Binding) -> str:
    return f"{rule.name!r} (line {rule.line})"
