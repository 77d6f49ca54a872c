"""One observation as a JSON object, and back, bit for bit.

A float32 is written as the shortest decimal that reads back as the same float32; a float64 likewise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from gesturectl.domain.arrays import FloatArray
from gesturectl.domain.observation import Body, Hand, Handedness, Observation
from gesturectl.storage.sound import sound


def to_json(observation: Observation) -> dict[str, Any]:
    """Return the JSON object of one observation; keys that say nothing are left out."""
    record: dict[str, Any] = {"t": observation.t, "seq": observation.seq, "aspect": observation.aspect}
    if observation.hands:
        record["hands"] = [_hand_to_json(hand) for hand in observation.hands]
    if observation.body is not None:
        record["body"] = {
            "landmarks": _numbers(observation.body.landmarks),
            "world_landmarks": _numbers(observation.body.world_landmarks),
        }
    if observation.clutch_held:
        record["clutch_held"] = True
    return record


def from_json(record: Mapping[str, Any]) -> Observation:
    """Return the observation of a JSON object. Raises KeyError, TypeError, ValueError, OverflowError if it is none."""
    body = record.get("body")
    return sound(
        Observation(
            t=float(record["t"]),
            seq=int(record["seq"]),
            aspect=float(record["aspect"]),
            hands=tuple(_hand_from_json(hand) for hand in record.get("hands", ())),
            body=body and Body(landmarks=body["landmarks"], world_landmarks=body["world_landmarks"]),
            clutch_held=record.get("clutch_held", False) is True,
        )
    )


def _hand_to_json(hand: Hand) -> dict[str, Any]:
    return {
        "handedness": hand.handedness.value,
        "score": hand.score,
        "landmarks": _numbers(hand.landmarks),
        "world_landmarks": _numbers(hand.world_landmarks),
    }


def _hand_from_json(record: Mapping[str, Any]) -> Hand:
    return Hand(
        handedness=Handedness(record["handedness"]),
        score=float(record["score"]),
        landmarks=record["landmarks"],
        world_landmarks=record["world_landmarks"],
    )


def _numbers(array: FloatArray) -> list[Any]:
    """Return nested lists whose numbers print as the shortest decimals of their float32."""
    numbers: list[Any] = array.astype("U32").astype(np.float64).tolist()
    return numbers
