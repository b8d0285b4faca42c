"""The readers of lists, each beside a plain parse of the same bytes.

usage: python benchmarks/lists.py [--entries N] [--large-mb N] [--payments N]

Reads every list under `$NOSTRO_SHARED/data` (passed over where it is missing), an SDN.XML of the
size of the real one, made up, and a larger one for the memory. Entities are written to disk. Each
reader runs in a process of its own, so that its peak memory is its own. The peer parses the same
bytes and makes nothing of them: lxml's iterparse that clears each element, csv, json, openpyxl or
xlrd. Seconds are those of the processor. Then what a change costs: the difference of two versions
of the made-up list, beside that of the sets of their lines, and a look-back over made-up payments
(`benchmarks/lookback.py`, which measures more of it).
"""

import argparse
import collections
import csv
import gzip
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import openpyxl
import xlrd
from lxml import etree

from nostro.lists.changes import diff
from nostro.lists.sources import detect
from nostro.model.entities import Entity, write_entities

ROOT = Path(__file__).resolve().parent.parent
# One file or folder of each reader; sizes are of what is unpacked.
SHARED = (
    "sanctions/ofac/csv-2021-07-07",
    "sanctions/ofac/consolidated-2025-03-28.xml",
    "sanctions/ofac/CONS_ENHANCED-2025-01-14.ZIP",
    "sanctions/ofac/SDN_ADVANCED-sample-2024-02-23.xml",
    "sanctions/un/consolidated-2025-04-19.xml",
    "sanctions/eu/EUSanctionsShort-2018-07-04.csv",
    "sanctions/uk/ofsi-conlist-2020-04-27.csv.gz",
    "sanctions/ca/sema-lmes-2022.xml",
    "sanctions/au/regulation8_consolidated-2022.xls",
    "sanctions/jp/mof-sanctions-3.xls.gz",
    "sanctions/ua/nsdc-2022.xlsx",
    "sanctions/us_csl/consolidated-2022-04.csv.gz",
    "sanctions/us_csl/dpl-2021-07.txt",
    "sanctions/eu_journal/consolidated",
    "sanctions/us_311/fincen_special_measures.csv",
    "ftm/ua_war_sanctions-targets.simple.csv.gz",
    "ftm/sa_wiki_peps_v2-a.ftm.json",
    "ftm/senzing/us_congress_senzing.json",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=17_000)
    parser.add_argument("--large-mb", type=int, default=100)
    parser.add_argument("--payments", type=int, default=200_000)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one)))
        return
    print(
        f"{'list':42} {'MB':>7} {'cpu s':>7} {'MB/s':>7} {'entities/s':>11} {'peak MB':>8}", end=""
    )
    print(f" {'x peer':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for path in [*given(), *made(Path(folder), asked.entries, asked.large_mb)]:
            command = [sys.executable, __file__, "--one", str(path)]
            found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            print(line(path, found))
    print(difference(asked.entries), flush=True)
    look = [sys.executable, str(ROOT / "benchmarks/lookback.py"), "--law", "0"]
    subprocess.run([*look, "--payments", str(asked.payments)], check=True)


def difference(entries: int) -> str:
    """The difference of a made-up list and what it may be a month later."""
    with tempfile.TemporaryDirectory() as folder:
        (found,) = detect([next(made(Path(folder), entries, 0))]).sets
        before = [item for item in found.read() if isinstance(item, Entity)]
    after = [
        remarked(entity) if number % 300 == 0 else entity
        for number, entity in enumerate(before)
        if number % 500
    ]
    began = time.process_time()
    changes = diff(before, after)
    seconds = time.process_time() - began
    began = time.process_time()
    _ = len({msgspec.json.encode(entity) for entity in before} ^ {*map(msgspec.json.encode, after)})
    peer = time.process_time() - began
    return (
        f"{'diff of two versions':42} {len(before):,} entities, {len(changes):,} parties changed: "
        f"{seconds:.2f} s, {seconds / peer:.1f} x peer"
    )


def remarked(entity: Entity) -> Entity:
    properties = {**entity.properties, "notes": ["Another remark."]}
    return msgspec.structs.replace(entity, properties=properties)


def given() -> Iterator[Path]:
    shared = Path(os.environ.get("NOSTRO_SHARED") or ROOT.parent / "shared") / "data"
    paths = [shared / name for name in SHARED]
    if not shared.is_dir():
        print(f"(no folder {shared}: only made-up lists)")
    yield from (path for path in paths if path.exists())


def made(folder: Path, entries: int, large_mb: int) -> Iterator[Path]:
    sys.path.insert(0, str(ROOT))
    from tests.lists.make_lists import sdn_advanced_xml, sdn_xml  # noqa: PLC0415  # checkout only

    first = sdn_xml(folder / "sdn.xml", entries)
    yield first
    size = first.stat().st_size / entries
    yield sdn_xml(folder / "sdn-large.xml", int(large_mb * 1e6 / size))
    yield sdn_advanced_xml(folder / "sdn_advanced.xml", entries)


def measure(path: Path) -> dict[str, float]:
    (found,) = detect([path]).sets
    began = time.process_time()
    with tempfile.NamedTemporaryFile() as out:
        entities = (item for item in found.read() if isinstance(item, Entity))
        count = write_entities(entities, Path(out.name))
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    files = [file.path for file in found.files.values()]
    began = time.process_time()
    size = sum(peer(file) for file in files)
    return {
        "mb": size / 1e6,
        "seconds": seconds,
        "entities": count,
        "peak": peak,
        "peer": time.process_time() - began,
    }


def peer(path: Path) -> int:
    """Parse the bytes and make nothing of them; give their number, unpacked."""
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if zipfile.is_zipfile(path) and len(zipfile.ZipFile(path).namelist()) == 1:
        data = zipfile.ZipFile(path).read(zipfile.ZipFile(path).namelist()[0])
    if data[:2] == b"PK":
        for sheet in openpyxl.load_workbook(path, read_only=True).worksheets:
            collections.deque(sheet.iter_rows(values_only=True), maxlen=0)
    elif data[:4] == b"\xd0\xcf\x11\xe0":
        for sheet in xlrd.open_workbook(file_contents=data).sheets():
            collections.deque(map(sheet.row, range(sheet.nrows)), maxlen=0)
    elif data.lstrip()[:1] == b"<":
        for _, element in etree.iterparse(io.BytesIO(data)):
            element.clear()
    elif data.lstrip()[:1] == b"{":
        collections.deque(map(json.loads, data.splitlines()), maxlen=0)
    else:
        collections.deque(csv.reader(io.StringIO(data.decode("utf-8", "replace"))), maxlen=0)
    return len(data)


def line(path: Path, found: dict[str, float]) -> str:
    name = "/".join(path.parts[-2:]) if "shared" in str(path) else f"made up: {path.name}"
    seconds = found["seconds"]
    return (
        f"{name[-42:]:42} {found['mb']:7.1f} {seconds:7.2f} {found['mb'] / seconds:7.1f}"
        f" {found['entities'] / seconds:11,.0f} {found['peak']:8.0f} {seconds / found['peer']:7.1f}"
    )


if __name__ == "__main__":
    main()
