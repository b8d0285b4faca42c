"""The same party on two lists: precision and recall where the lists say so themselves.

usage: python benchmarks/linking.py [--shared DIR] [--wrong N]

The UK's list of 2018 and 2020 (OFSI, CSV) names the permanent reference number of the UN in what
it says of a party ("UN Ref QDi.001"). That number is the truth; it is kept from the linking, which
sees names, dates of birth, nationalities and passports alone. Links of UK entries that
state no number are not judged: most of those are right too, but nobody says so. Needs the folder
of public files.
"""

import argparse
import csv
import gzip
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from nostro.linking.same_party import suggest_links
from nostro.lists.sources import detect
from nostro.model.entities import Entity
from nostro.places import country_code

ROOT = Path(__file__).resolve().parent.parent
PAIRS = [
    ("consolidated-2018-06-07.xml.gz", "ofsi-conlist-2018-04-13.csv.gz"),
    ("consolidated-2020-12-01.xml.gz", "ofsi-conlist-2020-04-27.csv.gz"),
]
# A party's own number opens the text; those of its associates follow.
_REFERENCE = re.compile(r"\(?UN Ref(?:erence)?\)?(?: No)?[.: ]*\s*([A-Z]{2}[ie]\.\d{3})\b")
_SCHEMATA = {"Individual": "Person", "Entity": "Organization", "Ship": "Vessel"}
_PASSPORT = re.compile(r"[A-Z]{0,3}\d{5,}")


def un_list(path: Path) -> tuple[list[Entity], dict[str, str]]:
    """The UN's entities, without their references, and reference to entry."""
    (found,) = detect([path]).sets
    entities = [item for item in found.read() if isinstance(item, Entity)]
    references = {}
    for entity in entities:
        for value in entity.properties.pop("unscId", []) + entity.properties.pop("authorityId", []):
            references[value] = entity.get("entity")[0]
    return entities, references


def uk_list(path: Path) -> tuple[list[Entity], dict[str, set[str]]]:
    """The UK's entities, and the UN references that each entry states."""
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as lines:
        next(lines)
        for row in csv.DictReader(lines):
            groups[row["Group ID"]].append(row)
    entities, stated = [], {}
    for number, rows in groups.items():
        party = uk_party(number, rows)
        sanction = Entity(id=f"{party.id}-sanction", schema="Sanction")
        sanction.add("entity", party.id)
        entities += [party, sanction]
        opening = [_REFERENCE.match(row["Other Information"].strip()) for row in rows]
        stated[party.id] = {found[1] for found in opening if found}
    return entities, stated


def uk_party(number: str, rows: list[dict[str, str]]) -> Entity:
    schema = _SCHEMATA.get(rows[0]["Group Type"], "Organization")
    party = Entity(id=f"uk-{number}", schema=schema, datasets=["uk"], target=True)
    for row in rows:
        parts = [row[f"Name {place}"] for place in (1, 2, 3, 4, 5, 6)]
        primary = row["Alias Type"].startswith("Prime")
        party.add("name" if primary else "alias", " ".join(part for part in parts if part))
        if schema == "Person":
            party.add("birthDate", *uk_dates(row["DOB"]))
            party.add("passportNumber", *_PASSPORT.findall(row["Passport Details"]))
            party.add("nationality", *uk_countries(row["Nationality"]))
    return party


def uk_dates(text: str) -> Iterator[str]:
    """`00/00/1980` is a year, `12/00/1980` no day."""
    for day, month, year in re.findall(r"(\d\d)/(\d\d)/(\d{4})", text):
        yield "-".join([year, *([month, day] if "00" not in (day, month) else [])])


def uk_countries(text: str) -> Iterator[str]:
    for part in re.split(r"\(?\d+\)|[,.;]", text):
        if code := country_code(part.strip()):
            yield code.lower()


def measure(un: Path, uk: Path, wrong: int) -> None:
    entities, references = un_list(un)
    others, stated = uk_list(uk)
    truth = {
        (references[ref], party)
        for party, refs in stated.items()
        for ref in refs
        if ref in references
    }
    names = {e.id: (e.id, e.names()[:3], e.get("birthDate")) for e in [*entities, *others]}
    started = time.perf_counter()
    links = suggest_links([*entities, *others])
    seconds = time.perf_counter() - started
    found = {(link.first, link.second): link for link in links}
    pairs = {tuple(sorted(pair, key=lambda key: not key.startswith("un-"))) for pair in found}
    judged = {pair for pair in pairs if stated[pair[1]]}
    right = judged & truth
    print(f"{un.name} and {uk.name}: {len(truth)} pairs state a reference; {seconds:.1f} s")
    print(
        f"  links {len(judged)}, right {len(right)}: precision {len(right) / len(judged):.4f}, "
        f"recall {len(right) / len(truth):.4f}; {len(pairs) - len(judged)} more are not judged"
    )
    for a, b in sorted(judged - truth)[:wrong]:
        print("  wrong:", a, b, found.get((a, b), found.get((b, a))))
    for a, b in sorted(truth - pairs)[:wrong]:
        print("  missed:", names[a], names[b])


def main() -> int:
    given = os.environ.get("NOSTRO_SHARED") or ROOT.parent / "shared"
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--shared", type=Path, default=Path(given), help="the public files")
    options.add_argument("--wrong", type=int, default=0, help="show so many wrong and missed links")
    chosen = options.parse_args()
    folder = chosen.shared / "data" / "sanctions"
    if not folder.is_dir():
        print(f"no {folder}: name the public files with --shared DIR")
        return 0
    for un, uk in PAIRS:
        measure(folder / "un" / un, folder / "uk" / uk, chosen.wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
