"""Personal samples: whole or not at all, the user's alone, refused when damaged or newer."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile

import numpy as np
import pytest

from gesturectl.cli.main import main
from gesturectl.domain.take import IDLE, SampleKind, Subject, TakeRole
from gesturectl.errors import SourceError, UsageError
from gesturectl.storage import private_file
from gesturectl.storage.sample_file import decoded, encoded
from gesturectl.storage.sample_pack import export_pack, import_pack
from gesturectl.storage.sample_store import SampleStore
from gesturectl.synth.body import make_body_clip
from gesturectl.synth.motion import make_clip

KIND = SampleKind(Subject.HAND)


def observations(name="rock", seed=0):
    clip = make_clip("still", seed, shape=name)
    return list(clip.observations(30.0))[:20]


@pytest.fixture
def store(tmp_path):
    return SampleStore(tmp_path / "samples")


def test_what_is_written_is_read_bit_for_bit(store):
    hands = observations()
    both = list(make_body_clip("arms_crossed", 0).observations(10.0))[:15]
    store.add("rock_on", KIND, TakeRole.GESTURE, hands, when=5.0)
    store.add("rock_on", KIND, TakeRole.NEAR_MISS, both)
    first, second = store.read("rock_on").takes
    assert (first.number, first.role, first.when) == (1, TakeRole.GESTURE, 5.0)
    assert second.role is TakeRole.NEAR_MISS
    for want, got in [*zip(hands, first.observations, strict=True), *zip(both, second.observations, strict=True)]:
        assert (want.t, want.seq, want.aspect) == (got.t, got.seq, got.aspect)
        assert [h.handedness for h in want.hands] == [h.handedness for h in got.hands]
        for a, b in zip(want.hands, got.hands, strict=True):
            assert (a.landmarks == b.landmarks).all()
            assert (a.world_landmarks == b.world_landmarks).all()
        assert (want.body is None) == (got.body is None)
        if want.body is not None:
            assert (want.body.landmarks == got.body.landmarks).all()


def test_files_are_the_users_alone(store):
    store.add("rock_on", KIND, TakeRole.GESTURE, observations())
    assert stat.S_IMODE(store.path("rock_on").stat().st_mode) == 0o600
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700


def test_a_full_disk_leaves_the_takes_before(store, monkeypatch):
    store.add("rock_on", KIND, TakeRole.GESTURE, observations())
    before = store.path("rock_on").read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private_file.os, "fsync", full)
    with pytest.raises(SourceError, match="No space left"):
        store.add("rock_on", KIND, TakeRole.GESTURE, observations())
    assert store.path("rock_on").read_bytes() == before
    assert os.listdir(store.folder) == ["rock_on.npz"]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_cut_short_it_is_refused(store, share):
    store.add("rock_on", KIND, TakeRole.GESTURE, observations())
    data = store.path("rock_on").read_bytes()
    store.path("rock_on").write_bytes(data[: int(len(data) * share)])
    with pytest.raises(SourceError, match=r"rock_on.npz: damaged samples"):
        store.read("rock_on")


def test_flipped_bytes_never_raise_anything_else(store):
    store.add("rock_on", KIND, TakeRole.GESTURE, observations())
    data = bytearray(store.path("rock_on").read_bytes())
    refused = 0
    for place in range(0, len(data), max(1, len(data) // 150)):
        broken = bytearray(data)
        broken[place] ^= 0x55
        try:
            decoded(bytes(broken), "x")
        except SourceError:
            refused += 1
    assert refused > 100


def test_a_newer_version_is_refused_with_what_to_do(store):
    store.add("rock_on", KIND, TakeRole.GESTURE, observations())
    with np.load(store.path("rock_on")) as arrays:
        columns = dict(arrays)
    header = json.loads(bytes(columns["header"])) | {"version": 2}
    columns["header"] = np.frombuffer(json.dumps(header).encode(), np.uint8)
    np.savez(store.path("rock_on"), **columns)
    with pytest.raises(SourceError, match="version 2") as caught:
        store.read("rock_on")
    assert "Update" in caught.value.remedy


def test_a_keypoint_that_is_no_number_is_refused(store):
    store.add("rock_on", KIND, TakeRole.GESTURE, observations())
    with np.load(store.path("rock_on")) as arrays:
        columns = dict(arrays)
    columns["hand_landmarks"][3, 5, 1] = np.nan
    np.savez(store.path("rock_on"), **columns)
    with pytest.raises(SourceError, match=r"damaged samples: .*not a finite number"):
        store.read("rock_on")


def test_pickles_are_never_loaded():
    out = io.BytesIO()
    np.savez(out, header=np.array([{"format": "gesturectl-samples"}], dtype=object))
    with pytest.raises(SourceError, match="damaged"):
        decoded(out.getvalue(), "x")


def test_takes_are_deleted_by_number_and_numbers_are_not_used_again(store):
    for _ in range(3):
        store.add("rock_on", KIND, TakeRole.GESTURE, observations())
    assert store.remove("rock_on", [2]) == 1
    with pytest.raises(UsageError, match="no take 2"):
        store.remove("rock_on", [1, 2])
    assert [take.number for take in store.read("rock_on").takes] == [1, 3]
    assert store.add("rock_on", KIND, TakeRole.GESTURE, observations()).number == 4
    assert store.remove("rock_on") == 3
    assert store.names() == []


def test_a_pack_carries_gestures_and_not_the_idle_time(store, tmp_path):
    store.add("rock_on", KIND, TakeRole.GESTURE, observations())
    store.add(IDLE, SampleKind(), TakeRole.IDLE, observations("relaxed"))
    pack = tmp_path / "mine.pack"
    assert export_pack(store, pack) == ["rock_on"]
    assert stat.S_IMODE(pack.stat().st_mode) == 0o600
    other = SampleStore(tmp_path / "other")
    assert import_pack(other, pack) == ["rock_on"]
    assert encoded(other.read("rock_on")) == encoded(store.read("rock_on"))
    with pytest.raises(UsageError, match="already"):
        import_pack(other, pack)
    import_pack(other, pack, replaces=True)


def test_a_pack_leaves_the_folder_that_it_is_put_into_as_it_is(store, tmp_path):
    store.add("rock_on", KIND, TakeRole.GESTURE, observations())
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)  # as /tmp is
    export_pack(store, shared / "mine.pack")
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777
    assert stat.S_IMODE((shared / "mine.pack").stat().st_mode) == 0o600


def test_an_unwritable_place_is_named(store, tmp_path):
    store.add("rock_on", KIND, TakeRole.GESTURE, observations())
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SourceError, match=r"cannot write .*mine.pack: "):
        export_pack(store, tmp_path / "file" / "mine.pack")


def test_a_pack_cannot_write_elsewhere(store, tmp_path):
    pack = tmp_path / "evil.pack"
    with zipfile.ZipFile(pack, "w") as archive:
        said = {"format": "gesturectl-pack", "version": 1, "gestures": ["../evil"]}
        archive.writestr("pack.json", json.dumps(said))
    with pytest.raises(SourceError, match="damaged pack"):
        import_pack(store, pack)
    pack.write_bytes(b"no zip")
    with pytest.raises(SourceError, match="damaged pack"):
        import_pack(store, pack)


def test_the_command_lists_shows_and_deletes(store, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GESTURECTL_DATA_DIR", str(tmp_path))
    mine = SampleStore(tmp_path / "personal" / "samples")
    mine.add("rock_on", KIND, TakeRole.GESTURE, observations())
    assert main(["samples", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["name"] == "rock_on"
    assert main(["samples", "show", "rock_on"]) == 0
    assert "gesture" in capsys.readouterr().out
    assert main(["samples", "export", "--out", str(tmp_path / "a.pack")]) == 0
    assert main(["samples", "delete", "rock_on"]) == 0
    assert main(["samples", "import", str(tmp_path / "a.pack")]) == 0
    assert mine.names() == ["rock_on"]
    assert main(["samples", "show", "nothing"]) == 2
