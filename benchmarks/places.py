"""Places under a programme: what is found of them, false alarms, and the time a text takes.

usage: python benchmarks/places.py [--texts N] [--peers DIR] [--missed]

The labelled lines of `tests/places/golden.psv`, by kind: of lines that name a place the share in
which it is found and nothing else; of lines that only sound so the share with a finding. With
`$NOSTRO_SHARED` also addresses of OFAC's list, their column of the country left out (some name no
town), and companies of GLEIF's register in sentences, where nearly all findings are false.

The peers: a search for the English names of the same countries and regions and for all spellings of
their capitals, cities and towns as parts of the text, letters in any case; and countrynames and
pycountry, where `setup_peers.sh` put them, asked for each run of up to four words. They know
countries alone, so on cities and regions they cannot answer.
"""

import argparse
import csv
import gzip
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.names.peers import default_place

from nostro.places import PlaceFinder
from nostro.places.gazetteer import cities, countries, regions

ROOT = Path(__file__).resolve().parent.parent
MANY = 5_000
CODES = ("CU", "IR", "KP", "SY", "x-so", "ge-ab", "ua-cri", "ua-dpr", "ua-lpr", "md-pmr")
OF_OFAC = {"Cuba": "CU", "Iran": "IR", "Korea, North": "KP", "Syria": "SY"}
# Countries of which a part is a region that is looked for.
HOME_OF_REGIONS = frozenset({"Ukraine", "Russia", "Georgia", "Moldova", "Region: Crimea"})
SENTENCES = (
    "INVOICE 4711 DATED 12.03.2024 FOR {}",
    "PAYMENT TO {} UNDER CONTRACT NO 17/B",
    "/RFB/ORDER OF {} GOODS DELIVERED IN MARCH",
    "SALARY MARCH FROM {}",
)
LOOKUPS = """
import importlib, json, sys
which = sys.argv[1]
module = importlib.import_module(which)
def code(words):
    if which == "countrynames":
        return module.to_code(words)
    try:
        return module.countries.lookup(words).alpha_2
    except LookupError:
        return None
for line in sys.stdin:
    words = "".join(c if c.isalnum() else " " for c in json.loads(line)).split()
    runs = {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, a + 5)}
    print(json.dumps(sorted({found for run in runs if (found := code(run))})))
"""

Answers = list[set[str]]


class Line(NamedTuple):
    """A text, whether it is an `address` or a `text`, its kind, and the places that it names."""

    where: str
    kind: str
    text: str
    places: frozenset[str]


def labelled() -> Iterator[Line]:
    rows = (ROOT / "tests/places/golden.psv").read_text(encoding="utf-8").splitlines()
    for row in [row for row in rows if not row.startswith("#")][1:]:
        _, where, kind, places, _, text = row.split("|", 5)
        yield Line(where, kind, text.replace("\\n", "\n"), frozenset({places}) - {"-"})


def of_ofac(data: Path) -> Iterator[Line]:
    path = data / "sanctions/ofac/csv-2024-01-08/add.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.reader(file):
            parts = [part.replace("-0-", "").strip() for part in row[2:5]]
            address = ", ".join(part for part in parts[:2] if part)
            if len(parts) == 3 and address and parts[2] not in HOME_OF_REGIONS:
                code = OF_OFAC.get(parts[2])
                yield Line("address", f"of {parts[2]}" if code else "of other countries", address,
                           frozenset({code}) if code else frozenset())  # fmt: skip


def in_sentences(data: Path, size: int) -> list[Line]:
    with gzip.open(
        data / "ownership/gleif-level1-names-dev.csv.gz", "rt", encoding="utf-8"
    ) as file:
        names = [row["legal_name"] for row in csv.DictReader(file)]
    rng = random.Random(1)
    return [
        Line("text", "companies", rng.choice(SENTENCES).format(name), frozenset())
        for name in rng.sample(names, min(size, len(names)))
    ]


def ours(lines: list[Line]) -> Answers:
    finder = PlaceFinder(CODES)
    find = {"address": finder.in_address, "text": finder.in_text}
    return [{place.code for place in find[line.where](line.text)} for line in lines]


def substring(lines: list[Line]) -> Answers:
    names = {row.name.casefold(): row.code for row in countries() if row.code in CODES}
    names |= {
        c.casefold(): row.code for row in countries() if row.code in CODES for c in row.capital
    }
    names |= {city.casefold(): code for city, code, _ in cities() if code in CODES}
    names |= {n.casefold(): row.code for row in regions() for n in (row.name, *row.towns)}
    return [
        {code for name, code in names.items() if name in text}
        for text in (line.text.casefold() for line in lines)
    ]


def lookup(place: Path, module: str) -> Callable[[list[Line]], Answers | None]:
    """A package of country names in the peers' environment; None where it is not there."""

    def ask(lines: list[Line]) -> Answers | None:
        python = place / "bin" / "python"
        if not python.exists():
            return None
        given = "".join(json.dumps(line.text) + "\n" for line in lines)
        done = subprocess.run(
            [str(python), "-c", LOOKUPS, module], input=given, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        if done.returncode:
            return None
        return [set(json.loads(line)) & set(CODES) for line in done.stdout.splitlines()]

    return ask


def table(title: str, lines: list[Line], peers: dict[str, Callable[[list[Line]], Answers | None]],
          *, missed: bool = False) -> None:  # fmt: skip
    """Print a row a kind: lines that name a place and are found; that name none and are not."""
    answers = {name: answer for name, ask in peers.items() if (answer := ask(lines)) is not None}
    print(f"\n{title:34} {'lines':>7} " + " ".join(f"{name:>13}" for name in answers))
    kinds = sorted({(not line.places, line.where, line.kind) for line in lines})
    for none, where, kind in kinds:
        at = [i for i, line in enumerate(lines)
              if (not line.places, line.where, line.kind) == (none, where, kind)]  # fmt: skip
        print_row(f"{'false' if none else 'found'}  {where}, {kind}", lines, answers, at)
    for none, where in sorted({(none, where) for none, where, _ in kinds}):
        at = [i for i, line in enumerate(lines) if (not line.places, line.where) == (none, where)]
        print_row(f"{'false' if none else 'found'}  {where}, all", lines, answers, at)
    if missed:
        for line, got in zip(lines, answers["nostro"], strict=True):
            if got != line.places:
                print(f"  {line.where}: {line.text!r}: {sorted(line.places)}, found {sorted(got)}")


def print_row(title: str, lines: list[Line], answers: dict[str, Answers], at: list[int]) -> None:
    shares = []
    for found in answers.values():
        count = sum(found[i] == lines[i].places if lines[i].places else bool(found[i]) for i in at)
        digits = 1 if len(at) < MANY else 3
        shares.append(f"{count / len(at):13.{digits}%}")
    print(f"{title:34} {len(at):7,} " + " ".join(shares))


def times(lines: list[Line]) -> None:
    """Print the processor time of one text."""
    finder = PlaceFinder(CODES)
    for name, find in (("address", finder.in_address), ("text", finder.in_text)):
        find(lines[0].text)
        before = time.process_time()
        for line in lines:
            find(line.text)
        took = time.process_time() - before
        print(f"{name}: {1e6 * took / len(lines):.1f} us each of {len(lines):,} distinct texts")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=50_000)
    parser.add_argument("--peers", type=Path, default=default_place())
    parser.add_argument("--missed", action="store_true", help="print the lines that are wrong")
    chosen = parser.parse_args()
    data = Path(os.environ.get("NOSTRO_SHARED", "/nonexistent")) / "data"
    plain: dict[str, Callable[[list[Line]], Answers | None]] = {
        "nostro": ours,
        "substring": substring,
    }
    peers = plain | {name: lookup(chosen.peers, name) for name in ("countrynames", "pycountry")}
    lines = list(labelled())
    table("labelled lines", lines, peers, missed=chosen.missed)
    if data.is_dir():
        table("addresses of OFAC's list", list(of_ofac(data)), plain)
        sentences = in_sentences(data, chosen.texts)
        table("companies in sentences", sentences, plain)
        lines = sentences
    times(lines)


if __name__ == "__main__":
    main()
