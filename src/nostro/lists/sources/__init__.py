"""The lists that nostro reads, one module a publisher's format.

A source module offers one `Source` a list; a new one is added to `SOURCES` below, and nothing else
changes. Several sources may share the id of a list, which then comes in several formats.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nostro.lists.sources import (
    au_dfat,
    ca_sema,
    ch_seco,
    curated,
    eu_fsf,
    jp_mof,
    ofac_advanced,
    ofac_csv,
    ofac_enhanced,
    ofac_xml,
    opensanctions,
    opensanctions_delta,
    own_list,
    senzing,
    ua_nsdc,
    uk_lists,
    un_xml,
    us_bis_denied,
    us_csl,
)
from nostro.lists.sources.source import ListFile, ListSet, Source, file_head
from nostro.model.errors import InputError
from nostro.model.problems import Problem

__all__ = ["SOURCES", "Detection", "ListFile", "ListSet", "Source", "detect"]

# The first that knows a file reads it: a list of one's own is known by its name alone.
SOURCES: tuple[Source, ...] = (
    own_list.SOURCE,
    *ofac_csv.SOURCES,
    *ofac_xml.SOURCES,
    *ofac_enhanced.SOURCES,
    *ofac_advanced.SOURCES,
    un_xml.SOURCE,
    *eu_fsf.SOURCES,
    *uk_lists.SOURCES,
    ch_seco.SOURCE,
    ca_sema.SOURCE,
    au_dfat.SOURCE,
    jp_mof.SOURCE,
    ua_nsdc.SOURCE,
    us_csl.SOURCE,
    us_bis_denied.SOURCE,
    *curated.SOURCES,
    *opensanctions.SOURCES,
    opensanctions_delta.SOURCE,
    senzing.SOURCE,
)
_KNOWN = ", ".join(dict.fromkeys(source.id for source in SOURCES))
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
# More files than this in a folder means that it is not a folder of lists.
_MAX_FILES = 2_000
_ROLE_WORDS = re.compile(
    r"comments?|sdn|add(?:ress(?:es)?)?|alt(?:ernate)?|alias(?:es)?|\.(?:csv|tsv|txt|gz|xlsx?|ya?ml)|[\W_]+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Detection:
    """What was found in the paths given.

    `problems` are files in a folder that are no lists, which are passed over; `refused` are paths
    given as lists that are none.
    """

    sets: list[ListSet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: list[InputError] = field(default_factory=list)


@dataclass(frozen=True)
class _Sniffed:
    source: Source
    role: str
    file: ListFile


def detect(paths: Iterable[Path]) -> Detection:
    """Sort files and folders into sets, each one version of one list, by content and name.

    A set may be incomplete, which `ListSet.check_complete` tells. A file given twice counts once.
    """
    detection = Detection()
    sniffed: dict[Path, _Sniffed] = {}
    for path in paths:
        try:
            for found in _sniff_path(path, detection.problems):
                sniffed.setdefault(found.file.path.resolve(), found)
        except InputError as error:
            detection.refused.append(error)
    for source in SOURCES:
        ours = [found for found in sniffed.values() if found.source is source]
        for group in _groups(ours):
            try:
                detection.sets.append(_set(group))
            except InputError as error:
                detection.refused.append(error)
    return detection


def _sniff_path(path: Path, problems: list[Problem]) -> Iterator[_Sniffed]:
    """The lists at a path. Raises InputError for a file that is none, a folder without any."""
    if not path.is_dir():
        yield _sniff(ListFile(path=path, given=str(path)))
        return
    lists = 0
    for inner in _files_below(path):
        try:
            found = _sniff(ListFile(path=inner, given=str(inner)))
        except InputError as error:
            problems.append(_passed_over(inner, error))
        else:
            lists += 1
            yield found
    if not lists:
        raise InputError(path, f"no list in this folder; nostro reads {_KNOWN}")


def _files_below(folder: Path) -> list[Path]:
    """All files in a folder and those below it, but hidden ones; links are not followed."""
    files: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [Path(place, name) for name in sorted(names) if not name.startswith(".")]
        if len(files) > _MAX_FILES:
            raise InputError(folder, f"more than {_MAX_FILES} files, give the folder of the list")
    return files


def _sniff(file: ListFile) -> _Sniffed:
    head = file_head(file)
    if not head.strip(b"\x1a \r\n\t"):
        raise InputError(file.given, "the file is empty")
    if _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise InputError(file.given, "an HTML page, not a list: an error or a login page")
    for source in SOURCES:
        if role := source.sniff(head, file.path.name):
            return _Sniffed(source, role, source.bounded(file))
    raise InputError(file.given, f"not a list that nostro reads, which are {_KNOWN}")


def _passed_over(path: Path, error: InputError) -> Problem:
    return Problem(source=str(path), location="file", code="not_a_list", message=error.reason)


def _groups(files: list[_Sniffed]) -> Iterator[list[_Sniffed]]:
    """Files that belong together: all, where no role comes twice; else those of one folder;
    else those whose names are the same but for the word for the role (`sdn-2023.csv.gz`).
    """
    if not _doubled(files):
        yield from [files] if files else []
        return
    for folder in _split(files, lambda found: str(found.file.path.resolve().parent)):
        if not _doubled(folder):
            yield folder
            continue
        for named in _split(folder, lambda found: _ROLE_WORDS.sub("", found.file.path.name)):
            yield from [named] if not _doubled(named) else [[found] for found in named]


def _split(files: list[_Sniffed], key: Callable[[_Sniffed], str]) -> list[list[_Sniffed]]:
    parts: dict[str, list[_Sniffed]] = defaultdict(list)
    for found in files:
        parts[key(found)].append(found)
    return list(parts.values())


def _doubled(files: list[_Sniffed]) -> bool:
    return len({found.role for found in files}) < len(files)


def _set(files: list[_Sniffed]) -> ListSet:
    source = files[0].source
    by_role = {found.role: found.file for found in files}
    order = dict.fromkeys((*source.required, *source.optional, *sorted(by_role)))
    named = {role: by_role[role] for role in order if role in by_role}
    return ListSet(source=source.of(named), files=named)
