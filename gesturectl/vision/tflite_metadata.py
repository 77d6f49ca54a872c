"""Bundles of TFLite networks as MediaPipe Tasks wants them.

The Tasks API refuses a bare network ("it requires specifying NormalizationOptions metadata"). So each
network gets TFLite metadata that describes one RGB image input, and the networks go into an uncompressed
zip. The output depends on the input alone: no dates, no file modes of this machine.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

ENTRY_ALIGNMENT_BYTES = 16
"""Each entry begins at a multiple of it, as TFLite aligns its buffers; otherwise LiteRT copies them."""

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_LOCAL_HEADER_BYTES = 30
_EXTRA_HEADER_BYTES = 4
_ALIGNMENT_EXTRA_ID = 0xD935  # the extra field that zipalign writes


def with_image_metadata(network: bytes, *, mean: float, std: float) -> bytes:
    """Return the network with metadata that says: input = (rgb - mean) / std, rgb in 0..255."""
    import flatbuffers
    from mediapipe.tasks.metadata import schema_py_generated as schema

    model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(network, 0))
    buffer = schema.BufferT()
    buffer.data = list(_image_metadata(mean, std))
    model.buffers.append(buffer)
    entry = schema.MetadataT()
    entry.name = "TFLITE_METADATA"
    entry.buffer = len(model.buffers) - 1
    model.metadata = [*(model.metadata or []), entry]
    builder = flatbuffers.Builder(len(network) + 4096)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def _image_metadata(mean: float, std: float) -> bytes:
    """Return a TFLite metadata table of one image input, packed."""
    import flatbuffers
    from mediapipe.tasks.metadata import metadata_schema_py_generated as schema

    image = schema.ImagePropertiesT()
    image.colorSpace = schema.ColorSpaceType.RGB
    content = schema.ContentT()
    content.contentPropertiesType = schema.ContentProperties.ImageProperties
    content.contentProperties = image
    normalization = schema.NormalizationOptionsT()
    normalization.mean, normalization.std = [mean], [std]
    unit = schema.ProcessUnitT()
    unit.optionsType = schema.ProcessUnitOptions.NormalizationOptions
    unit.options = normalization
    stats = schema.StatsT()
    stats.min, stats.max = [0.0], [1.0]
    tensor = schema.TensorMetadataT()
    tensor.name, tensor.content, tensor.processUnits, tensor.stats = "image", content, [unit], stats
    graph = schema.SubGraphMetadataT()
    graph.inputTensorMetadata = [tensor]
    model = schema.ModelMetadataT()
    model.name, model.subgraphMetadata = "gesturectl", [graph]
    builder = flatbuffers.Builder(0)
    builder.Finish(model.Pack(builder), b"M001")
    return bytes(builder.Output())


def pack_bundle(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an uncompressed zip of (name, bytes) entries, each aligned to `ENTRY_ALIGNMENT_BYTES`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, _ZIP_EPOCH)
            info.create_system = 3  # Unix on every machine, so that the bytes are the same everywhere
            info.external_attr = 0o644 << 16
            info.extra = _alignment_extra(out.tell(), name)
            archive.writestr(info, content)
    return out.getvalue()


def _alignment_extra(header_offset: int, name: str) -> bytes:
    """Return the extra field that moves the content behind it to an aligned offset."""
    unpadded = header_offset + _LOCAL_HEADER_BYTES + len(name.encode()) + _EXTRA_HEADER_BYTES
    padding = -unpadded % ENTRY_ALIGNMENT_BYTES
    return _ALIGNMENT_EXTRA_ID.to_bytes(2, "little") + padding.to_bytes(2, "little") + bytes(padding)
