"""A causal temporal convolution: dilated, each step looking at the past alone, as VideoPose3D's causal variant does.

Needs PyTorch, an optional extra (`pip install gesturectl[compare]`): it is compared, it does not ship.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gesturectl.domain.arrays import FloatArray
from gesturectl.training.foreign.sequences import Sequences

SEED = 0
FOLDS = 5
"""Subjects are left out in so many groups: it learns slowly."""
_WIDTH, _DILATIONS, _TAPS = 48, (1, 2, 4, 8), 3
_EPOCHS, _BATCH, _RATE, _DECAY, _DROPOUT = 40, 32, 2e-3, 1e-2, 0.2
_COARSE = slice(1, None, 2)


def available() -> bool:
    """Return whether PyTorch is installed."""
    return find_spec("torch") is not None


def causal_network(sequences: Sequences) -> NDArray[np.str_]:
    """Return what a causal convolution that never saw the subject calls each sequence."""
    windows = sequences.windows[:, _COARSE]
    scaled = (windows - windows.mean(axis=(0, 1))) / np.maximum(windows.std(axis=(0, 1)), 1e-6)
    inputs = np.ascontiguousarray(np.moveaxis(scaled, 1, 2), dtype=np.float32)
    names, labels = np.unique(sequences.labels, return_inverse=True)
    subjects = np.unique(sequences.subjects)
    calls = np.empty_like(sequences.labels)
    for fold in range(min(FOLDS, len(subjects))):
        mine = np.isin(sequences.subjects, subjects[fold::FOLDS])
        network = _fit(inputs[~mine], labels[~mine], len(names))
        calls[mine] = names[_call(network, inputs[mine])]
    return calls


def _network(channels: int, classes: int) -> Any:
    from torch import nn

    layers: list[Any] = []
    for dilation in _DILATIONS:
        past = (_TAPS - 1) * dilation
        layers += [nn.ConstantPad1d((past, 0), 0.0), nn.Conv1d(channels, _WIDTH, _TAPS, dilation=dilation)]
        layers += [nn.BatchNorm1d(_WIDTH), nn.ReLU(), nn.Dropout(_DROPOUT)]
        channels = _WIDTH
    return nn.Sequential(*layers, nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(_WIDTH, classes))


def _fit(inputs: FloatArray, labels: NDArray[np.int_], classes: int) -> Any:
    import torch

    torch.manual_seed(SEED)
    network = _network(inputs.shape[1], classes)
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = _EPOCHS * -(-len(inputs) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=_RATE, total_steps=steps)
    loss_of = torch.nn.CrossEntropyLoss(label_smoothing=0.05)
    x, y = torch.from_numpy(inputs), torch.from_numpy(labels.astype(np.int64))
    for _ in range(_EPOCHS):
        for rows in torch.randperm(len(x)).split(_BATCH):
            optimizer.zero_grad()
            loss_of(network(x[rows]), y[rows]).backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def _call(network: Any, inputs: FloatArray) -> NDArray[np.int_]:
    import torch

    with torch.no_grad():
        return np.asarray(network(torch.from_numpy(inputs)).argmax(dim=1).numpy())
