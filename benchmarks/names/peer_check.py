"""Whether the peers are what they are taken for: their figures on labelled pairs, as recorded.

`peer_figures.json` holds, for one file of pairs, what this benchmark measured of each peer; and
F1 of LogicV2 by group as it was measured apart from this benchmark, where a group is whole here.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.names.data import Bench

__all__ = ["check_peers"]

RECORDED = Path(__file__).resolve().parent.parent / "peer_figures.json"
DRIFT = 0.01

# By measure and group, F1 and AUC.
Found = Mapping[str, Mapping[str, tuple[float, float]]]


def check_peers(bench: Bench, path: Path, found: Found) -> None:
    """Fail the benchmark where a peer drifted; say so where that cannot be told."""
    data = hashlib.sha256(path.read_bytes()).hexdigest()
    recorded = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    if recorded.get("data") != data:
        bench.report.say(f"peers cannot be checked: {RECORDED.name} is of another file of pairs")
        bench.report.say("to record: " + json.dumps({"data": data, "peers": _to_record(found)}))
        return
    for name in recorded["peers"]:
        if name not in found:
            bench.report.say(f"{name} is not checked: it is not installed")
    drifts = [*_drifts(recorded, found)]
    for drift in drifts:
        bench.report.fail(drift)
    if not drifts:
        bench.report.say(f"all peers that ran are within {DRIFT} of their recorded figures")


def _drifts(recorded: dict[str, Any], found: Found) -> Iterator[str]:
    for name, groups in found.items():
        for group, (f1, auc) in groups.items():
            known = recorded["peers"].get(name, {}).get(group)
            apart = recorded.get("measured_apart", {}).get(name, {}).get(group)
            if known and (abs(f1 - known[0]) > DRIFT or abs(auc - known[1]) > DRIFT):
                yield f"{name} on {group}: F1, AUC {f1:.3f}, {auc:.3f}; recorded {known}"
            if apart and abs(f1 - apart) > DRIFT:
                yield f"{name} on {group}: F1 {f1:.3f}; measured apart {apart}"


def _to_record(found: Found) -> dict[str, dict[str, list[float]]]:
    return {
        name: {group: [round(f1, 4), round(auc, 4)] for group, (f1, auc) in groups.items()}
        for name, groups in found.items()
    }
