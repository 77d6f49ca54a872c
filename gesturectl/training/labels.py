"""One table: what the labels of foreign data are called here. What is not in a table is `none`."""

from __future__ import annotations

from gesturectl.domain.gesture import NONE

HAGRID: dict[str, str] = {
    "like": "thumb_up",
    "dislike": "thumb_down",
    "one": "point",
    "palm": "open_palm",
    "peace": "victory",
    "no_gesture": NONE,
}
"""HaGRID's names that differ from ours; its others are the same."""

EMRECANDIR_BODY: dict[str, str] = {
    "take_off": "both_arms_raised",
    "video": "both_arms_raised",
    "up": "right_arm_raised",
    "down": "left_arm_raised",
    "left": "left_arm_out",
    "right": "right_arm_out",
    "land": "t_pose",
    "follow": "arms_crossed",
    "emergency": "hands_on_head",
}
"""Labels of emrecandir9/custom-gesture-dataset, left and right being the person's own: `up` / `down` raise the right /
left hand, `video` both, bent. The others are none of ours: `photo` hands on hips, `video_pause` hands crossed low,
`closer` / `further` the left / right arm to the front, `no_class` anything else; see `raised_arms` for the latter."""

EMRECANDIR_HAND: dict[str, str] = {
    "closer": "victory",
    "down": "thumb_down",
    "emergency": "fist",
    "follow": "call",
    "photo": "rock",
    "take_off": "point",
    "up": "thumb_up",
    "video": "three",
    "video_pause": "four",
    "palm": "open_palm",
    "further": "peace_inverted",
}
"""`left` and `right`, thumbs to the side, are no shape of ours."""

EMRECANDIR_TWICE = "land"
"""The photographs of this label are those of `further` again."""

WUERZBURG: dict[str, tuple[str, int]] = {
    "swipe_left": ("swipe_left", 0),
    "swipe_right": ("swipe_right", 0),
    "swipe_up": ("swipe_up", 0),
    "swipe_down": ("swipe_down", 0),
    "rotate_cw": ("circle_cw", 0),
    "rotate_ccw": ("circle_ccw", 0),
    "spread": ("zoom", 1),
    "pinch": ("zoom", -1),
}
"""Name and sign. Its `pinch` brings both hands together: that is our zoom out. Its `rotate_cw` is one arm's circle,
with the clock in the mirror image that the recorder saw, and so with the clock as the user sees it."""

KINIVI: tuple[str, ...] = ("open_palm", "fist", "point", "ok")
"""Labels 0 to 3 of kinivi's and Kazuhito00's key points."""
