"""Personal models on disk: numbered, kept, taken back."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from gesturectl.errors import UsageError
from gesturectl.storage.personal_store import KEPT, PersonalStore


def test_each_model_is_put_beside_those_before_and_can_be_taken_back(tmp_path: Path) -> None:
    store = PersonalStore(tmp_path / "personal")
    assert store.current() is None
    first, second = store.put(b"1"), store.put(b"2")
    assert (store.current(), second.read_bytes()) == (second, b"2")
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    assert store.undo().name == "undone-0002.npz"
    assert store.current() == first
    assert store.put(b"3").name == "model-0003.npz"  # never the number of one that was taken back
    store.undo()
    store.undo()
    with pytest.raises(UsageError, match="no personal model to undo"):
        store.undo()


def test_foreign_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    for name in ("model-copy.npz", "my-backup.npz", "undone-.npz", "model-0002.txt"):
        (tmp_path / name).write_bytes(b"mine")
    store = PersonalStore(tmp_path)
    assert store.put(b"1").name == "model-0001.npz"
    assert (store.paths(), store.undone()) == ([tmp_path / "model-0001.npz"], [])
    assert (tmp_path / "my-backup.npz").read_bytes() == b"mine"


def test_the_newest_is_told_by_number_and_the_oldest_goes(tmp_path: Path) -> None:
    (tmp_path / "model-9999.npz").write_bytes(b"old")
    store = PersonalStore(tmp_path)
    for _ in range(KEPT):
        newest = store.put(b"new")
    assert store.current() == newest == tmp_path / f"model-{9999 + KEPT}.npz"
    assert len(store.paths()) == KEPT
    assert not (tmp_path / "model-9999.npz").exists()
