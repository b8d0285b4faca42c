"""A text taken apart once: what all later steps look at."""

from bisect import bisect_left, bisect_right
from datetime import date
from typing import Protocol, TypeVar

from nostro.announcements.authorities import find_authorities
from nostro.announcements.counts import find_counts
from nostro.announcements.dates import find_dates
from nostro.announcements.frames import find_frames
from nostro.announcements.parties import Party, PartyIndex, collect_parties
from nostro.announcements.programmes import find_programmes
from nostro.announcements.sentences import Sentence, split_sentences

__all__ = ["Reading", "within"]


class _Located(Protocol):
    @property
    def span(self) -> tuple[int, int]: ...


Found = TypeVar("Found", bound=_Located)


class Reading:
    """The sentences, parties, authorities, dates, legal bases, counts and verb frames of a text."""

    def __init__(self, source: str, published: date) -> None:
        self.source = source
        self.published = published
        self.sentences = split_sentences(source)
        self.named = PartyIndex(collect_parties(source, self.sentences))
        self.authorities = find_authorities(source)
        self.dates = find_dates(source, published)
        self.programmes = [
            mention
            for sentence in self.sentences
            for mention in find_programmes(sentence.text, sentence.start)
        ]
        self.counts = [find_counts(sentence.text) for sentence in self.sentences]
        self.frames = find_frames(self.sentences)
        self._starts = [sentence.start for sentence in self.sentences]

    @property
    def parties(self) -> list[Party]:
        """The parties in the order of their first mention."""
        return self.named.parties

    def sentence_at(self, place: int) -> int:
        """The index of the sentence that holds a place in the text."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def named_in(self, sentence: Sentence) -> list[Party]:
        """The parties that a sentence names."""
        return [party for _, party in self.named.between(sentence.start, sentence.end)]


def within(items: list[Found], start: int, end: int) -> list[Found]:
    """Those of `items`, which stand in the order of the text, that lie between two places."""
    first = bisect_left(items, start, key=lambda item: item.span[0])
    last = bisect_left(items, end, key=lambda item: item.span[0])
    return [item for item in items[first:last] if item.span[1] <= end]
