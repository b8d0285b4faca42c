"""Names against lists: quality, speed and growth, beside peers in the same run.

usage: python benchmarks/matching.py [--only pairs,speed] [--quick] [--shared DIR] [--peers DIR]

With the folder of public files the full lists; without it the bundled sample lists and invented
customers. The peers run in an environment of their own, which `benchmarks/setup_peers.sh` makes;
without it only the plain string measures run. Ends with status 1 where a peer does not reach the
figures recorded of it in `benchmarks/peer_figures.json`.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.names import (
    calibration,
    ceiling,
    false_positives,
    growth,
    noise,
    pairs,
    screening,
    scripts,
    speed,
    thresholds,
    transliterated,
)
from benchmarks.names.data import ROOT, Bench
from benchmarks.names.peers import Peers, default_place
from benchmarks.names.report import Report

SECTIONS = {
    "pairs": pairs.run,
    "screening": screening.run,
    "false": false_positives.run,
    "scripts": scripts.run,
    "transliteration": transliterated.run,
    "noise": noise.run,
    "speed": speed.run,
    "growth": growth.run,
    "calibration": calibration.run,
    "thresholds": thresholds.run,
    "ceiling": ceiling.run,
}


def arguments() -> argparse.Namespace:
    given = os.environ.get("NOSTRO_SHARED") or ROOT.parent / "shared"
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--only", default=",".join(SECTIONS), help="sections, with commas between")
    options.add_argument("--quick", action="store_true", help="small samples, to see that it runs")
    options.add_argument("--shared", type=Path, default=Path(given), help="the public files")
    options.add_argument("--peers", type=Path, default=default_place(), help="their environment")
    options.add_argument("--seed", type=int, default=20240919)
    options.add_argument("--repeats", type=int, default=5, help="of what is timed")
    options.add_argument("--grow", type=int, default=10, help="times the list grows; 100 is slow")
    options.add_argument("--plot", type=Path, help="an SVG file for the curve of growth")
    options.add_argument("--markdown", type=Path, help="a file for the summary")
    chosen = options.parse_args()
    chosen.only = [name.strip() for name in chosen.only.split(",")]
    if unknown := set(chosen.only) - set(SECTIONS):
        options.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    return chosen


def main() -> int:
    chosen = arguments()
    data = chosen.shared / "data"
    report = Report(judged=data.is_dir())
    if not data.is_dir():
        report.say("the bundled sample lists; --shared DIR measures on the full lists")
    with Peers(chosen.peers) as peers:
        if not peers.complete:
            report.say(f"no peers in {chosen.peers}: run benchmarks/setup_peers.sh")
        report.say(f"peers: {', '.join(peers.measures)}; seed {chosen.seed}")
        bench = Bench(
            data=data if data.is_dir() else None,
            quick=chosen.quick,
            seed=chosen.seed,
            repeats=2 if chosen.quick else chosen.repeats,
            grow=chosen.grow,
            plot=chosen.plot,
            peers=peers,
            report=report,
        )
        for name in chosen.only:
            SECTIONS[name](bench)
    return report.finish(chosen.markdown)


if __name__ == "__main__":
    sys.exit(main())
