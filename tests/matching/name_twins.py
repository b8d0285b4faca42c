"""Plain twins of the kernels that compare names: what they compute, said in a few lines."""

from nostro.names import Kind

__all__ = ["best_score", "chosen", "joined", "named_alike"]

_TELLING = (Kind.NAME, Kind.NUMBER, Kind.INITIAL)


def chosen(pairs):
    """Pairs of words, the best first, no word twice: the numbers of those that are taken.

    A pair is the first word of the query and how many, of the name and how many, and the gain.
    """

    def rank(number):
        i, _, j, _, gain = pairs[number]
        return -gain, abs(i - j), i + j, number

    taken: list[int] = []
    places: set[tuple[str, int]] = set()
    for number in sorted(range(len(pairs)), key=rank):
        i, n_i, j, n_j, _ = pairs[number]
        own = {("query", i + k) for k in range(n_i)} | {("name", j + k) for k in range(n_j)}
        if places.isdisjoint(own):
            places |= own
            taken.append(number)
    return taken


def joined(forms, listed):
    """For each word of a query, the listed spelling that it is together with the next, and with the
    next two; None where there is none.
    """
    return [
        "".join(forms[i : i + count])
        if i + count <= len(forms) and "".join(forms[i : i + count]) in listed
        else None
        for i in range(len(forms))
        for count in (2, 3)
    ]


def named_alike(one, other):
    """Whether two rows of words are the same but for their order, and for fillers unless they are
    nothing else.
    """
    return _named(one) == _named(other)


def best_score(search, words, names, weak):
    """The best of a query's scores against some names, weak ones less."""
    return max(search.pairs(words, number)[0] * (0.8 if weak[number] else 1.0) for number in names)


def _named(words):
    telling = sorted(word.key for word in words if word.kind in _TELLING)
    return telling or sorted(word.key for word in words)
