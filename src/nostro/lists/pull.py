"""Lists from their publishers: fetched whole, as one set, only where they changed, and imported."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from nostro.lists.fetch import Fetched, Fetcher
from nostro.lists.settings import Settings
from nostro.lists.sources import SOURCES
from nostro.lists.versions import ImportResult, VersionStore
from nostro.model.errors import InputError, NostroError, UsageError
from nostro.model.files import write_whole

__all__ = ["Puller", "pullable"]

_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_ROUNDS = 3


class _Pulled(msgspec.Struct, frozen=True, kw_only=True):
    """What was pulled last of a list: its version, and what the server said of each file."""

    version_id: str
    files: dict[str, Fetched]


def pullable(settings: Settings) -> list[str]:
    """The lists that nostro reads and knows an address of, in alphabetical order."""
    readable = {source.id for source in SOURCES}
    return sorted(source for source in readable if settings.official(source).urls)


class Puller:
    """Pulls lists into a store. `notes` is the folder that keeps what servers said, `scratch` an
    empty one for the files on their way.
    """

    def __init__(
        self, store: VersionStore, settings: Settings, fetcher: Fetcher, notes: Path, scratch: Path
    ) -> None:
        self._store, self._settings, self._fetcher = store, settings, fetcher
        self._notes, self._scratch = notes, scratch

    def pull(self, source: str, *, imported_at: datetime) -> ImportResult:
        """Fetch and import a list; a list that did not change stands in `unchanged`.

        Raises UsageError for a list without an address; what cannot be had stands in `refused`.
        """
        urls = self._settings.official(source).urls
        if source not in pullable(self._settings):
            known = ", ".join(pullable(self._settings))
            raise UsageError(f"no address of {source}; set one in settings.yaml, or pull {known}")
        last = self._last(source)
        folder = self._scratch / source
        folder.mkdir()
        try:
            files = self._set(urls, last.files if last else {}, folder)
        except NostroError as error:
            return ImportResult(refused=[error])
        if files is None and last:
            version = self._store.find(source, last.version_id)
            return ImportResult(versions=[version], unchanged=[version])
        assert files is not None
        result = self._import(source, files, folder, imported_at)
        if result.versions:
            self._keep(source, result.versions[0].version_id, files)
        return result

    def _import(
        self, source: str, files: Mapping[str, Fetched], folder: Path, imported_at: datetime
    ) -> ImportResult:
        stamps = [stamp for file in files.values() if (stamp := file.modified_at())]
        official = min(max(stamps, default=imported_at), imported_at).date()
        return self._store.import_files(
            [folder], imported_at=imported_at, source=source, official=official
        )

    def _set(
        self, urls: Mapping[str, str], known: Mapping[str, Fetched], folder: Path
    ) -> dict[str, Fetched] | None:
        """All files of a list, of one state of the server; None where none of them changed."""
        before = known if known.keys() == urls.keys() else {}
        files = self._round(urls, before, folder)
        if before and not files:
            return None
        files |= self._round({role: urls[role] for role in urls.keys() - files.keys()}, {}, folder)
        for _ in range(_ROUNDS):
            again = self._again(urls, files, folder)
            if all(again[role].sha256 == file.sha256 for role, file in files.items()):
                return files
            files = again
        raise InputError(", ".join(urls.values()), "changes while it is fetched, try again later")

    def _again(
        self, urls: Mapping[str, str], files: dict[str, Fetched], folder: Path
    ) -> dict[str, Fetched]:
        """The files once more where they changed since; a list of one file is one state."""
        return files if len(urls) == 1 else {**files, **self._round(urls, files, folder)}

    def _round(
        self, urls: Mapping[str, str], known: Mapping[str, Fetched], folder: Path
    ) -> dict[str, Fetched]:
        """Those of the files that are others than the known ones, written to the folder."""
        found = {}
        for role, url in urls.items():
            fetched = self._fetcher.get(url, folder / role, known.get(role))
            if fetched:
                _check_list(url, folder / role)
                found[role] = fetched
        return found

    def _last(self, source: str) -> _Pulled | None:
        """What was pulled last, where its version is still here; damaged notes are none."""
        try:
            last = msgspec.json.decode((self._notes / f"{source}.json").read_bytes(), type=_Pulled)
            self._store.find(source, last.version_id)
        except (OSError, msgspec.DecodeError, UsageError):
            return None
        return last

    def _keep(self, source: str, version_id: str, files: dict[str, Fetched]) -> None:
        pulled = _Pulled(version_id=version_id, files=files)
        body = msgspec.json.format(msgspec.json.encode(pulled, order="sorted"))
        write_whole(self._notes / f"{source}.json", body)


def _check_list(url: str, path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(4096)
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise InputError(url, "a web page came in place of the list; did its address change?")
    if not head.strip():
        raise InputError(url, "an empty file came in place of the list")
