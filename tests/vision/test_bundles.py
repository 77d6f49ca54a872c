"""Bundles are provided once, from the first source that works, and only right content is ever used."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import random
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from file_server import FileServer, serve

from gesturectl.errors import ModelError
from gesturectl.vision.bundle_manifest import (
    Bundle,
    Network,
    OfficialSource,
    Pin,
    Wheel,
    WheelSource,
    load_manifest,
)
from gesturectl.vision.bundles import BundleState, BundleStore, models_dir, provide, shipped_manifest
from gesturectl.vision.download import DownloadError, Progress

OFFICIAL = random.Random(2).randbytes(40_000)
UNREACHABLE = "http://127.0.0.1:1/model.task"


def pin_of(content: bytes) -> Pin:
    return Pin(len(content), hashlib.sha256(content).hexdigest())


def quiet(label: str, done_bytes: int, total_bytes: int) -> None:
    pass


def tiny_network(description: str) -> bytes:
    """A TFLite model of nothing but a description, which is enough to carry metadata."""
    import flatbuffers
    from mediapipe.tasks.metadata import schema_py_generated as schema

    model = schema.ModelT()
    model.version, model.description, model.buffers = 3, description, [schema.BufferT()]
    builder = flatbuffers.Builder(0)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def wheel_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


MEMBERS = {"modules/detector.tflite": tiny_network("detector"), "modules/landmarks.tflite": tiny_network("landmarks")}
WHEEL = wheel_of(MEMBERS)


@dataclass
class ScriptedIndex:
    """An index that has one wheel, or the reason why not."""

    content: bytes = WHEEL
    refusal: str = ""
    asked: list[str] = field(default_factory=list)

    def fetch_wheel(self, wheel: Wheel, directory: Path, *, progress: Progress) -> Path:
        self.asked.append(wheel.requirement)
        if self.refusal:
            raise DownloadError(self.refusal)
        (directory / wheel.file).write_bytes(self.content)
        return directory / wheel.file


def wheel_source() -> WheelSource:
    wheel = Wheel("mediapipe==0.0", "3.11", "any", "mediapipe-0.0.whl", pin_of(WHEEL))
    networks = tuple(
        Network(Path(member).name, member, pin_of(content).sha256, 0.0, 255.0) for member, content in MEMBERS.items()
    )
    return WheelSource(wheel, networks, Pin(0, "differs"))


def hand_bundle(url: str = UNREACHABLE) -> Bundle:
    sources = (OfficialSource(url, pin_of(OFFICIAL)), wheel_source())
    return Bundle("hand", "hand.task", "hands", "Apache-2.0", sources)


def test_a_right_file_placed_by_hand_is_used_without_asking_anyone(tmp_path: Path) -> None:
    index = ScriptedIndex()
    (tmp_path / "hand.task").write_bytes(OFFICIAL)
    with serve(FileServer(OFFICIAL)) as server:
        path = BundleStore(tmp_path, (hand_bundle(server.url),), index).provide("hand", progress=quiet)
    assert path.read_bytes() == OFFICIAL
    assert server.offsets == []
    assert index.asked == []


def test_it_is_fetched_once_and_then_used_offline(tmp_path: Path) -> None:
    with serve(FileServer(OFFICIAL)) as server:
        store = BundleStore(tmp_path / "new" / "models", (hand_bundle(server.url),), ScriptedIndex())
        assert store.provide("hand", progress=quiet).read_bytes() == OFFICIAL
        store.provide("hand", progress=quiet)
        assert server.offsets == [0]
    assert store.provide("hand", progress=quiet).read_bytes() == OFFICIAL


def test_the_wheel_is_the_second_source_and_its_networks_get_metadata(tmp_path: Path) -> None:
    index = ScriptedIndex()
    with serve(FileServer(OFFICIAL, status=404)) as server:
        store = BundleStore(tmp_path, (hand_bundle(server.url),), index)
        path = store.provide("hand", progress=quiet)
    assert index.asked == ["mediapipe==0.0"]
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["detector.tflite", "landmarks.tflite"]
        assert b"TFLITE_METADATA" in archive.read("detector.tflite")
    assert list((tmp_path / ".parts").iterdir()) == []  # the wheel has done its duty


def test_the_wheel_stays_while_another_bundle_needs_it(tmp_path: Path) -> None:
    bundles = tuple(Bundle(name, f"{name}.task", "", "", (wheel_source(),)) for name in ("full", "lite"))
    store = BundleStore(tmp_path, bundles, ScriptedIndex())
    store.provide("full", progress=quiet)
    assert [path.name for path in (tmp_path / ".parts").iterdir()] == ["mediapipe-0.0.whl"]
    store.provide("lite", progress=quiet)
    assert list((tmp_path / ".parts").iterdir()) == []


def test_another_layout_of_the_same_networks_is_right_by_its_receipt_until_a_bit_changes(tmp_path: Path) -> None:
    store = BundleStore(tmp_path, (hand_bundle(),), ScriptedIndex())
    path = store.provide("hand", progress=quiet)
    assert store.state(store.bundles[0]) is BundleState.OK
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    assert store.state(store.bundles[0]) is BundleState.DAMAGED


def test_a_truncated_file_is_seen_and_provided_again(tmp_path: Path) -> None:
    (tmp_path / "hand.task").write_bytes(OFFICIAL[:-1])
    with serve(FileServer(OFFICIAL)) as server:
        store = BundleStore(tmp_path, (hand_bundle(server.url),), ScriptedIndex())
        assert store.state(store.bundles[0]) is BundleState.DAMAGED
        assert store.provide("hand", progress=quiet).read_bytes() == OFFICIAL


def test_a_file_of_right_size_and_wrong_content_is_refused_without_network(tmp_path: Path) -> None:
    (tmp_path / "hand.task").write_bytes(bytes(len(OFFICIAL)))
    store = BundleStore(tmp_path, (hand_bundle(),), ScriptedIndex(refusal="no network"))
    with pytest.raises(ModelError, match="is there but damaged"):
        store.provide("hand", progress=quiet)


def test_without_any_source_one_error_says_what_was_tried_and_how_to_mend_it(tmp_path: Path) -> None:
    store = BundleStore(tmp_path, (hand_bundle(),), ScriptedIndex(refusal="ERROR: no index can be reached"))
    with pytest.raises(ModelError) as caught:
        store.provide("hand", progress=quiet)
    told = str(caught.value)
    assert f"the file {tmp_path / 'hand.task'}: is not there" in told
    assert "MediaPipe's model storage: [Errno 111] Connection refused" in told
    assert "the package index (mediapipe==0.0): ERROR: no index can be reached" in told
    assert UNREACHABLE in caught.value.remedy
    assert f"copy it to {tmp_path / 'hand.task'}" in caught.value.remedy
    assert f"copy the wheel to {tmp_path / '.parts'}" in caught.value.remedy
    assert not (tmp_path / "hand.task").exists()


def test_a_wheel_with_another_network_inside_gives_no_bundle(tmp_path: Path) -> None:
    index = ScriptedIndex(wheel_of({**MEMBERS, "modules/landmarks.tflite": tiny_network("other")}))
    with pytest.raises(ModelError, match=r"wrong checksum of modules/landmarks\.tflite"):
        BundleStore(tmp_path, (hand_bundle(),), index).provide("hand", progress=quiet)
    assert not (tmp_path / "hand.task").exists()


def test_a_wheel_without_the_networks_gives_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is not the expected wheel"):
        BundleStore(tmp_path, (hand_bundle(),), ScriptedIndex(wheel_of({}))).provide("hand", progress=quiet)


def test_a_wrong_name_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="did you mean hand"):
        BundleStore(tmp_path, (hand_bundle(),), ScriptedIndex()).provide("hands", progress=quiet)


def test_a_folder_that_cannot_be_made_is_told_with_its_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="cannot be written") as caught:
        BundleStore(tmp_path / "file" / "models", (hand_bundle(),)).provide("hand", progress=quiet)
    assert "GESTURECTL_DATA_DIR" in caught.value.remedy


def test_two_processes_at_once_fetch_it_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from gesturectl.vision.bundle_manifest import Bundle, OfficialSource, Pin;"
        "from gesturectl.vision.bundles import BundleStore;"
        "source = OfficialSource(sys.argv[1], Pin(int(sys.argv[2]), sys.argv[3]));"
        "bundle = Bundle('hand', 'hand.task', '', '', (source,));"
        "BundleStore(Path(sys.argv[4]), (bundle,)).provide('hand', progress=lambda *_: None)"
    )
    pin = pin_of(OFFICIAL)
    with serve(FileServer(OFFICIAL, pause_s=0.2)) as server:
        arguments = [server.url, str(pin.size_bytes), pin.sha256, str(tmp_path)]
        both = [subprocess.Popen([sys.executable, "-c", code, *arguments]) for _ in range(2)]
        assert [child.wait(60) for child in both] == [0, 0]
        assert server.offsets == [0]
    assert (tmp_path / "hand.task").read_bytes() == OFFICIAL


def test_the_data_folder_can_be_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GESTURECTL_DATA_DIR", str(tmp_path))
    assert models_dir() == tmp_path / "models"
    monkeypatch.delenv("GESTURECTL_DATA_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    if sys.platform == "linux":
        assert models_dir() == tmp_path / "xdg" / "gesturectl" / "models"


def test_the_shipped_manifest_pins_every_content() -> None:
    bundles = shipped_manifest()
    assert [bundle.name for bundle in bundles] == [
        "hand_landmarker_full",
        "hand_landmarker_lite",
        "pose_landmarker_full",
    ]
    sources = [source for bundle in bundles for source in bundle.sources]
    pins = [source.pin for source in sources]
    pins += [source.wheel.pin for source in sources if isinstance(source, WheelSource)]
    assert all(pin.size_bytes > 1_000_000 and len(pin.sha256) == 64 for pin in pins)
    assert all(bundle.licence for bundle in bundles)
    assert all(isinstance(bundle.sources[-1], WheelSource) for bundle in bundles)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"wheels": {}}', '{"wheels": {}, "bundles": [{"name": "x"}]}', json.dumps({"wheels": []})]
)
def test_a_broken_manifest_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "bundles.json").write_text(text)
    with pytest.raises(ModelError, match=r"bundles\.json: the manifest .* cannot be read"):
        load_manifest(tmp_path / "bundles.json")


def test_a_source_of_unknown_kind_is_told(tmp_path: Path) -> None:
    entry = {**dataclasses.asdict(hand_bundle()), "sources": [{"kind": "carrier pigeon"}]}
    (tmp_path / "bundles.json").write_text(json.dumps({"wheels": {}, "bundles": [entry]}))
    with pytest.raises(ModelError, match="carrier pigeon"):
        load_manifest(tmp_path / "bundles.json")


@pytest.mark.vision
@pytest.mark.parametrize("name", ["hand_landmarker_full", "hand_landmarker_lite", "pose_landmarker_full"])
def test_the_provided_bundles_run_in_mediapipe(name: str) -> None:
    from mediapipe import Image, ImageFormat
    from mediapipe.tasks.python import BaseOptions, vision

    base = BaseOptions(model_asset_path=str(provide(name)))
    image = Image(image_format=ImageFormat.SRGB, data=np.zeros((120, 160, 3), np.uint8))
    if name.startswith("hand"):
        with vision.HandLandmarker.create_from_options(vision.HandLandmarkerOptions(base_options=base)) as hands:
            assert hands.detect(image).hand_landmarks == []
    else:
        with vision.PoseLandmarker.create_from_options(vision.PoseLandmarkerOptions(base_options=base)) as bodies:
            assert bodies.detect(image).pose_landmarks == []
