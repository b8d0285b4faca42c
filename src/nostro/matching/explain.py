"""Why a match scores what it does, and what would change the verdict: computed, never guessed.

All of it is put together for single matches when somebody looks; nothing of it enters a score.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from nostro.matching.birth_dates import read_birth_dates
from nostro.matching.features import weigh
from nostro.matching.listed import IndexedParty
from nostro.matching.records import COUNTRY_PROPERTIES, Evidence, Query
from nostro.matching.scoring import WEAK
from nostro.matching.search import Pair, Search
from nostro.matching.treasury import entry_score
from nostro.names import Token, read_name, words_read

__all__ = ["Case", "evidence_of", "verdict_of", "verdict_of_code"]

_EVIDENCE_WORDS = 12
_OFAC = frozenset({"us_ofac_sdn", "us_ofac_cons"})
# A country to suppose where it is not listed, and a birth year so far from those listed.
_ELSEWHERE = ("ch", "nz", "uy", "is")
_YEARS_LATER = 10
_WITHOUT = {
    "birth_dates": "birth date", "countries": "country", "addresses": "address",
    "genders": "gender", "schema": "kind", "identifiers": "identifier",
}  # fmt: skip


class Case(NamedTuple):
    """A match to explain.

    `name` is the query's name that met, in the reading of that number; `listed` the listed one,
    of so many words; `names` the numbers of all names of the party and `texts` what they are.
    """

    search: Search
    query: Query
    name: str
    reading: int
    party: IndexedParty
    number: int
    listed: str
    words: int
    weak: bool
    names: range
    texts: Callable[[], list[str]]
    name_score: float
    threshold: float


def evidence_of(case: Case, rows: list[Evidence]) -> tuple[list[Evidence], tuple[int, int]]:
    """The rows of the name, of its words and then those given, and where the words stand in the
    query's name, half-open.
    """
    tokens = read_name(case.name)[case.reading]
    listed = next(
        tokens for tokens in read_name(case.listed, whole=True) if len(tokens) == case.words
    )
    score, pairs = case.search.pairs([token.word for token in tokens], case.number)
    whole = Evidence(
        feature="weak_name" if case.weak else "name",
        query=" ".join(map(_shown, tokens)),
        candidate=case.listed,
        score=round(score, 4),
        weight=WEAK if case.weak else 1.0,
    )
    words = [_word_row(pair, tokens, listed) for pair in sorted(pairs, key=_place)]
    spans = [tokens[at].span for pair in pairs for at in pair.query]
    span = (min(span[0] for span in spans), max(span[1] for span in spans))
    return [whole, *words[:_EVIDENCE_WORDS], *_alone(pairs, tokens, listed), *rows], span


def verdict_of(case: Case) -> list[Evidence]:
    """What would change the verdict on a name, and for OFAC's entries the Treasury's own score."""
    return [*_treasury(case), *_without_words(case), *_with_fields(case)]


def verdict_of_code(query: Query, party: IndexedParty, threshold: float) -> list[Evidence]:
    """What would change the verdict where a code alone names the party."""
    score, _ = weigh(0.0, msgspec.structs.replace(query, identifiers=[]), party)
    return [_row("without identifier", score, threshold)]


def _treasury(case: Case) -> Iterator[Evidence]:
    if not _OFAC.isdisjoint(case.party.datasets):
        score, text = entry_score(case.name, case.texts())
        yield Evidence(
            feature="treasury_score", query=_written(case.name), candidate=text,
            score=score / 100, weight=0.0,
        )  # fmt: skip


def _without_words(case: Case) -> Iterator[Evidence]:
    """The words without any one of which it would be no match, and what it would score."""
    tokens = read_name(case.name)[case.reading]
    _, pairs = case.search.pairs([token.word for token in tokens], case.number)
    telling = sorted(pairs, key=lambda pair: -pair.bits)[:_EVIDENCE_WORDS]
    others = max((_named(case, n) for n in case.query.names if n != case.name), default=0.0)
    scores = [
        (_weighed(case, max(others, _named(case, _cut(case.name, tokens, pair)))), pair)
        for pair in sorted(telling, key=_place)
    ]
    decisive = [(score, pair) for score, pair in scores if score < case.threshold]
    for score, pair in decisive:
        words = " ".join(_shown(tokens[at]) for at in pair.query)
        yield _row(f"without {words}", score, case.threshold)
    if not decisive:
        yield _row("without any one word", min(score for score, _ in scores), case.threshold)


def _with_fields(case: Case) -> Iterator[Evidence]:
    """What it would score without a field that decided, and with those that are not given."""
    for field, words in _WITHOUT.items():
        if getattr(case.query, field):
            bare = msgspec.structs.replace(case.query, **{field: None if field == "schema" else []})
            score, _ = weigh(case.name_score, bare, case.party)
            if round(score, 4) < case.threshold:
                yield _row(f"without {words}", score, case.threshold)
    for field, value, words in _supposed(case.party):
        if not getattr(case.query, field):
            given = value if field == "schema" else [value]
            asked = msgspec.structs.replace(case.query, **{field: given})
            score, _ = weigh(case.name_score, asked, case.party)
            yield _row(words, score, case.threshold)


def _supposed(party: IndexedParty) -> Iterator[tuple[str, str, str]]:
    """What a query might give beside the name: field, value, and in words."""
    dates = party.entity.get("birthDate")
    years = [born.last for date in dates for born in read_birth_dates(date)]
    if years:
        yield "birth_dates", max(dates, key=len), f"born {max(dates, key=len)}"
        yield "birth_dates", str(max(years) + _YEARS_LATER), f"born {max(years) + _YEARS_LATER}"
    countries = {v for prop in COUNTRY_PROPERTIES for v in party.entity.get(prop)}
    if countries:
        yield "countries", min(countries), f"country {min(countries)}"
        elsewhere = next(code for code in (*_ELSEWHERE, "") if code not in countries)
        yield "countries", elsewhere, f"country other than {', '.join(sorted(countries))}"
    for address in party.entity.get("address")[:1]:
        yield "addresses", address, f"address {address}"
    for gender in party.entity.get("gender")[:1]:
        yield "genders", "female" if gender == "male" else "male", f"gender not {gender}"
    for code in party.codes[:1]:
        yield "identifiers", code.value, f"{code.kind.replace('_', ' ')} {code.value}"
    other = "Company" if party.entity.schema == "Person" else "Person"
    yield "schema", other, f"a {other.lower()}"


def _named(case: Case, name: str) -> float:
    """What a name alone scores against the party: the best of its names and readings."""
    return max((case.search.best(words, case.names) for words in words_read(name)), default=0.0)


def _weighed(case: Case, name_score: float) -> float:
    return round(weigh(name_score, case.query, case.party)[0], 4)


def _cut(name: str, tokens: list[Token], pair: Pair) -> str:
    """The name without the words of a pair."""
    start, end = tokens[pair.query[0]].span[0], tokens[pair.query[-1]].span[1]
    return f"{name[:start]} {name[end:]}"


def _row(change: str, score: float, threshold: float) -> Evidence:
    rounded = round(score, 4)
    outcome = "still a match" if rounded >= threshold else f"below {threshold:.2f}"
    return Evidence(
        feature="verdict", query=change, candidate=f"{rounded:.2f}, {outcome}", score=rounded,
        weight=0.0,
    )  # fmt: skip


def _alone(pairs: list[Pair], query: list[Token], listed: list[Token]) -> Iterator[Evidence]:
    """The words of each side that met none."""
    met = {at for pair in pairs for at in pair.query}
    met_listed = {at for pair in pairs for at in pair.listed}
    asked = " ".join(_shown(token) for at, token in enumerate(query) if at not in met)
    known = " ".join(_shown(token) for at, token in enumerate(listed) if at not in met_listed)
    if asked:
        yield Evidence(feature="only_asked", query=asked, candidate="", score=0.0, weight=0.0)
    if known:
        yield Evidence(feature="only_listed", query="", candidate=known, score=0.0, weight=0.0)


def _place(pair: Pair) -> int:
    return pair.query.start


def _shown(token: Token) -> str:
    return token.form.strip("<>#")


def _written(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _word_row(pair: Pair, query: list[Token], listed: list[Token]) -> Evidence:
    return Evidence(
        feature=pair.rule,
        query=" ".join(_shown(query[at]) for at in pair.query),
        candidate=" ".join(_shown(listed[at]) for at in pair.listed),
        score=round(pair.alike, 4),
        weight=round(pair.bits, 1),
    )
