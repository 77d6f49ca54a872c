"""Keypoints in, gesture events out. Pure but for onnxruntime in classifier.py."""
