"""Listed parties as the index holds them."""

from collections.abc import Iterable

import msgspec

from nostro.matching.addresses import address_text
from nostro.matching.identifiers import codes_of
from nostro.matching.records import COUNTRY_PROPERTIES, FoundIdentifier
from nostro.model.entities import Entity, ListedParty, is_schema, listed_parties
from nostro.names import Word, words_read

__all__ = ["IndexedParty", "ListedName", "Listing", "indexed_names", "parties_to_index"]

# The properties that features compare.
COMPARED = frozenset({"birthDate", "gender", "address", *COUNTRY_PROPERTIES})


class ListedName(msgspec.Struct, array_like=True):
    """One reading of a name of a party, with the name as the list writes it; `weak` where the list
    marks it so.
    """

    text: str
    weak: bool
    words: tuple[Word, ...] = ()


class Listing(msgspec.Struct, array_like=True, frozen=True):
    """One listing of a party: by which list, under which programmes, with what measures.

    `derived_from` says of a party that no list names who owns it.
    """

    dataset: str
    programmes: tuple[str, ...]
    provisions: tuple[str, ...]
    derived_from: str = ""


class IndexedParty(msgspec.Struct, array_like=True):
    """A party with what an answer says of it; its entity holds what features compare."""

    entity: Entity
    caption: str
    datasets: list[str]
    programmes: list[str]
    codes: list[FoundIdentifier]
    listings: list[Listing] = []

    @classmethod
    def of(cls, party: ListedParty) -> "IndexedParty":
        """What the index keeps of a listed party."""
        kept = {
            prop: list(map(_written, values))
            for prop, values in party.entity.properties.items()
            if prop in COMPARED
        }
        if addresses := _addresses(party):
            kept["address"] = addresses
        slim = Entity(id=party.entity.id, schema=party.entity.schema, properties=kept)
        return cls(
            entity=slim,
            caption=_written(party.entity.name()),
            datasets=party.entity.datasets,
            programmes=party.programmes,
            codes=codes_of(party),
            listings=_listings(party),
        )


def _listings(party: ListedParty) -> list[Listing]:
    """Its listings, each once; a party that no Sanction names stands on its lists all the same."""
    if not party.sanctions:
        return [Listing(_written(dataset), (), ()) for dataset in party.entity.datasets]
    found = (
        _listing(dataset, sanction)
        for sanction in party.sanctions
        for dataset in sanction.datasets or party.entity.datasets
    )
    return list(dict.fromkeys(found))


def _listing(dataset: str, sanction: Entity) -> Listing:
    derived = sanction.get("reason") if sanction.first("status") == "derived" else []
    return Listing(
        dataset=_written(dataset),
        programmes=tuple(map(_written, sanction.get("programId") or sanction.get("program"))),
        provisions=tuple(map(_written, sanction.get("provisions"))),
        derived_from=_written("; ".join(derived)),
    )


def _addresses(party: ListedParty) -> list[str]:
    """The addresses of a party, each once, whether as text or as entities of their own."""
    texts = [*party.entity.get("address"), *map(address_text, party.addresses)]
    return list(dict.fromkeys(_written(text) for text in texts if text))


def _written(text: str) -> str:
    """A text that can be written: half of a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def parties_to_index(entities: Iterable[Entity]) -> list[ListedParty]:
    """The parties that a Sanction names; where no entity is a Sanction, all that have a name."""
    given = list(entities)
    if any(entity.schema == "Sanction" for entity in given):
        return list(listed_parties(given))
    addresses = {entity.id: entity for entity in given if entity.schema == "Address"}
    return [
        ListedParty(
            entity=entity,
            addresses=[addresses[key] for key in entity.get("addressEntity") if key in addresses],
        )
        for entity in given
        if is_schema(entity.schema, "Thing")
        and entity.schema != "Address"
        and (entity.names() or entity.weak_names() or entity.get("publicKey"))
    ]


def indexed_names(party: ListedParty) -> list[ListedName]:
    """The names of a party, each once, strong ones first; those without a word are left out. What a
    wallet is called by is its address.
    """
    entity = party.entity
    strong = [
        *entity.names(),
        *(entity.get("publicKey") if entity.schema == "CryptoWallet" else ()),
    ]
    named = dict.fromkeys(entity.weak_names(), True) | dict.fromkeys(strong, False)
    found = (
        ListedName(_written(text), weak, tuple(words))
        for text, weak in named.items()
        for words in words_read(text, whole=True)
    )
    return sorted(found, key=lambda name: (name.weak, name.text, -len(name.words)))
