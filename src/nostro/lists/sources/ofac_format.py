"""What OFAC's XML formats share: each carries two lists, told apart by the file, one entry a party.

A format says how a file is known, dated and cut into entries; what is made of an entry stands in
`ofac_party.py`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from nostro.lists.sources.files import ListFile
from nostro.lists.sources.links import Links
from nostro.lists.sources.ofac_party import OfacEntry, note_names, party_entities
from nostro.lists.sources.source import Source, file_head
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["OfacFormat", "sources_of"]

_EXPORTS = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
_SDN = ("us_ofac_sdn", "US OFAC Specially Designated Nationals and Blocked Persons List")
_CONSOLIDATED = ("us_ofac_cons", "US OFAC Consolidated (non-SDN) List")
_PACKER, _UNPACKER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(OfacEntry)


@dataclass(frozen=True, kw_only=True)
class OfacFormat:
    """One of OFAC's XML formats.

    `sdn` and `consolidated` are the names of the two files, `export` that of one on OFAC's server.
    `root` is found at the start of a file of the format, `is_consolidated` says from that start
    and the name which list it is, `published` reads the day from it. `entries` gives every entry in
    the order of the file, with the problems beside it.
    """

    sdn: str
    consolidated: str
    root: re.Pattern[bytes]
    is_consolidated: Callable[[bytes, str], bool]
    published: Callable[[bytes], date | None]
    entries: Callable[[ListFile, str], Iterator[OfacEntry | Problem]]
    max_bytes: int
    export: Callable[[str], str] = str.upper


def sources_of(form: OfacFormat) -> tuple[Source, Source]:
    """The two lists in a format."""
    return _source(form, form.sdn, *_SDN), _source(form, form.consolidated, *_CONSOLIDATED)


def _source(form: OfacFormat, role: str, source: str, title: str) -> Source:
    def sniff(head: bytes, name: str) -> str | None:
        plain = _plain(head)
        if not form.root.search(plain):
            return None
        return role if form.is_consolidated(plain, name) == (role == form.consolidated) else None

    def read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
        """Every entry as entities; a Problem for one without number or name, or a second one."""
        return _read(form, files[role], role, source)

    def published(files: Mapping[str, ListFile]) -> date | None:
        return form.published(_plain(file_head(files[role])))

    return Source(
        id=source,
        publisher="Office of Foreign Assets Control",
        title=title,
        url=f"{_EXPORTS}/{form.export(role)}",
        required=(role,),
        sniff=sniff,
        read=read,
        published=published,
        max_bytes=form.max_bytes,
    )


def _plain(head: bytes) -> bytes:
    """The start of a file that may be UTF-16, as bytes that ASCII patterns find."""
    return head.replace(b"\0", b"")


def _read(form: OfacFormat, file: ListFile, role: str, source: str) -> Iterator[Entity | Problem]:
    """A link may name an entry that comes later: the entries wait, packed, until all are known."""
    links, seen = Links(), set[str]()
    waiting: list[bytes | Problem] = []
    for entry in form.entries(file, role):
        if isinstance(entry, Problem):
            waiting.append(entry)
        elif problem := _problem(file, entry, role, seen):
            waiting.append(problem)
        else:
            seen.add(entry.number)
            names = [entry.name, *entry.originals, *(alias.name for alias in entry.aliases)]
            note_names(links, entry.id, entry.kind, names)
            waiting.append(_PACKER.encode(entry))
    for item in waiting:
        if isinstance(item, Problem):
            yield item
        else:
            yield from party_entities(_UNPACKER.decode(item), links, source)


def _problem(file: ListFile, entry: OfacEntry, role: str, seen: set[str]) -> Problem | None:
    number = entry.number
    if not (number.isascii() and number.isdecimal()):
        code, message = "uid", f"{number[:40]!r} is not an entry number"
    elif number in seen:
        code, message = "duplicate", f"entry {number} stands there twice"
    elif not entry.name:
        code, message = "name", f"entry {number} has no name"
    else:
        return None
    location = entry.record.removeprefix(f"{role} ")
    return Problem(source=file.given, location=location, code=code, message=message)
