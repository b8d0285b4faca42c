"""What an index holds, compiled once so that loading it is little more than reading it."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from nostro.matching.identifiers import codes_of, key_of
from nostro.matching.listed import IndexedName, IndexedParty, indexed_names
from nostro.matching.records import FoundIdentifier
from nostro.matching.vocabulary import Words
from nostro.model.entities import ListedParty
from nostro.names import Token

__all__ = ["Content", "joins"]


class Content(msgspec.Struct, array_like=True):
    """Parties and names, and the tables by which they are found.

    `postings` maps the plainest form of a word, and `joined` words written together, to the
    numbers of the names that hold them; `codes` are by their normalised form.
    """

    parties: list[IndexedParty]
    names: list[IndexedName]
    codes: dict[str, list[FoundIdentifier]]
    postings: dict[str, list[int]]
    joined: dict[str, list[int]]
    words: Words

    @classmethod
    def of(cls, parties: Iterable[ListedParty]) -> "Content":
        """Compile parties; those that are the same in another order give the same content."""
        ordered = sorted(parties, key=lambda party: party.entity.id)
        names = [name for party in ordered for name in indexed_names(party)]
        return cls(
            parties=[IndexedParty.of(party) for party in ordered],
            names=names,
            codes=_by_key(code for party in ordered for code in codes_of(party)),
            postings=_numbers([token.form for token in name.tokens] for name in names),
            joined=_numbers(joins(name.tokens) for name in names),
            words=Words.of(dict.fromkeys(token.forms for name in names for token in name.tokens)),
        )


def joins(tokens: list[Token]) -> list[str]:
    """Neighbouring words written together: TSMR BANK as tsmrbank; two words, and the whole."""
    words = [token.form for token in tokens if token.form[0] != "<"]
    pairs = [first + second for first, second in pairwise(words)]
    return [*pairs, "".join(words)] if len(words) > 1 else []


def _numbers(keys: Iterable[list[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, of_name in enumerate(keys):
        for key in dict.fromkeys(of_name):
            found[key].append(number)
    return dict(found)


def _by_key(codes: Iterable[FoundIdentifier]) -> dict[str, list[FoundIdentifier]]:
    found: dict[str, list[FoundIdentifier]] = defaultdict(list)
    for code in codes:
        found[key_of(code.kind, code.value)].append(code)
    return dict(found)
