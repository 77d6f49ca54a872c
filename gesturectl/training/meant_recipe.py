"""How the networks are trained that are asked before a held shape, a zoom, a turn, or what fingers and arms do begins:
on what others propose."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gesturectl.recognition.act_intent_features import ACT_INTENT_SPEC
from gesturectl.recognition.pair_intent_features import PAIR_INTENT_SPEC
from gesturectl.recognition.shape_intent_features import SHAPE_INTENT_SPEC
from gesturectl.training.act_dataset import PROPOSED as ACT_PROPOSED
from gesturectl.training.act_streams import act_rows
from gesturectl.training.held_dataset import LOWER
from gesturectl.training.held_streams import held_rows
from gesturectl.training.pair_intent_streams import PROPOSED, pair_intent_rows
from gesturectl.training.stroke_recipe import with_shaken
from gesturectl.training.workshop import HAGRID_TRAIN, SYNTHETIC, WUERZBURG, Workshop, row_counts

PAIR_SHAKEN, SHAPE_SHAKEN, ACT_SHAKEN = 0.6, 0.3, 0.3
"""Besides each row some are trained on whose values are off by this share of their spread."""


def build(workshop: Workshop) -> list[Path]:
    """Train and write them; the networks that propose must be in the workshop's folder. Returns their paths."""
    return [build_pair_intent(workshop), build_shape_intent(workshop), build_act_intent(workshop)]


def build_pair_intent(workshop: Workshop) -> Path:
    """Train and write the network that is asked whether a zoom, or a turn of both hands, was meant."""
    # A network that was trained on shuffled labels proposes nothing: then everything is looked at.
    least = 0.0 if workshop.shuffled else PROPOSED
    rows = pair_intent_rows(workshop.data_dir, workshop.models_dir, workshop.seed, least)
    shaken = with_shaken(rows, np.random.default_rng(workshop.seed), PAIR_SHAKEN)
    network = workshop.fit("two_hand_intent", PAIR_INTENT_SPEC, shaken.features, shaken.labels, (48, 24), 15, 3)
    return workshop.save(network, row_counts(rows.labels), [HAGRID_TRAIN, WUERZBURG, SYNTHETIC], SYNTHETIC)


def build_shape_intent(workshop: Workshop) -> Path:
    """Train and write the network that is asked whether a held shape is meant, on what hand_shape sees held."""
    rows = held_rows(workshop.data_dir, workshop.models_dir, workshop.seed, 1.0 if workshop.shuffled else LOWER)
    shaken = with_shaken(rows, np.random.default_rng(workshop.seed), SHAPE_SHAKEN)
    network = workshop.fit("shape_intent", SHAPE_INTENT_SPEC, shaken.features, shaken.labels, (48, 24), 15, 3)
    return workshop.save(network, row_counts(rows.labels), [HAGRID_TRAIN, SYNTHETIC], SYNTHETIC)


def build_act_intent(workshop: Workshop) -> Path:
    """Train and write the network that is asked whether what fingers and arms do is meant, on what theirs propose."""
    # All that fingers and arms do in every frame is too much: a control needs few streams.
    least, every = (0.0, 60) if workshop.shuffled else (ACT_PROPOSED, 1)
    rows = act_rows(workshop.data_dir, workshop.models_dir, workshop.seed, least, every)
    shaken = with_shaken(rows, np.random.default_rng(workshop.seed), ACT_SHAKEN)
    network = workshop.fit("act_intent", ACT_INTENT_SPEC, shaken.features, shaken.labels, (48, 24), 15, 3)
    return workshop.save(network, row_counts(rows.labels), [HAGRID_TRAIN, WUERZBURG, SYNTHETIC], SYNTHETIC)
