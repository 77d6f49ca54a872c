"""From gesture events to actions: binder, continuous steps, holds. Pure."""
