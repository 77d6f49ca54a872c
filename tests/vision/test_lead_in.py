from __future__ import annotations

import pytest
from vision_fakes import ScriptedSource

from gesturectl.errors import SourceError
from gesturectl.vision.lead_in import LeadIn


def read_all(source):
    source.open()
    return list(iter(source.read, None))


def test_first_frame_is_shown_before_zero_at_the_sources_rate() -> None:
    frames = read_all(LeadIn(ScriptedSource([0.0, 0.1, 0.2]), 0.5))
    assert [frame.t for frame in frames] == pytest.approx([-0.5, -0.4, -0.3, -0.2, -0.1, 0.0, 0.1, 0.2])
    assert [frame.seq for frame in frames] == list(range(8))
    assert all((frame.rgb == frames[5].rgb).all() for frame in frames[:5])
    assert (frames[6].rgb != frames[5].rgb).all()


def test_single_frame_has_a_lead_in_too() -> None:
    frames = read_all(LeadIn(ScriptedSource([0.0]), 1.0))
    assert len(frames) == 31
    assert frames[0].t == pytest.approx(-1.0)


def test_empty_source_stays_empty() -> None:
    assert read_all(LeadIn(ScriptedSource([]), 1.0)) == []


def test_opened_twice_leads_in_twice() -> None:
    source = LeadIn(ScriptedSource([0.0, 0.5]), 1.0)
    assert [f.t for f in read_all(source)] == [f.t for f in read_all(source)] == [-1.0, -0.5, 0.0, 0.5]


def test_live_source_is_refused() -> None:
    with pytest.raises(SourceError, match="is live"):
        LeadIn(ScriptedSource([0.0], live=True), 1.0)


@pytest.mark.parametrize("lead_in_s", [-1.0, 1e9, float("nan")])
def test_senseless_length(lead_in_s: float) -> None:
    with pytest.raises(SourceError, match="makes no sense"):
        LeadIn(ScriptedSource([0.0]), lead_in_s)
