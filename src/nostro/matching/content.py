"""What an index holds, compiled once to arrays that are mapped into memory.

The arrays follow from the parties alone, whatever order they came in: parties stand in the order
of their ids, words in that of their keys, spellings in that of their bytes.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from nostro.matching.listed import IndexedParty, ListedName
from nostro.matching.name_kernels import Listed, all_name_hashes
from nostro.matching.word_kernels import LONGEST, all_keys
from nostro.model.entities import is_schema
from nostro.names import Kind, Word
from nostro.names.background import fnv64

__all__ = ["Array", "Party", "compiled", "kernel_arrays"]

Array = npt.NDArray[Any]
Party = tuple[IndexedParty, list[ListedName]]

# What a name is of: how much a missing word counts depends on it.
UNKNOWN, PERSON, OTHER = 0, 1, 2
# A spelling that is not a word's plainest one is a little less sure.
_NOT_PLAINEST = 5


def compiled(parties: Sequence[Party]) -> dict[str, Array]:
    """The arrays of an index over these parties, given in the order of their ids."""
    names = [(number, name) for number, (_, of) in enumerate(parties) for name in of]
    words = sorted(
        {word for _, name in names for word in name.words}, key=lambda word: word.key
    )
    place = {word.key: at for at, word in enumerate(words)}
    rows = [[place[word.key] for word in name.words] for _, name in names]
    records = [msgspec.msgpack.encode(party) for party, _ in parties]
    texts = [name.text.encode("utf-8", "surrogatepass") for _, name in names]
    kinds = [_kind_of(party) for party, _ in parties]
    name_start, name_word = _starts(map(len, rows)), np.fromiter(chain.from_iterable(rows), np.int32)
    word_kind = np.array([word.kind for word in words], np.uint8)
    word_hash = np.array([fnv64(word.key) for word in words], np.uint64)
    name_hash = all_name_hashes(name_word, name_start, word_kind, word_hash)
    by_hash = np.argsort(name_hash, kind="stable")
    return {
        **_spellings(words),
        **_postings(rows, len(words)),
        "word_kind": word_kind,
        "word_hash": word_hash,
        "word_bits": np.array([word.bits for word in words], np.float64),
        "word_weight": np.array([word.weight for word in words], np.float64),
        "word_of_people": np.array([word.of_people for word in words], np.float64),
        "name_party": np.array([number for number, _ in names], np.int32),
        "name_weak": np.array([name.weak for _, name in names], np.uint8),
        "name_kind": np.array([kinds[number] for number, _ in names], np.uint8),
        "name_hash": name_hash[by_hash],
        "name_at": by_hash.astype(np.int32),
        "name_start": name_start,
        "name_word": name_word,
        "record_start": _starts(map(len, records)),
        "record": np.frombuffer(b"".join(records), np.uint8),
        "text_start": _starts(map(len, texts)),
        "text": np.frombuffer(b"".join(texts), np.uint8),
    }


def kernel_arrays(arrays: dict[str, Array]) -> Listed:
    """The arrays that the kernels read."""
    return Listed(**{field: arrays[field] for field in Listed._fields})


def _kind_of(party: IndexedParty) -> int:
    schema = party.entity.schema
    if schema in {"Thing", "LegalEntity"}:
        return UNKNOWN
    return PERSON if is_schema(schema, "Person") else OTHER


def _spellings(words: list[Word]) -> dict[str, Array]:
    """The spellings of words: letters, hashes, whose each is, and the keys to find them by."""
    owners: dict[bytes, list[tuple[int, int]]] = {}
    for number, word in enumerate(words):
        for rank, form in enumerate(word.forms):
            owners.setdefault(form.encode("utf-8", "surrogatepass"), []).append((rank, number))
    forms = sorted(owners)
    place = {form: at for at, form in enumerate(forms)}
    # The word whose plainest spelling it is comes first: that one is meant where one is asked for.
    pairs = [sorted(owners[form]) for form in forms]
    letters = np.frombuffer(b"".join(forms), np.uint8)
    form_start = _starts(map(len, forms), np.int32)
    hashes = np.array([fnv64(form.decode("utf-8", "surrogatepass")) for form in forms], np.uint64)
    order = np.argsort(hashes, kind="stable")
    near = [
        form.isascii() and len(form) <= LONGEST and any(_is_name(words[n]) for _, n in of)
        for form, of in zip(forms, pairs, strict=True)
    ]
    return {
        "letters": letters,
        "form_start": form_start,
        "form_hash": hashes[order],
        "form_at": order.astype(np.int32),
        "form_word_start": _starts(map(len, pairs), np.int32),
        "form_word": np.array([number for of in pairs for _, number in of], np.int32),
        "form_extra": np.array(
            [_NOT_PLAINEST if rank else 0 for of in pairs for rank, _ in of], np.uint8
        ),
        "word_form": np.array(
            [place[word.forms[0].encode("utf-8", "surrogatepass")] for word in words], np.int32
        ),
        **_keys(letters, form_start, np.array(near, np.uint8)),
    }


def _is_name(word: Word) -> bool:
    return word.kind is Kind.NAME or word.kind == Kind.NAME.value


def _keys(letters: Array, starts: Array, wanted: Array) -> dict[str, Array]:
    nothing = np.empty(0, np.uint64), np.empty(0, np.int32)
    count = all_keys(letters, starts, wanted, *nothing)
    keys, forms = np.empty(count, np.uint64), np.empty(count, np.int32)
    all_keys(letters, starts, wanted, keys, forms)
    order = np.lexsort((forms, keys))
    return {"key": keys[order], "key_form": forms[order]}


def _postings(rows: list[list[int]], words: int) -> dict[str, Array]:
    """For each word the names that hold it, in their order."""
    held = np.fromiter(chain.from_iterable(map(dict.fromkeys, rows)), np.int32)
    names = np.repeat(
        np.arange(len(rows), dtype=np.int32), [len(dict.fromkeys(row)) for row in rows]
    )
    order = np.argsort(held, kind="stable")
    start = np.zeros(words + 1, np.int64)
    np.cumsum(np.bincount(held, minlength=words), out=start[1:])
    return {"posted_start": start, "posted": names[order]}


def _starts(lengths: Iterable[int], dtype: type[np.signedinteger[Any]] = np.int64) -> Array:
    return np.array([0, *accumulate(lengths)], dtype)
