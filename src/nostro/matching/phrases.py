"""Where in a running text a name may stand alone: between the words and marks that part names.

Payments name parties among references, dates and the words around them: `INVOICE 12 FOR KIM, CHOL
SAM DD 12.09`. What stands between such words is asked as a name is. Nothing depends on it alone:
names are also looked for wherever they stand (`nostro.matching.near_text`), if they tell more.
"""

import re
from collections.abc import Iterator

from nostro.names import Kind, Token

__all__ = ["phrases"]

# Words beside a name that belong to none, beyond those of payments and addresses: English ones
# that texts hold most, months, and what bills of lading and remittances abbreviate.
_BESIDE = frozenset(
    "for to by at with against under being is are was were has have had been be will shall must "
    "this that these which who whose his her their our your we you they it not or as if of in on "
    "the during until since after before between into "
    "pls please kindly dd dt inst vide cont cntr consignee consignor shipper "
    "delivered received shipped shipment loaded cargo vessel mv m/v mt ss voyage bl awb goods due "
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec".split()
)
_AND = frozenset("and und et y e i".split())
# Marks that part names; a slash does beside blanks and around a code word, as in /RFB/.
_MARKS = re.compile(r"[,;:|=+*<>{}\[\]()\"\n\r\t?!]|//|\s/|/\s|\.\s")
_BRACKET = re.compile(r"[()\[\]]")
# So many pieces make a name at the most, so many words part them, and so many words it has.
_PIECES = 3
_BETWEEN = 2
_MOST_WORDS = 14


def phrases(text: str, tokens: list[Token]) -> Iterator[range]:
    """The runs of tokens that may be a name by themselves: pieces that nothing parts, and up to
    three of them with what parts them, as commas and prepositions stand inside names, too.
    """
    pieces = list(_pieces(text, tokens))
    for first, (begin, opens) in enumerate(pieces):
        if not opens:
            continue
        end = begin.stop
        for piece, _ in pieces[first : first + _PIECES]:
            if piece.start - end > _BETWEEN or piece.stop - begin.start > _MOST_WORDS:
                break
            end = piece.stop
            yield range(begin.start, end)
            if _number_follows(text, tokens, end):
                yield range(begin.start, end + 1)


def _pieces(text: str, tokens: list[Token]) -> Iterator[tuple[range, bool]]:
    """The runs of words of names, and whether a name may begin with each: what stands in brackets
    after a name, or follows them, goes on with it.
    """
    mixed = not text.isupper() and not text.islower()
    apart = [_parts_names(text, token, mixed=mixed) for token in tokens]
    begin = 0
    while begin < len(tokens):
        end = begin + 1
        if apart[begin]:
            begin = end
            continue
        while end < len(tokens) and not apart[end] and not _are_parted(text, tokens, end):
            end += 1
        inside = begin > 0 and not apart[begin - 1]
        between = text[tokens[begin - 1].span[1] : tokens[begin].span[0]] if inside else ""
        if any(token.word.kind is Kind.NAME for token in tokens[begin:end]):
            yield range(begin, end), not _BRACKET.search(between)
        begin = end


def _parts_names(text: str, token: Token, *, mixed: bool) -> bool:
    """Whether a word stands between names: one of payments or addresses, a number, or in small
    letters where names have capitals.
    """
    if token.word.kind in (Kind.NOISE, Kind.NUMBER) or token.form in _BESIDE:
        return True
    return mixed and token.word.kind is Kind.NAME and text[token.span[0]].islower()


def _are_parted(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a name may end before a word: at a mark, after a legal form, or where an and joins
    somebody with a title.
    """
    before, after = tokens[at - 1], tokens[at]
    between = text[before.span[1] : after.span[0]]
    if _MARKS.search(between) or (
        between == "/" and text[before.span[0] - 1 : before.span[0]] == "/"
    ):
        return True
    if before.word.kind is Kind.LEGAL_FORM:
        return after.word.kind is not Kind.LEGAL_FORM and at > 1
    return before.form in _AND and after.word.kind is Kind.TITLE


def _number_follows(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a number stands beside a name that may be its own: Fund III, Brigade 44."""
    if at >= len(tokens) or tokens[at].word.kind is not Kind.NUMBER:
        return False
    return text[tokens[at - 1].span[1] : tokens[at].span[0]] in {" ", "-"}
