"""What an index holds, compiled once to arrays that are mapped into memory.

The arrays follow from the parties alone, whatever order they came in: parties stand in the order
of their ids, words in that of their keys, spellings in that of their bytes. So an index that was
changed by a delta is, byte for byte, the one that would have been built afresh.

What comes of the parties (`_Rows`: records, names, and the words of each as numbers) is kept apart
from what comes of their words; a delta merges the former, and only new names are read.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec
import numpy as np

from nostro.matching.across_kernels import chunk_options
from nostro.matching.arrays import Listed
from nostro.matching.edit_kernels import all_more
from nostro.matching.glance_kernels import all_glances
from nostro.matching.identifiers import key_of
from nostro.matching.listed import IndexedParty, ListedName
from nostro.matching.nations import nation_of, nation_table
from nostro.matching.near_kernels import Words
from nostro.matching.ragged import Array, Ragged, starts
from nostro.matching.whole_kernels import all_name_hashes, all_pairs, all_sounds
from nostro.matching.word_kernels import LONGEST, all_keys
from nostro.model.entities import is_schema
from nostro.names import Kind, Word
from nostro.names.background import fnv64
from nostro.names.transliteration import symbols_of, table

__all__ = ["Array", "Party", "changed", "compiled", "kernel_arrays"]

Party = tuple[IndexedParty, list[ListedName]]

# What a name is of: how much a missing word counts depends on it.
UNKNOWN, PERSON, OTHER = 0, 1, 2


class _Rows(NamedTuple):
    """Parties and their names in order; words as numbers in a list of words."""

    ids: list[str]
    record: Ragged
    code: Ragged
    name_party: Array
    name_weak: Array
    name_kind: Array
    name_word: Ragged
    text: Ragged


def compiled(parties: Iterable[Party]) -> dict[str, Array]:
    """The arrays of an index over these parties."""
    ordered = sorted(parties, key=lambda party: party[0].entity.id)
    return _assembled(*_rows_of(ordered))


def changed(
    arrays: dict[str, Array], gone: Collection[str], new: Iterable[Party]
) -> dict[str, Array]:
    """The arrays without some parties and with others, which take the place of those of their id;
    as if they had been compiled afresh.
    """
    added = sorted(new, key=lambda party: party[0].entity.id)
    out = {*gone, *(party.entity.id for party, _ in added)}
    old, words = _rows_in(arrays)
    fresh, more = _rows_of(added)
    kept = _chosen(old, np.array([at for at, key in enumerate(old.ids) if key not in out], int))
    both, union = _together(kept, words, fresh, more)
    order = sorted(range(len(both.ids)), key=both.ids.__getitem__)
    return _assembled(_chosen(both, np.array(order, int)), union)


def kernel_arrays(arrays: dict[str, Array]) -> tuple[Listed, Words]:
    """The arrays that the kernels read: to compare names, and to find words."""
    options = chunk_options(arrays["native"], arrays["native_start"], table().chunk)
    more = all_more(arrays["letters"], arrays["form_start"])
    glances = all_glances(
        arrays["letters"], arrays["form_start"], arrays["word_form"], arrays["word_kind"],
        arrays["word_weight"],
    )  # fmt: skip
    held = {
        **arrays, "native_options": options, "letter_more": more, "word_glance": glances,
    }  # fmt: skip
    listed, words = ({f: held[f] for f in of._fields} for of in (Listed, Words))
    return Listed(**listed), Words(**words)


def _rows_of(parties: Sequence[Party]) -> tuple[_Rows, list[Word]]:
    names = [(number, name) for number, (_, of) in enumerate(parties) for name in of]
    words = {word.key: word for _, name in names for word in name.words}
    place = {key: at for at, key in enumerate(words)}
    rows = [[place[word.key] for word in name.words] for _, name in names]
    kinds = [_kind_of(party) for party, _ in parties]
    return _Rows(
        ids=[party.entity.id for party, _ in parties],
        record=Ragged.of(msgspec.msgpack.encode(party) for party, _ in parties),
        code=_codes([party for party, _ in parties]),
        name_party=np.array([number for number, _ in names], np.int32),
        name_weak=np.array([name.weak for _, name in names], np.uint8),
        name_kind=np.array([kinds[number] for number, _ in names], np.uint8),
        name_word=Ragged(np.fromiter(chain.from_iterable(rows), np.int32), starts(map(len, rows))),
        text=Ragged.of(name.text.encode("utf-8", "surrogatepass") for _, name in names),
    ), list(words.values())


def _rows_in(arrays: dict[str, Array]) -> tuple[_Rows, list[Word]]:
    """The rows that arrays were assembled of, and their words."""
    ids = arrays["id"].tobytes().decode("utf-8", "surrogatepass").split("\0")
    rows = _Rows(
        ids=ids[:-1],
        record=Ragged(arrays["record"], arrays["record_start"]),
        code=Ragged(arrays["code"], arrays["code_start"]),
        name_party=arrays["name_party"],
        name_weak=arrays["name_weak"],
        name_kind=arrays["name_kind"],
        name_word=Ragged(arrays["name_word"], arrays["name_start"]),
        text=Ragged(arrays["text"], arrays["text_start"]),
    )
    return rows, msgspec.msgpack.decode(arrays["words"].tobytes(), type=list[Word])


def _chosen(rows: _Rows, order: Array) -> _Rows:
    """Some parties, in this order, with their names."""
    place = np.full(len(rows.ids) + 1, -1, np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    party = place[rows.name_party]
    names = np.argsort(party, kind="stable")[np.count_nonzero(party < 0) :]
    return _Rows(
        ids=[rows.ids[at] for at in order.tolist()],
        record=rows.record.take(order),
        code=rows.code.take(order),
        name_party=party[names],
        name_weak=rows.name_weak[names],
        name_kind=rows.name_kind[names],
        name_word=rows.name_word.take(names),
        text=rows.text.take(names),
    )


def _together(
    one: _Rows, words: list[Word], other: _Rows, more: list[Word]
) -> tuple[_Rows, list[Word]]:
    """The rows of both, over the words of both."""
    place = {word.key: at for at, word in enumerate(words)}
    union = [*words, *(word for word in more if word.key not in place)]
    place = {word.key: at for at, word in enumerate(union)}
    number = np.array([place[word.key] for word in more], np.int32)
    renumbered = other.name_word._replace(data=number[other.name_word.data])
    return _Rows(
        ids=[*one.ids, *other.ids],
        record=one.record.followed_by(other.record),
        code=one.code.followed_by(other.code),
        name_party=np.concatenate([one.name_party, other.name_party + np.int32(len(one.ids))]),
        name_weak=np.concatenate([one.name_weak, other.name_weak]),
        name_kind=np.concatenate([one.name_kind, other.name_kind]),
        name_word=one.name_word.followed_by(renumbered),
        text=one.text.followed_by(other.text),
    ), union


def _assembled(rows: _Rows, given: list[Word]) -> dict[str, Array]:
    """All arrays: words that no name holds are dropped, the others numbered by their keys."""
    held = np.unique(rows.name_word.data).tolist()
    order = sorted(held, key=lambda number: given[number].key)
    number = np.zeros(len(given), np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    name_word = number[rows.name_word.data]
    words = [given[at] for at in order]
    spelt = _spellings(words)
    return {
        "id": np.frombuffer(_ids(rows.ids), np.uint8),
        "record": rows.record.data,
        "record_start": rows.record.start,
        "code": rows.code.data,
        "code_start": rows.code.start,
        "code_hash": np.sort(rows.code.data),
        "code_at": np.argsort(rows.code.data, kind="stable").astype(np.int32),
        "text": rows.text.data,
        "text_start": rows.text.start,
        "name_party": rows.name_party,
        "name_weak": rows.name_weak,
        "name_kind": rows.name_kind,
        "name_start": rows.name_word.start,
        "name_word": name_word,
        "words": np.frombuffer(msgspec.msgpack.encode(words), np.uint8),
        **spelt,
        **_postings(name_word, rows.name_word.start, len(words)),
        **_facts(words, name_word, rows.name_word.start, spelt),
    }


def _codes(parties: Sequence[IndexedParty]) -> Ragged:
    """The hashes of the codes of each party, in the forms in which they are compared."""
    rows = [[fnv64(key_of(code.kind, code.value)) for code in party.codes] for party in parties]
    hashes = np.array(list(chain.from_iterable(rows)), np.uint64)
    return Ragged(hashes, starts(map(len, rows)))


def _ids(ids: list[str]) -> bytes:
    return "".join(f"{key}\0" for key in ids).encode("utf-8", "surrogatepass")


def _facts(
    words: list[Word], name_word: Array, name_start: Array, spelt: dict[str, Array]
) -> dict[str, Array]:
    """What each word is and tells, and names by the words they hold."""
    kind = np.array([word.kind for word in words], np.uint8)
    hashes = np.array([fnv64(word.key) for word in words], np.uint64)
    by_words = all_name_hashes(name_word, name_start, kind, hashes)
    order = np.argsort(by_words, kind="stable")
    sounds = all_sounds(spelt["letters"], spelt["form_start"], spelt["word_form"], kind, hashes)
    by_sounds = all_name_hashes(name_word, name_start, kind, sounds)
    sound_order = np.argsort(by_sounds, kind="stable")
    pairs, pair_at = all_pairs(
        spelt["letters"], spelt["form_start"], spelt["word_form"], name_word, name_start
    )
    pair_order = np.argsort(pairs, kind="stable")
    nation_hash, nation = nation_table()
    return {
        "word_nation": np.array([nation_of(word) for word in words], np.uint8),
        "nation_hash": nation_hash,
        "nation": nation,
        "sound_hash": by_sounds[sound_order],
        "sound_at": sound_order.astype(np.int32),
        "pair_hash": pairs[pair_order],
        "pair_at": pair_at[pair_order],
        "word_kind": kind,
        "word_hash": hashes,
        "word_native": np.array([not word.key.isascii() for word in words], np.uint8),
        **_natives(words),
        "word_bits": np.array([word.bits for word in words], np.float64),
        "word_weight": np.array([word.weight for word in words], np.float64),
        "word_of_people": np.array([word.of_people for word in words], np.float64),
        "name_hash": by_words[order],
        "name_at": order.astype(np.int32),
    }


def _natives(words: list[Word]) -> dict[str, Array]:
    """The symbols of words of other scripts, and what their likeliest spelling costs."""
    found = [((), 0.0) if word.key.isascii() else symbols_of(word.key) for word in words]
    return {
        "native": np.fromiter(chain.from_iterable(symbols for symbols, _ in found), np.int32),
        "native_start": starts((len(symbols) for symbols, _ in found), np.int32),
        "native_base": np.array([base for _, base in found], np.float64),
    }


def _kind_of(party: IndexedParty) -> int:
    schema = party.entity.schema
    if schema in {"Thing", "LegalEntity"}:
        return UNKNOWN
    return PERSON if is_schema(schema, "Person") else OTHER


def _spellings(words: list[Word]) -> dict[str, Array]:
    """The spellings of words: letters, hashes, whose each is, and the keys to find them by."""
    owners: dict[bytes, list[tuple[int, int]]] = {}
    for number, word in enumerate(words):
        for cost, form in zip(word.costs, word.forms, strict=True):
            owners.setdefault(form.encode("utf-8", "surrogatepass"), []).append((cost, number))
    forms = sorted(owners)
    place = {form: at for at, form in enumerate(forms)}
    # The word whose plainest spelling it is comes first: that one is meant where one is asked for.
    pairs = [sorted(owners[form]) for form in forms]
    letters = np.frombuffer(b"".join(forms), np.uint8)
    form_start = starts(map(len, forms), np.int32)
    hashes = np.array([fnv64(form.decode("utf-8", "surrogatepass")) for form in forms], np.uint64)
    order = np.argsort(hashes, kind="stable")
    near = [
        form.isascii()
        and form.isalnum()
        and len(form) <= LONGEST
        and any(words[n].kind == Kind.NAME for _, n in of)
        for form, of in zip(forms, pairs, strict=True)
    ]
    plainest = [place[word.forms[0].encode("utf-8", "surrogatepass")] for word in words]
    costs = [cost for of in pairs for cost, _ in of]
    return {
        "letters": letters,
        "form_start": form_start,
        "form_hash": hashes[order],
        "form_at": order.astype(np.int32),
        "form_word_start": starts(map(len, pairs), np.int32),
        "form_word": np.array([number for of in pairs for _, number in of], np.int32),
        "form_extra": np.array(costs, np.uint8),
        "word_form": np.array(plainest, np.int32),
        **_keys(letters, form_start, np.array(near, np.uint8)),
    }


def _keys(letters: Array, starts: Array, wanted: Array) -> dict[str, Array]:
    nothing = np.empty(0, np.uint64), np.empty(0, np.int32)
    count = all_keys(letters, starts, wanted, *nothing)
    keys, forms = np.empty(count, np.uint64), np.empty(count, np.int32)
    all_keys(letters, starts, wanted, keys, forms)
    order = np.lexsort((forms, keys))
    return {"key": keys[order], "key_form": forms[order]}


def _postings(name_word: Array, name_start: Array, words: int) -> dict[str, Array]:
    """For each word the names that hold it, in their order, each once."""
    names = np.repeat(np.arange(len(name_start) - 1, dtype=np.int64), np.diff(name_start))
    held = np.unique(name_word.astype(np.int64) * max(1, len(name_start)) + names)
    word, name = np.divmod(held, max(1, len(name_start)))
    start = np.zeros(words + 1, np.int64)
    np.cumsum(np.bincount(word, minlength=words), out=start[1:])
    return {"posted_start": start, "posted": name.astype(np.int32)}
