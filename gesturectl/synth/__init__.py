"""The synthetic person: a procedural hand and body, their motions, a renderer. Ground truth without a camera."""
