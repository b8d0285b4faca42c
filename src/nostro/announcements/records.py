"""What an announcement says, with the places in the text that say it."""

from typing import Any, Literal

import msgspec

__all__ = [
    "Action",
    "Announcement",
    "ContestedPlace",
    "Relation",
    "Scope",
    "Span",
    "Target",
    "Verb",
]

Verb = Literal["designate", "delist", "amend", "license", "threaten", "none"]
Scope = Literal["this", "earlier", "cumulative", "hypothetical"]


class Target(msgspec.Struct, kw_only=True):
    """A party that an action is about. `text[span[0]:span[1]] == name`.

    `schema` is FollowTheMoney's; `places` are those that the text ties it to; `entity_id` is None
    until the target is linked to a list.
    """

    name: str
    schema: str
    aliases: list[str] = []
    places: list[str] = []
    span: tuple[int, int]
    entity_id: str | None = None


class Action(msgspec.Struct, kw_only=True):
    """One step of one authority.

    `scope` is `this` for what the text announces, `earlier` for what it recalls, `cumulative` for
    a running total, `hypothetical` for what is only asked for or considered. `counts` are those
    of the whole action by class (`entity`, `individual`, `vessel`, or `total` where the text does
    not split them), and None where there are none. `hedged` marks alleged conduct.
    """

    verb: Verb
    scope: Scope
    authority: str | None
    date: str | None
    programmes: list[str] = []
    counts: dict[str, int] | None = None
    hedged: bool = False
    targets: list[Target] = []


class Relation(msgspec.Struct, kw_only=True):
    """A link between two named parties; `span` covers the words that say it."""

    subject: str
    kind: str
    object: str
    span: tuple[int, int]
    hedged: bool = False


class Span(msgspec.Struct, kw_only=True):
    """Where in the text something was read: an authority, a count, a programme, a verb."""

    kind: str
    text: str
    span: tuple[int, int]


class ContestedPlace(msgspec.Struct, kw_only=True):
    """A place in a contested region: its name in the text, FollowTheMoney's code of the region,
    and the country that it lies in by international law (ISO 3166-1).
    """

    name: str
    code: str
    country: str


class Announcement(msgspec.Struct, kw_only=True):
    """A text as actions, parties, places and relations; every name is verbatim in the text."""

    published: str
    actions: list[Action]
    mentioned_not_designated: list[str] = []
    places: list[str] = []
    contested: list[ContestedPlace] = []
    relations: list[Relation] = []
    mechanism: str | None = None
    spans: list[Span] = []

    def to_dict(self) -> dict[str, Any]:
        """The record that `nostro announce --format json` prints."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data
