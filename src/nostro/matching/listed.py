"""Listed parties as the index holds them."""

from collections.abc import Iterable

import msgspec

from nostro.model.entities import Entity, ListedParty, is_schema, listed_parties
from nostro.names import Token, tokenise

__all__ = ["IndexedName", "IndexedParty", "indexed_names", "parties_to_index"]


COMPARED = frozenset({"birthDate", "country", "nationality", "citizenship", "jurisdiction", "flag"})


class IndexedName(msgspec.Struct, array_like=True):
    """One name of a party: as the list writes it, and as tokens."""

    entity_id: str
    text: str
    weak: bool
    tokens: list[Token]

    @property
    def weight(self) -> float:
        """What all its words weigh."""
        return sum(token.weight for token in self.tokens)

    def weight_of(self, form: str) -> float:
        """What the words of this form weigh in it."""
        return sum(token.weight for token in self.tokens if token.forms[0] == form)


class IndexedParty(msgspec.Struct, array_like=True):
    """A party with what an answer says of it; its entity holds what features compare."""

    entity: Entity
    caption: str
    datasets: list[str]
    programmes: list[str]

    @classmethod
    def of(cls, party: ListedParty) -> "IndexedParty":
        """What the index keeps of a listed party."""
        kept = {
            prop: values for prop, values in party.entity.properties.items() if prop in COMPARED
        }
        slim = Entity(id=party.entity.id, schema=party.entity.schema, properties=kept)
        return cls(slim, party.entity.name(), party.entity.datasets, party.programmes)

    def primary(self) -> IndexedName:
        """Its caption as a name, for a match by a code alone."""
        return IndexedName(self.entity.id, self.caption, False, [])


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


def indexed_names(party: ListedParty) -> list[IndexedName]:
    """The names of a party, each once, strong ones first; those without a word are left out."""
    entity = party.entity
    named = dict.fromkeys(entity.weak_names(), True) | dict.fromkeys(entity.names(), False)
    names = [IndexedName(entity.id, text, weak, tokenise(text)) for text, weak in named.items()]
    return sorted((name for name in names if name.tokens), key=lambda name: (name.weak, name.text))
