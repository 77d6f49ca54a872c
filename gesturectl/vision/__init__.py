"""Sources of frames, estimators of keypoints, model bundles; the only room that imports mediapipe."""
