"""Hands labelled `no_class` in emrecandir9/custom-gesture-dataset that show shapes of ours, judged by looking.

The set's own vocabulary is smaller than ours. The skeletons of its 555 `no_class` hands were looked at in 48 groups of
alike ones before any network of ours was run on them; 87 hands in five groups show (or may show) a shape of ours and
are not counted among the hands that must be rejected. Named by the first eight characters of the photograph's id.
"""

from __future__ import annotations

SHOWS_OURS: dict[str, str] = {
    "three2": """
        027d3bb7 07150eab 082470c8 0bdd2a06 1cea6ca8 1ecf2006 2636c437 367f2a41 44b7c24f 5a73588f 5ba2fa81 88a85a76
        8914ebc7 8a826e4c 97d5ac78 97e11de0 9b1b2fd5 a44280d1 d50dd70a d856af19 e0047293 e68d3dcc ed4fc04e f90d05c6
        ffbe94e1
    """,
    "stop_inverted": """
        0168adb1 09312188 09838ac3 1efdda2b 2249b4eb 2c9edab1 2e807a7a 3f1d5b82 45edfa9f 479275d7 486e1fb6 550b2302
        5aa3c414 660fb6ef 6e520da7 7b2e952d 7b60c985 7efb8080 8624a1d4 89cde0ed 8d2455a4 b1650853 b4d04a67 b7b41803
        bc4e2a85 dcfae74c eb6f6b2a f81d6e1b f83b81c2
    """,
    "thumb_up": """
        0bd7f900 291c80d9 2a49e5ce 2ac9cbbb 363a3bbd 41332b40 42fa97d3 44a7d421 48d1c153 4ca20bf6 4f4321f9 5aca9c07
        5c05f28c 72868313 7321bd59 771a6eb2 7a329d6c 809f499c 85c9fc43 949630e6 9dbbcf93 ac4f0452 ad0e40c9 aeed32d2
        af6c80ac ce072ddd db91acdd dc1d9cce ef84fed9 f372a474 f80076ae fad4cec4 fd24996a
    """,
}
"""Lists of ids by shape: three2 seen from the palm; an open hand from behind, spread a little; thumb_up seen from the
fingers' side."""
