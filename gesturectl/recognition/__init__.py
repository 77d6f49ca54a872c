"""Keypoints in, gesture events out. Pure but for the networks that are read in classifier.py."""
