"""gestures.yaml: parsing with positions, validation, schema, and where files live."""
