"""Listed parties as the index holds them."""

from collections.abc import Iterable

import msgspec

from nostro.matching.identifiers import codes_of
from nostro.matching.records import FoundIdentifier
from nostro.model.entities import Entity, ListedParty, is_schema, listed_parties
from nostro.names import Word, words_read

__all__ = ["IndexedParty", "ListedName", "indexed_names", "parties_to_index"]

COMPARED = frozenset({"birthDate", "country", "nationality", "citizenship", "jurisdiction", "flag"})


class ListedName(msgspec.Struct, array_like=True):
    """One reading of a name of a party, with the name as the list writes it; `weak` where the list
    marks it so.
    """

    text: str
    weak: bool
    words: tuple[Word, ...] = ()


class IndexedParty(msgspec.Struct, array_like=True):
    """A party with what an answer says of it; its entity holds what features compare."""

    entity: Entity
    caption: str
    datasets: list[str]
    programmes: list[str]
    codes: list[FoundIdentifier]

    @classmethod
    def of(cls, party: ListedParty) -> "IndexedParty":
        """What the index keeps of a listed party."""
        kept = {
            prop: values for prop, values in party.entity.properties.items() if prop in COMPARED
        }
        slim = Entity(id=party.entity.id, schema=party.entity.schema, properties=kept)
        return cls(
            entity=slim,
            caption=_written(party.entity.name()),
            datasets=party.entity.datasets,
            programmes=party.programmes,
            codes=codes_of(party),
        )


def _written(text: str) -> str:
    """A text that can be written: half of a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def parties_to_index(entities: Iterable[Entity]) -> list[ListedParty]:
    """The parties that a Sanction names; where no entity is a Sanction, all that have a name."""
    given = list(entities)
    if any(entity.schema == "Sanction" for entity in given):
        return list(listed_parties(given))
    return [
        ListedParty(entity=entity)
        for entity in given
        if is_schema(entity.schema, "Thing")
        and entity.schema != "Address"
        and (entity.names() or entity.weak_names() or entity.get("publicKey"))
    ]


def indexed_names(party: ListedParty) -> list[ListedName]:
    """The names of a party, each once, strong ones first; those without a word are left out."""
    entity = party.entity
    named = dict.fromkeys(entity.weak_names(), True) | dict.fromkeys(entity.names(), False)
    found = (
        ListedName(_written(text), weak, tuple(words))
        for text, weak in named.items()
        for words in words_read(text)
    )
    return sorted(found, key=lambda name: (name.weak, name.text, -len(name.words)))
