"""What a list source is: a publisher's list in one of its formats, and a set of its files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from nostro.lists.sources.files import MAX_BYTES, ListFile, read_bytes
from nostro.lists.sources.tables import file_head as _file_head
from nostro.model.entities import Entity
from nostro.model.errors import IncompleteSetError
from nostro.model.problems import Problem

__all__ = ["MAX_BYTES", "ListFile", "ListSet", "Source", "file_head", "read_bytes"]

_HEAD_BYTES = 64 * 1024
_Base = Callable[[], Iterator[Entity]]
Amend = Callable[[Mapping[str, ListFile], _Base], Iterator[Entity | Problem]]


@dataclass(frozen=True, kw_only=True)
class Source:
    """A publisher's list in one of its formats.

    `id` names the list: sources that share it read the same list from other files, and give its
    parties the same ids. `required` and `optional` name its files as the publisher does; the
    first required one holds the parties, and a set of any number of equal files has none. `sniff`
    tells from the first bytes and the name which of them a file is, or None; of a workbook the
    bytes are its first rows as text. `read` yields every row as entities or as a Problem;
    `published` is the date inside the files, where they hold one. `named` gives the id of the list
    where the files decide which one it is, as with lists of one's own. `amend` is there where the
    files hold changes only: it yields the list that these make of the entities of the version
    before, and raises InputError where they do not start from it. `max_bytes` is the most that
    one of its files may unpack to.
    """

    id: str
    publisher: str
    title: str
    url: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    sniff: Callable[[bytes, str], str | None]
    read: Callable[[Mapping[str, ListFile]], Iterator[Entity | Problem]]
    published: Callable[[Mapping[str, ListFile]], date | None] = lambda _: None
    named: Callable[[Mapping[str, ListFile]], str] | None = None
    amend: Amend | None = None
    max_bytes: int = MAX_BYTES

    def of(self, files: Mapping[str, ListFile]) -> "Source":
        """This source under the id that the files give it. Raises InputError as `named` does."""
        return replace(self, id=self.named(files)) if self.named else self

    def bounded(self, file: ListFile) -> ListFile:
        """The file with the size that this source allows."""
        return replace(file, max_bytes=self.max_bytes)


@dataclass(frozen=True, kw_only=True)
class ListSet:
    """The files that make one version of one list, by the publisher's name for each."""

    source: Source
    files: dict[str, ListFile]

    @property
    def given(self) -> str:
        """The files as the user named them, in one line."""
        return ", ".join(file.given for file in self.files.values())

    def check_complete(self, *, partial: bool = False) -> None:
        """Raise IncompleteSetError where required files are missing.

        A partial set is let through where it holds at least the file with the parties.
        """
        required = self.source.required[:1] if partial else self.source.required
        if missing := [name for name in required if name not in self.files]:
            raise IncompleteSetError(self.given, missing)

    def read(self, base: _Base | None = None) -> Iterator[Entity | Problem]:
        """The entities of the list, and what could not be read; of changes those that `base`
        becomes by them.
        """
        if base and self.source.amend:
            return self.source.amend(self.files, base)
        return self.source.read(self.files)

    def published(self) -> date | None:
        """The date of publication that stands inside the files, if one does."""
        return self.source.published(self.files)


def file_head(file: ListFile) -> bytes:
    """The first bytes of a file, unpacked; of a workbook its first rows. Raises InputError."""
    return _file_head(file, _HEAD_BYTES)
