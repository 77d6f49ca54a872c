"""Metadata for the Tasks API, and bundles whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile

import flatbuffers
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata_schema
from mediapipe.tasks.metadata import schema_py_generated as schema

from gesturectl.vision.tflite_metadata import ENTRY_ALIGNMENT_BYTES, pack_bundle, with_image_metadata


def bare_network() -> bytes:
    model = schema.ModelT()
    model.version, model.description, model.buffers = 3, "bare", [schema.BufferT()]
    builder = flatbuffers.Builder(0)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def test_the_network_says_how_its_input_is_normalized() -> None:
    network = with_image_metadata(bare_network(), mean=127.5, std=63.75)
    model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(network, 0))
    assert (model.version, model.description) == (3, b"bare")
    assert [entry.name for entry in model.metadata] == [b"TFLITE_METADATA"]
    packed = bytes(model.buffers[model.metadata[0].buffer].data)
    described = metadata_schema.ModelMetadataT.InitFromObj(metadata_schema.ModelMetadata.GetRootAs(packed, 0))
    (tensor,) = described.subgraphMetadata[0].inputTensorMetadata
    assert tensor.content.contentProperties.colorSpace == metadata_schema.ColorSpaceType.RGB
    (unit,) = tensor.processUnits
    assert (list(unit.options.mean), list(unit.options.std)) == ([127.5], [63.75])


def test_a_bundle_is_the_same_bytes_each_time_and_uncompressed() -> None:
    entries = [("a.tflite", b"first" * 100), ("longer_name.tflite", b"second" * 33)]
    bundle = pack_bundle(entries)
    assert bundle == pack_bundle(entries)
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        assert archive.testzip() is None
        for (name, content), info in zip(entries, archive.infolist(), strict=True):
            assert archive.read(name) == content
            assert info.compress_type == zipfile.ZIP_STORED
            assert bundle.index(content) % ENTRY_ALIGNMENT_BYTES == 0
