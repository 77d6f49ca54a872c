"""Data sets of others' gestures, for comparison alone: nothing that is trained on them ships.

Our features, our kind of temporal model, their gestures, subjects left out.
"""
