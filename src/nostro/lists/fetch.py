"""One file from a publisher's server, whole or not at all.

What a server does is not to be trusted: it may be slow, break off, redirect in circles or for
ever send more. Everything here is bounded, and a file that comes short is fetched again.
"""

import hashlib
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import msgspec
import urllib3
from urllib3.exceptions import HTTPError, LocationParseError

from nostro._version import __version__
from nostro.model.errors import InputError

__all__ = ["FetchLimits", "Fetched", "Fetcher"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Answers that another attempt may better (RFC 9110; 429 of RFC 6585, 425 of RFC 8470).
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
_CHUNK = 1 << 16


class FetchLimits(msgspec.Struct, frozen=True, kw_only=True):
    """The bounds of a download; times in seconds.

    The pause before attempt n is `pause_s` times 2 to the n, of which up to a half is left to
    chance, so that many clients do not come back at once; `Retry-After` goes before it.
    """

    connect_s: float = 10
    read_s: float = 30
    whole_s: float = 600
    max_bytes: int = 256 << 20
    attempts: int = 4
    redirects: int = 5
    pause_s: float = 1
    longest_pause_s: float = 60


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What a server said of a file that came from it, to ask for its changes later."""

    url: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the file only where it is another (RFC 9110, section 13)."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}

    def modified_at(self) -> datetime | None:
        """When the publisher's server says the file was last changed, in UTC."""
        return _http_time(self.last_modified or "")


class _TryAgain(Exception):  # noqa: N818  # it is caught below, and is no error
    """An attempt failed in a way that may pass; `pause_s` is what the server asked for."""

    def __init__(self, why: str, pause_s: float | None = None) -> None:
        self.pause_s = pause_s
        super().__init__(why)


class Fetcher:
    """Fetches files within limits. `clock` gives seconds that only grow, `now` the time in UTC."""

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        chance: random.Random,
        say: Callable[[str], None],
        proxy: Callable[[str], str | None] = lambda _: None,
        limits: FetchLimits | None = None,
    ) -> None:
        self._clock, self._now, self._sleep = clock, now, sleep
        self._chance, self._say, self._proxy = chance, say, proxy
        self._limits = limits or FetchLimits()

    def get(self, url: str, into: Path, known: Fetched | None = None) -> Fetched | None:
        """Write the file at an address to `into`; None where it is still the one that is known.

        Raises InputError, in one line, for what cannot be had.
        """
        last = ""
        for attempt in range(self._limits.attempts):
            try:
                return self._attempt(url, into, known)
            except _TryAgain as failure:
                last = str(failure)
                if attempt + 1 < self._limits.attempts:
                    pause = self._pause(attempt, failure.pause_s)
                    self._say(f"{url}: {last}; again in {pause:.0f} s")
                    self._sleep(pause)
        raise InputError(url, f"not to be had in {self._limits.attempts} attempts: {last}")

    def _pause(self, attempt: int, asked: float | None) -> float:
        wait = self._limits.pause_s * float(1 << attempt) * (1 - self._chance.random() / 2)
        return min(max(wait, asked or 0), self._limits.longest_pause_s)

    def _attempt(self, url: str, into: Path, known: Fetched | None) -> Fetched | None:
        deadline = self._clock() + self._limits.whole_s
        headers = {
            "User-Agent": f"nostro/{__version__}",
            "Accept-Encoding": "identity",
            **(known.conditions() if known and known.url == url else {}),
        }
        place = url
        for _ in range(self._limits.redirects + 1):
            _check_address(place)
            try:
                with self._pool(place) as pool, closing(self._open(pool, place, headers)) as answer:
                    target = answer.headers.get("Location")
                    if answer.status not in _REDIRECTS or not target:
                        return self._take(answer, url, into, deadline, known=known is not None)
            except LocationParseError as error:
                raise InputError(url, f"leads to what is no address: {error}") from error
            except HTTPError as error:
                raise _TryAgain(_plain(error)) from error
            place = _redirected(url, place, target)
        raise InputError(url, f"redirects more than {self._limits.redirects} times")

    def _open(
        self, pool: urllib3.PoolManager, place: str, headers: Mapping[str, str]
    ) -> urllib3.BaseHTTPResponse:
        limits = self._limits
        return pool.request(
            "GET",
            place,
            headers=headers,
            timeout=urllib3.Timeout(connect=limits.connect_s, read=limits.read_s),
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )

    def _pool(self, place: str) -> urllib3.PoolManager:
        proxy = self._proxy(place)
        return urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()

    def _take(
        self,
        answer: urllib3.BaseHTTPResponse,
        url: str,
        into: Path,
        deadline: float,
        *,
        known: bool,
    ) -> Fetched | None:
        if answer.status == 304 and known:
            return None
        if answer.status in _TRANSIENT:
            asked = self._retry_after(answer.headers.get("Retry-After", ""))
            raise _TryAgain(f"the server answers {answer.status}", asked)
        if answer.status != 200:
            raise InputError(
                url, f"the server answers {answer.status} {answer.reason or ''}".strip()
            )
        digest = hashlib.sha256()
        with into.open("wb") as out:
            for chunk in self._chunks(answer, url, deadline):
                digest.update(chunk)
                out.write(chunk)
        return Fetched(
            url=url,
            sha256=digest.hexdigest(),
            etag=answer.headers.get("ETag"),
            last_modified=answer.headers.get("Last-Modified"),
        )

    def _chunks(
        self, answer: urllib3.BaseHTTPResponse, url: str, deadline: float
    ) -> Iterator[bytes]:
        size, most = 0, self._limits.max_bytes
        while chunk := answer.read1(_CHUNK):
            size += len(chunk)
            if size > most:
                raise InputError(url, f"more than {most:,} bytes, no list is so big")
            if self._clock() > deadline:
                raise _TryAgain(f"it takes more than {self._limits.whole_s:.0f} s")
            yield chunk
        length = answer.headers.get("Content-Length", "")
        if length.isdecimal() and size < int(length):
            raise _TryAgain(f"only {size:,} of {int(length):,} bytes came")

    def _retry_after(self, text: str) -> float | None:
        """Seconds, or a date (RFC 9110, section 10.2.3)."""
        if text.strip().isdecimal():
            return float(text)
        time = _http_time(text)
        return max(0.0, (time - self._now()).total_seconds()) if time else None


def _http_time(text: str) -> datetime | None:
    """A date of HTTP in UTC, or None for what is none."""
    try:
        time = parsedate_to_datetime(text)
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise InputError(url, "an address starts with https:// (or http:// for a mirror of yours)")


def _redirected(url: str, place: str, target: str) -> str:
    try:
        there = urljoin(place, target)
    except ValueError as error:
        raise InputError(url, "redirects to what is no https:// address") from error
    if urlsplit(place).scheme == "https" and urlsplit(there).scheme != "https":
        raise InputError(url, "redirects away from https")
    return there


def _plain(error: HTTPError) -> str:
    """An error without the memory addresses of the objects it speaks of."""
    name = type(error).__name__.removesuffix("Error")
    words = {
        "ReadTimeout": "no answer in time",
        "ConnectTimeout": "no connection in time",
        "SSL": "no secure connection; is its certificate trusted here?",
    }
    return words.get(name, "the connection breaks off" if "Protocol" in name else "no connection")
