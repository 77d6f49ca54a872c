"""Recordings: exact, versioned, tolerant of a kill and of nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from gesturectl.domain.observation import Body, Hand, Handedness, Observation
from gesturectl.errors import SourceError
from gesturectl.storage.recording import RecordingWriter, is_recording, read_recording


def _observations(count: int = 5, seed: int = 1) -> list[Observation]:
    rng = np.random.default_rng(seed)

    def floats(*shape: int) -> np.ndarray:
        return (rng.normal(size=shape) * 10.0 ** rng.integers(-6, 3, size=shape)).astype(np.float32)

    return [
        Observation(
            t=-0.1 + i / 30,
            seq=i,
            aspect=640 / 480,
            hands=tuple(
                Hand(side, float(rng.random()), floats(21, 3), floats(21, 3))
                for side in (Handedness.LEFT, Handedness.RIGHT)[: i % 3]
            ),
            body=Body(floats(33, 4), floats(33, 3)) if i % 2 else None,
        )
        for i in range(count)
    ]


def _same(one: Observation, other: Observation) -> bool:
    if (one.t, one.seq, one.aspect, len(one.hands)) != (other.t, other.seq, other.aspect, len(other.hands)):
        return False
    pairs = [
        (getattr(a, name), getattr(b, name))
        for a, b in zip(one.hands, other.hands, strict=True)
        for name in ("landmarks", "world_landmarks")
    ]
    if one.body and other.body:
        pairs += [(one.body.landmarks, other.body.landmarks), (one.body.world_landmarks, other.body.world_landmarks)]
    return (one.body is None) == (other.body is None) and all(
        a.dtype == b.dtype and a.tobytes() == b.tobytes() for a, b in pairs
    )


def _record(path: Path, observations: list[Observation]) -> Path:
    with RecordingWriter(path, source="test") as writer:
        for observation in observations:
            writer.write(observation)
    return path


@pytest.mark.parametrize("name", ["one.jsonl", "one.jsonl.gz"])
def test_what_is_read_is_what_was_written_bit_for_bit(tmp_path: Path, name: str) -> None:
    written = _observations(7)
    read = list(read_recording(_record(tmp_path / name, written)))
    assert len(read) == 7
    assert all(_same(a, b) for a, b in zip(written, read, strict=True))
    assert [h.handedness for h in read[2].hands] == [Handedness.LEFT, Handedness.RIGHT]


def test_that_the_clutch_was_held_is_kept(tmp_path: Path) -> None:
    seen = [Observation(0.1 * i, i, 4 / 3, clutch_held=i == 1) for i in range(3)]
    assert [o.clutch_held for o in read_recording(_record(tmp_path / "one.jsonl", seen))] == [False, True, False]


def test_the_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    writer = RecordingWriter(path)
    writer.write(_observations(1)[0])
    assert not path.exists()
    writer.close()
    writer.close()
    assert path.exists()
    assert [p.name for p in tmp_path.iterdir()] == ["one.jsonl"]


@pytest.mark.parametrize("name", ["one.jsonl", "one.jsonl.gz"])
def test_a_recording_that_was_killed_gives_what_is_whole(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = _record(tmp_path / name, _observations(6))
    whole = path.read_bytes()
    killed = tmp_path / f"{name}.partial"
    killed.write_bytes(whole[: len(whole) * 3 // 4])
    read = list(read_recording(killed))
    assert 1 <= len(read) < 6
    assert "cut off" in caplog.text


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (lambda r: r.update(t="soon"), 3, "soon"),
        (lambda r: r.pop("seq"), 3, "'seq' is missing"),
        (lambda r: r.update(hands=[{"handedness": "middle"}]), 3, "middle"),
        (lambda r: r.update(body={"landmarks": [[1, 2]], "world_landmarks": []}), 3, "expected shape"),
        (lambda r: r.update(t=-5.0), 3, "time goes back"),
        (lambda r: r.update(t=float("nan")), 3, "time nan s"),
        (lambda r: r.update(aspect=0), 3, "a frame of aspect 0.0"),
        (lambda r: r.update(seq=float("inf")), 3, "infinity"),
        (lambda r: r["hands"][0].update(handedness="both"), 3, "one hand that is both"),
        (lambda r: r["hands"][0]["landmarks"][4].__setitem__(1, float("nan")), 3, "not a finite number"),
    ],
)
def test_damage_is_named_with_its_line(tmp_path: Path, change: object, line: int, says: str) -> None:
    path = _record(tmp_path / "one.jsonl", _observations(4))
    lines = path.read_text().splitlines()
    record = json.loads(lines[line - 1])
    change(record)  # type: ignore[operator]
    lines[line - 1] = json.dumps(record)
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(SourceError, match=rf"one\.jsonl:{line}: .*{says}"):
        list(read_recording(path))


def test_a_broken_line_in_the_middle_is_no_cut_off_end(tmp_path: Path) -> None:
    path = _record(tmp_path / "one.jsonl", _observations(4))
    lines = path.read_text().splitlines(keepends=True)
    lines[2] = lines[2][:50] + "\n"
    path.write_text("".join(lines))
    with pytest.raises(SourceError, match=r":3: damaged"):
        list(read_recording(path))


@pytest.mark.parametrize("line", ["[" * 100_000, "[]", '"text"'])
def test_a_line_that_is_no_object_is_named(tmp_path: Path, line: str) -> None:
    path = _record(tmp_path / "one.jsonl", _observations(1))
    path.write_text(path.read_text() + line + "\n")
    path.write_text(path.read_text().replace('{"end":true,"count":1}\n', ""))
    with pytest.raises(SourceError, match=r"one\.jsonl:3: damaged recording"):
        list(read_recording(path))


def test_a_damaged_compressed_file_never_raises_anything_else(tmp_path: Path) -> None:
    path = _record(tmp_path / "one.jsonl.gz", _observations(9))
    whole, refused = path.read_bytes(), 0
    for place in range(10, len(whole), len(whole) // 60):
        path.write_bytes(whole[:place] + bytes(byte ^ 0x55 for byte in whole[place : place + 4]) + whole[place + 4 :])
        is_recording(path)
        try:
            list(read_recording(path))
        except SourceError:
            refused += 1
    assert refused > 30


def test_a_name_with_gz_in_its_middle_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert len(list(read_recording(_record(tmp_path / "of.gz.jsonl", _observations(2))))) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_ends_the_recording_with_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    (tmp_path / "one.jsonl.partial").symlink_to("/dev/full")
    with pytest.raises(SourceError, match=r"cannot write the recording .*No space left") as caught:
        _record(path, _observations(40))
    assert "one.jsonl.partial" in caught.value.remedy
    assert not path.exists()


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.jsonl"
    path.write_text('{"format":"gesturectl-recording","version":2}\n')
    with pytest.raises(SourceError, match="version 2, this gesturectl reads version 1") as caught:
        list(read_recording(path))
    assert "Update gesturectl" in caught.value.remedy


@pytest.mark.parametrize("content", [b"", b"GIF89a\xff\xfe", b"[1]\n", b'{"format":"x"}\n'])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.jsonl"
    path.write_bytes(content)
    assert not is_recording(path)
    with pytest.raises(SourceError):
        list(read_recording(path))


def test_a_missing_file_and_an_unwritable_place_say_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        list(read_recording(tmp_path / "none.jsonl"))
    with pytest.raises(SourceError, match="cannot write the recording"):
        RecordingWriter(tmp_path / "nowhere" / "one.jsonl")
    for folder in (tmp_path, Path()):
        with pytest.raises(SourceError, match="it is a folder"):
            RecordingWriter(folder)


def test_is_recording(tmp_path: Path) -> None:
    assert is_recording(_record(tmp_path / "one.jsonl", []))
    assert is_recording(_record(tmp_path / "one.jsonl.gz", []))
