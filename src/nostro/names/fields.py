"""The name within a field of a payment, beside which an address or a reference may stand.

`Kim Jong Un, 12 Main Street, Springfield` and `PAYMENT FOR KIM JONG UN INV 2231` both mean Kim
Jong Un. Words of addresses and payments and the numbers beside them show where a name ends; one
such word alone shows nothing, since names of companies hold them too. Neither do several where a
legal form follows (745 Forest Road, LLC; Del Prado Building LLP) or where what is left would be the
name of a street (65 Dan Road): the company is called so.
"""

from itertools import takewhile

from nostro.names.parts import PAYMENT_WORDS, STREET_ENDS
from nostro.names.words import Kind, Word

__all__ = ["FIELD_BREAKS", "REST", "holds_noise", "name_part"]

# Stands for what is beside a name: it counts nothing, but a field that has it equals no name.
REST = Word("<...>", ("<...>",), (0,), Kind.NOISE, 0.0, 0.0)

# Marks at which a field is cut.
FIELD_BREAKS = frozenset(",;:/\\\n\r\t")
_LEAST_NOISE = 2
_BEFORE_A_NAME = frozenset({Kind.NOISE, Kind.NUMBER, Kind.PARTICLE})
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)


def holds_noise(words: list[Word]) -> bool:
    """Whether words of addresses and payments, numbers and months after them, are among these."""
    noise = sum(word.kind is Kind.NOISE for word in words)
    return noise >= _LEAST_NOISE or (noise > 0 and any(map(_also_noise, words)))


def name_part(words: list[Word], breaks: list[bool]) -> range:
    """Which words are the name, where `breaks` says before which the field is cut; all of them
    where nothing shows that there are others.

    What opens the field and is no name is left out, and all from the first word of an address or
    a reference on, with what stands beside it between two breaks.
    """
    every = range(len(words))
    if not holds_noise(words):
        return every
    begin = next((at for at in every if not _opens(words, breaks, at)), 0)
    if all(words[at].kind in {Kind.NUMBER, Kind.PARTICLE} for at in range(begin)):
        begin = 0
    end = next((at for at in every[begin:] if words[at].kind is Kind.NOISE), len(words))
    cut = max((at for at in range(begin + 1, end + 1) if at < len(words) and breaks[at]), default=0)
    part = range(begin, cut if cut and end < len(words) else end)
    rest = takewhile(lambda at: not breaks[at] or words[at].kind is Kind.LEGAL_FORM, every[end:])
    if part.stop == end and _is_called_so([words[at] for at in rest]):
        return every
    return part if any(words[at].kind is Kind.NAME for at in part) else every


def _is_called_so(rest: list[Word]) -> bool:
    """Whether what follows the first words of a field belongs to the name: a word that ends the
    name of a street, or words up to a legal form of which none is of payments.
    """
    before = list(takewhile(lambda word: word.kind is not Kind.LEGAL_FORM, rest))
    of_a_company = len(before) < len(rest) and not any(map(_of_payments, before))
    return rest[:1] != [] and (rest[0].key in STREET_ENDS or of_a_company)


def _of_payments(word: Word) -> bool:
    return word.key in PAYMENT_WORDS


def _opens(words: list[Word], breaks: list[bool], at: int) -> bool:
    """Whether a word may stand before a name: F/O and C/O are read as initials."""
    if words[at].kind is Kind.INITIAL:
        return breaks[at] or breaks[at + 1 : at + 2] == [True]
    return words[at].kind in _BEFORE_A_NAME


def _also_noise(word: Word) -> bool:
    return word.kind is Kind.NUMBER or word.key in _MONTHS
