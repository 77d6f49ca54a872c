"""What the attention bench makes of its runs: ratios of pairs, gestures lost and late, scenes that can be had."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gesturectl.daemon.bench_attention import AttentionReport, compared, measure_attention, merged
from gesturectl.daemon.bench_scenes import FPS, Scene, every_clip, every_motion, resampled, scenes
from gesturectl.daemon.bench_watched import Watched
from gesturectl.domain.event import GestureEvent, Phase
from gesturectl.domain.frame import Frame
from gesturectl.domain.observation import Hand, Handedness, Observation
from gesturectl.domain.settings import Attention

SCENE = Scene("a scene", list, target=0.5)


def begun(gesture: str, t: float) -> GestureEvent:
    return GestureEvent(t, gesture, Phase.BEGIN, Handedness.RIGHT, 0.9, round(t * FPS))


def watched(cpu_s: float, *events: GestureEvent, hand_at_s: tuple[float, float] = (9, 9)) -> Watched:
    points = np.zeros((21, 3), np.float32)
    hand = Hand(Handedness.RIGHT, 1.0, points, points)
    times = [n / FPS for n in range(60)]
    seen = [Observation(t, 0, 1.0, (hand,) if hand_at_s[0] <= t < hand_at_s[1] else ()) for t in times]
    return Watched(cpu_s, tuple(seen), events, {})


def test_the_ratio_is_that_of_neighbouring_runs() -> None:
    """The machine slowed down in the middle: both ways did, and the ratio stays."""
    report = compared(SCENE, 30.0, [watched(cpu_s) for cpu_s in (4, 8, 8)], [watched(cpu_s) for cpu_s in (1, 2, 2)])
    assert (report.plain_cpu_s, report.cpu_s, report.ratio) == (16, 4, 0.25)


def test_another_program_is_compared_with_our_run_beside_it() -> None:
    """Median of the ratios of neighbours, not the ratio of medians."""
    ours = [watched(cpu_s) for cpu_s in (1, 2, 4)]
    report = compared(SCENE, 30.0, [watched(4)] * 3, ours, others=[2.0, 8.0, 8.0])
    assert (report.against_cpu_s, report.against_ratio) == (16.0, 0.5)


def test_gestures_lost_new_and_late() -> None:
    plain = watched(1, begun("zoom", 1.0), begun("swipe_left", 2.0), begun("zoom", 3.0), hand_at_s=(0.5, 1.5))
    ours = watched(1, begun("zoom", 1.1), begun("zoom", 3.0), begun("ok", 2.0), hand_at_s=(0.6, 1.5))
    report = compared(SCENE, 30.0, [plain], [ours])
    assert report.differs.gestures == 3
    assert report.differs.lost == ("swipe_left 2.00 s",)
    assert report.differs.added == ("ok 2.00 s",)
    assert report.gesture_later_ms == pytest.approx(50)
    assert report.hand_later_ms == pytest.approx(100)


def test_nothing_seen_is_neither_lost_nor_late() -> None:
    report = compared(SCENE, 30.0, [watched(1)], [watched(1)])
    assert (report.differs.lost, report.differs.added) == ((), ())
    assert (report.gesture_later_ms, report.hand_later_ms) == (None, None)


def test_scenes_of_one_name_make_one_row() -> None:
    one = compared(SCENE, 10.0, [watched(2, begun("zoom", 1.0))], [watched(1)])
    other = compared(SCENE, 30.0, [watched(6, begun("ok", 1.0))], [watched(6, begun("ok", 1.04))])
    row = merged([one, other])
    assert (row.length_s, row.plain_cpu_s, row.ratio) == (40, 12, 0.875)
    assert (row.differs.gestures, row.differs.lost) == (2, ("zoom 1.00 s",))
    assert row.gesture_later_ms == pytest.approx(40)


def test_every_recording_and_every_motion_can_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "clips" / "negative").mkdir(parents=True)
    for name in ("one.gif", "negative/two.mkv", "labels.json"):
        (tmp_path / "clips" / name).touch()
    assert {scene.name for scene in every_clip(tmp_path)} == {"clip one", "clip two"}
    assert len(every_motion(2)) == 2 * len({scene.name for scene in every_motion(1)})


def test_the_table_names_every_scene_and_says_what_is_missing() -> None:
    one = compared(SCENE, 30.0, [watched(4)], [watched(1)])
    report = AttentionReport(Attention.BALANCED, (one,), 1, "no recordings", "some machine")
    for word in ("a scene", "0.25", "≤ 0.50", "no recordings", "some machine"):
        assert word in report.text()
    assert report.as_json()["scenes"][0]["ratio"] == 0.25


def test_slow_recordings_repeat_pictures_and_keep_their_length() -> None:
    frames = [Frame(n / 10, n, np.full((4, 4, 3), n, np.uint8)) for n in range(5)]
    shown = resampled(frames)
    assert [frame.t for frame in shown] == pytest.approx([n / FPS for n in range(len(shown))])
    assert [int(frame.rgb[0, 0, 0]) for frame in shown] == [0] * 3 + [1] * 3 + [2] * 3 + [3] * 3 + [4]


def test_without_recordings_the_rendered_scenes_remain(tmp_path: Path) -> None:
    assert {scene.name for scene in scenes(1.0)} == {scene.name for scene in scenes(1.0, data=tmp_path)}
    assert all("rendered" in scene.name for scene in scenes(1.0))


@pytest.mark.vision
def test_an_empty_room_costs_next_to_nothing() -> None:
    (empty, *_) = scenes(3.0)
    report = measure_attention(repeats=1, chosen=[empty])
    (one,) = report.scenes
    assert one.ratio < 0.2
    assert one.ran["search"] <= 3
    assert one.differs.lost == ()
