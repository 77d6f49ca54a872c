"""What gesturectl sees, for people: landmarks drawn into the picture, in a window or a video."""
