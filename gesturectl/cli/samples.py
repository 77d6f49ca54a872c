"""Look after your personal samples: what was recorded for your own gestures, as keypoints and never as pictures.

After a change, `gesturectl calibrate --train` makes the personal model anew.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gesturectl.errors import ExitCode

if TYPE_CHECKING:
    from gesturectl.domain.take import Samples
    from gesturectl.storage.sample_store import SampleStore

HELP = "list, show, delete, export and import personal samples"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the five verbs."""
    verbs = parser.add_subparsers(dest="samples_verb", required=True, metavar="list|show|delete|export|import")
    listing = verbs.add_parser("list", help="every gesture with samples")
    show = verbs.add_parser("show", help="the takes of one gesture")
    show.add_argument("name", help="the gesture, or idle")
    delete = verbs.add_parser("delete", help="delete takes, or a whole gesture")
    delete.add_argument("name", help="the gesture, or idle")
    delete.add_argument("takes", nargs="*", type=int, metavar="TAKE", help="numbers of takes (all, if none is given)")
    export = verbs.add_parser("export", help="write samples into a pack: keypoints and labels only")
    export.add_argument("names", nargs="*", metavar="NAME", help="only these gestures (all)")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="the pack to write")
    take_in = verbs.add_parser("import", help="take the samples of a pack")
    take_in.add_argument("pack", type=Path, metavar="FILE")
    take_in.add_argument("--replace", action="store_true", help="put them in the place of yours of the same name")
    for parser_ in (listing, show):
        parser_.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Do one of the verbs."""
    from gesturectl.storage.sample_store import SampleStore, personal_dir

    store = SampleStore(personal_dir() / "samples")
    {"list": _list, "show": _show, "delete": _delete, "export": _export, "import": _import}[args.samples_verb](
        store, args
    )
    return int(ExitCode.OK)


def _list(store: SampleStore, args: argparse.Namespace) -> None:
    rows = [_row(samples) for samples in (*store.all(), store.idle()) if samples.takes]
    if args.json:
        print(json.dumps(rows, indent=2))
        return
    if not rows:
        print(f"no samples in {store.folder}; record some with `gesturectl calibrate`")
    for row in rows:
        print(f"{row['name']:20} {row['what']:18} {row['takes']:3} takes {row['seconds']:8.1f} s")


def _row(samples: Samples) -> dict[str, Any]:
    what = f"{samples.kind.subject.value}, {'moving' if samples.kind.moving else 'held'}"
    idle = samples.name == "idle"
    return {
        "name": samples.name,
        "what": "your idle time" if idle else what,
        "takes": len(samples.takes),
        "seconds": round(samples.duration_s, 1),
    }


def _show(store: SampleStore, args: argparse.Namespace) -> None:
    samples = store.read(args.name)
    takes = [
        {
            "take": take.number,
            "role": take.role.value,
            "seconds": round(take.duration_s, 2),
            "observations": len(take.observations),
            "recorded": time.strftime("%Y-%m-%d %H:%M", time.localtime(take.when)) if take.when else "",
        }
        for take in samples.takes
    ]
    if args.json:
        print(json.dumps(_row(samples) | {"file": str(store.path(args.name)), "list": takes}, indent=2))
        return
    print(f"{store.path(args.name)}: {_row(samples)['what']}")
    for take in takes:
        seen = f"{take['seconds']:6} s  {take['observations']:5} seen"
        print(f"{take['take']:5}  {take['role']:9}  {seen}  {take['recorded']}")


def _delete(store: SampleStore, args: argparse.Namespace) -> None:
    count = store.remove(args.name, args.takes)
    print(f"{args.name}: {count} takes deleted; `gesturectl calibrate --train` makes the personal model anew")


def _export(store: SampleStore, args: argparse.Namespace) -> None:
    from gesturectl.storage.sample_pack import export_pack

    print(f"{args.out}: {', '.join(export_pack(store, args.out, args.names))}")


def _import(store: SampleStore, args: argparse.Namespace) -> None:
    from gesturectl.storage.sample_pack import import_pack

    names = import_pack(store, args.pack, replaces=args.replace)
    print(f"{', '.join(names)}: taken; `gesturectl calibrate --train` makes the personal model anew")
