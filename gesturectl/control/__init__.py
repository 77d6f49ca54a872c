"""From gesture events to actions: binder, continuous steps, gates. Pure."""
