"""Leaves of XML with their paths by local names: any version, any prefix, any envelope.

One walk over a part of a message gives its leaves. Each distinct path is learnt once, with what a
table says of it, so the walk looks up one name an element and makes no text but the values.
"""

from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree

__all__ = ["PARSER", "Claim", "Element", "Leaf", "Paths", "Place", "child", "forget", "leaves_of",
           "local", "namespace"]  # fmt: skip

Element = etree._Element  # noqa: SLF001  # lxml names the class of its elements so
Claim = tuple[str, str]
Leaf = tuple["Place", str]

# How all XML of others is parsed.
PARSER: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
# Names of elements whose type has a `Ccy` attribute end so.
_MONEY = ("Amt", "Pric", "Val", "Amount", "Dnmtn")
_MOST_PLACES = 30_000


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: Element) -> str:
    """The namespace of an element; empty where it has none. It may be any text, not only a URI."""
    tag = element.tag
    return tag.rpartition("}")[0].removeprefix("{") if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of names, or None."""
    for name in path:
        element = None if element is None else next(element.iterchildren(f"{{*}}{name}"), None)
    return element


class Paths:
    """The places of one kind of message, learnt as they are seen.

    `claim` says of a path without numbers what it is to its message. What a hostile file invents
    is not kept beyond a bound.
    """

    def __init__(self, claim: Callable[[str], Claim | None]) -> None:
        self.claim = claim
        self._roots: dict[str, Place] = {}
        self._count = 0

    def root(self, path: str) -> "Place":
        """The place of a part that leaves are read below; its `path` leads theirs."""
        if self._count >= _MOST_PLACES:
            self._roots.clear()
            self._count = 0
        found = self._roots.get(path)
        if found is None:
            self._count += 1
            found = self._roots[path] = Place(self, path, path.rpartition("/")[2], path)
        return found

    def is_open(self) -> bool:
        """Count one more place; False where there are too many to keep it."""
        self._count += 1
        return self._count < _MOST_PLACES


class Place:
    """A path in a message: `RmtInf/Ustrd`, and `RmtInf/Ustrd[2]` for the second of a name.

    `plain` is the path without numbers, `claim` what the table of its message says of it.
    """

    __slots__ = ("_after", "_first", "_number", "_paths", "below", "claim", "is_money", "name",
                 "path", "plain")  # fmt: skip

    def __init__(self, paths: Paths, path: str, name: str, plain: str) -> None:
        self._paths, self.path, self.name, self.plain = paths, path, name, plain
        self.below: dict[str, Place] = {}
        self.claim = paths.claim(plain)
        self.is_money = name.endswith(_MONEY)
        self._first, self._number = self, 1
        self._after: Place | None = None

    def root(self, path: str) -> "Place":
        """The place of another part of the same messages."""
        return self._paths.root(path)

    def learn(self, tag: str) -> "Place":
        """The place of a child that was not met yet."""
        name = tag.rpartition("}")[2]
        lead, plain = (f"{self.path}/", f"{self.plain}/") if self.path else ("", "")
        made = Place(self._paths, lead + name, name, plain + name)
        if self._paths.is_open():
            self.below[tag] = made
        return made

    def again(self) -> "Place":
        """The place of the next sibling of the same name."""
        if self._after is not None:
            return self._after
        first, number = self._first, self._number + 1
        made = Place(self._paths, f"{first.path}[{number}]", first.name, first.plain)
        made._first, made._number = first, number
        if self._paths.is_open():
            self._after = made
        return made


def leaves_of(parts: Iterable[Element], place: Place, leaves: list[Leaf]) -> list[Leaf]:
    """Add the leaves of elements whose parent is at a place, in order; white space is folded.

    A leaf is an element with text and no children. An amount has its currency before it:
    `EUR 12.50`. A level costs one call, an element about 0.4 microseconds.
    """
    below = place.below
    first = here = None
    for part in parts:
        tag = part.tag
        met = below.get(tag) or place.learn(tag)
        if met is first and here is not None:
            here = here.again()
        else:
            first = here = met
        if len(part):
            leaves_of(part, here, leaves)
        elif (text := part.text) and (value := text if text.isalnum() else " ".join(text.split())):
            if here.is_money and (currency := part.get("Ccy")):
                value = f"{currency} {value}"
            leaves.append((here, value))
    return leaves


def forget(element: Element) -> None:
    """Free an element that is done; it stays, empty, until the ones after it are read.

    The parser may still be writing the text behind it.
    """
    element.clear(keep_tail=True)  # type: ignore[call-arg]  # unknown to the stubs
