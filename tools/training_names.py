"""Names to learn from: listed parties, their names altered, and customers who are not listed.

DIR of `--data` holds
  sanctions/ofac/csv-2021-07-07, sanctions/un/consolidated-2025-04-19.xml   names that are listed
                                        (public domain; UN terms allow use)
  ownership/gleif-level1-names-dev.csv.gz   names of companies (GLEIF level 1, CC0), those whose LEI
                                        hashes to an even number
DIR of `--packages` holds, unpacked, names-0.3.0 (the 1990 US census, public domain) and faker
40.63.0 (MIT), which has common names of some seventy countries.
"""

import csv
import gzip
import importlib
import random
import sys
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from nostro.lists.sources import detect
from nostro.matching.alterations import ALTERATIONS, NOISE, Change
from nostro.model.entities import Entity, ListedParty, listed_parties
from nostro.names import Kind, words_read

__all__ = ["ALTERED", "companies", "listed", "people"]

# Whose names are those of which country, as faker's locales, and the share of such customers: about
# that of the people of the United States, the European Union and the United Kingdom by where their
# names come from (Census 2020, Eurostat).
_LOCALES = {
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
_SHARES = {
    "english": 0.34, "spanish": 0.13, "portuguese": 0.02, "italian": 0.09, "french": 0.08,
    "german": 0.13, "nordic": 0.04, "slavic": 0.08, "russian": 0.025, "levantine": 0.015,
    "arabic": 0.0125, "turkic": 0.01, "indian": 0.01, "chinese": 0.01, "korean": 0.0025,
    "japanese": 0.0015, "malay": 0.003, "african": 0.0105,
}  # fmt: skip
# A list of fewer names is no list of names.
_LEAST_NAMES = 20
# How many people have a second given name, and a second family name in Spanish.
_SECOND_GIVEN, _SECOND_FAMILY = 0.4, 0.4
# Words that are rarer than this are rare ones, in bits.
_RARE = 17


def listed(data: Path) -> list[ListedParty]:
    """The parties of the SDN and the UN list, by their ids."""
    folder = data / "sanctions"
    paths = folder / "ofac" / "csv-2021-07-07", folder / "un" / "consolidated-2025-04-19.xml"
    entities = [
        item
        for path in paths
        for found in detect([path]).sets
        for item in found.read()
        if isinstance(item, Entity)
    ]
    return sorted(listed_parties(entities), key=lambda party: party.entity.id)


def _rare_word(name: str, drawn: random.Random) -> str | None:  # noqa: ARG001  # a `Change`
    """The rarest word of a name alone, where one is rare."""
    words = [word for words in words_read(name)[:1] for word in words if word.kind is Kind.NAME]
    rarest = max(words, key=lambda word: word.bits, default=None)
    return rarest.key if rarest and rarest.bits >= _RARE else None


def _without_a_word(then: str) -> Change:
    """A name with a word missing, and another slip in what is left."""

    def changed(name: str, drawn: random.Random) -> str | None:
        left = ALTERATIONS["word missing (of 3 or more)"](name, drawn)
        return ALTERATIONS[then](left, drawn) if left else None

    return changed


# Every kind in which a name is altered.
ALTERED: dict[str, Change] = {
    **ALTERATIONS,
    **NOISE,
    "vowel changed, word missing": _without_a_word("vowel changed"),
    "letter dropped, word missing": _without_a_word("letter dropped"),
    "one rare word": _rare_word,
}


class _Names(NamedTuple):
    """Lists of names, of men and of women at times, and how common each is."""

    lists: list[tuple[list[str], list[float]]]

    def draw(self, drawn: random.Random) -> str:
        """One of the names."""
        names, weights = drawn.choice(self.lists)
        return drawn.choices(names, weights)[0]


def people(packages: Path, count: int, drawn: random.Random) -> list[str]:
    """Invented customers: of each group of names so many as its share says."""
    sys.path.insert(0, str(packages))
    of_group = {
        group: [found for name in locales.split() if (found := _given_and_family(name))]
        for group, locales in _LOCALES.items()
    }
    of_group["english"].append(_census(packages / "names-0.3.0" / "names"))
    groups = drawn.choices(list(of_group), [_SHARES[group] for group in of_group], k=count)
    return [_invented(*drawn.choice(of_group[group]), group, drawn) for group in groups]


def _invented(given: _Names, family: _Names, group: str, drawn: random.Random) -> str:
    parts = [given.draw(drawn)]
    parts += [given.draw(drawn)] if drawn.random() < _SECOND_GIVEN else []
    parts += [family.draw(drawn)]
    twice = group == "spanish" and drawn.random() < _SECOND_FAMILY
    return " ".join([*parts, *([family.draw(drawn)] if twice else [])])


def _given_and_family(locale: str) -> tuple[_Names, _Names] | None:
    """The names of a country; None where there are too few."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    found = [_Names(list(_lists_in(provider, stem))) for stem in ("first_names", "last_names")]
    return (found[0], found[1]) if all(names.lists for names in found) else None


def _lists_in(provider: type, stem: str) -> Iterator[tuple[list[str], list[float]]]:
    for name in (stem, f"{stem}_male", f"{stem}_female", f"male_{stem}", f"unisex_{stem}"):
        given = getattr(provider, name, ())
        if isinstance(given, Mapping | list | tuple) and len(given) >= _LEAST_NAMES:
            weights = given if isinstance(given, Mapping) else dict.fromkeys(given, 1.0)
            yield list(weights), list(weights.values())


def _census(folder: Path) -> tuple[_Names, _Names]:
    """Names in the United States, and how common each is."""
    files = ("dist.female.first", "dist.male.first", "dist.all.last")
    lists = []
    for file in files:
        rows = [line.split() for line in (folder / file).read_text("ascii").splitlines()]
        lists.append(([row[0].title() for row in rows], [float(row[1]) for row in rows]))
    return _Names(lists[:2]), _Names(lists[2:])


def companies(data: Path, count: int, drawn: random.Random) -> list[str]:
    """Companies that hold an LEI, funds left out."""
    path = data / "ownership" / "gleif-level1-names-dev.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        names = [
            row["legal_name"]
            for row in csv.DictReader(stream)
            if zlib.crc32(row["lei"].encode()) % 2 == 0 and row["category"] != "FUND"
        ]
    return drawn.sample(names, count)
