"""Parties, accounts and agents of ISO 20022 messages as columns of the payments table."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from nostro.payments.identifiers import country_of_bic
from nostro.payments.xml_paths import Leaf

__all__ = ["Columns", "Group", "Groups", "country_of_bic", "grouped", "take_agents", "take_parties"]

# What was said of one party, account or agent: `name` to its leaves, in order.
Group = Mapping[str, list[Leaf]]
Groups = Mapping[str, Group]
Parts = Mapping[str, tuple[str, ...]]

_PLACEHOLDERS = frozenset({"NOTPROVIDED", "NOT PROVIDED", "NOREF"})
_CODES = ("code", "code2", "code3", "code4")
_NUMBERS = ("number", "number1", "number2", "number3", "number4")
_NOTHING: Group = {}
_ENDS = ("debtor_agent", "creditor_agent")
_AGENTS = (*_ENDS, "previous", "sender", "correspondents", "receiver", "intermediaries", "behind")


def grouped(leaves: Iterable[Leaf]) -> dict[str, dict[str, list[Leaf]]]:
    """The leaves that the table of their message knows, by whom they speak of and what they say."""
    groups: dict[str, dict[str, list[Leaf]]] = {}
    for leaf in leaves:
        claim = leaf[0].claim
        if claim is not None:
            path, said = claim
            group = groups.get(path)
            if group is None:
                groups[path] = {said: [leaf]}
            elif said in group:
                group[said].append(leaf)
            else:
                group[said] = [leaf]
    return groups


class Columns:
    """The columns of one payment while they are filled; it remembers where each one stood."""

    __slots__ = ("origins", "used", "values")

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[str, str] = {}
        self.used: set[int] = set()

    def put(self, column: str, leaf: Leaf | None) -> None:
        """Fill a column with what a leaf says, if there is one."""
        if leaf is not None:
            self.values[column] = leaf[1]
            self.origins[column] = leaf[0].path
            self.used.add(id(leaf))

    def derive(self, column: str, value: str | None, leaf: Leaf) -> None:
        """Fill a column with what follows from a leaf, such as a country from a BIC."""
        if value is not None:
            self.values[column] = value
            self.origins[column] = leaf[0].path
            self.used.add(id(leaf))

    def others(self, leaves: Iterable[Leaf]) -> dict[str, str]:
        """What no column holds, by its path; a path that is there twice is numbered."""
        other: dict[str, str] = {}
        used = self.used
        for leaf in leaves:
            if id(leaf) not in used:
                path = leaf[0].path
                if path in other:
                    path = _numbered(path, other)
                other[path] = leaf[1]
        return other


def _numbered(path: str, taken: Mapping[str, str]) -> str:
    number = 2
    while f"{path}#{number}" in taken:
        number += 1
    return f"{path}#{number}"


class _PartyColumns(NamedTuple):
    """The columns of a party; None where the table has none."""

    name: str
    country: str | None = None
    address: str | None = None
    id: str | None = None
    birth_date: str | None = None


_PARTIES = {
    **{
        side: _PartyColumns(*(f"{side}_{part}" for part in _PartyColumns._fields))
        for side in ("debtor", "creditor")
    },
    **{
        f"underlying_{side}": _PartyColumns(
            *(f"underlying_{side}_{part}" for part in ("name", "country", "address"))
        )
        for side in ("debtor", "creditor")
    },
    "ultimate_debtor": _PartyColumns("ultimate_debtor_name"),
    "ultimate_creditor": _PartyColumns("ultimate_creditor_name"),
    "initiating_party": _PartyColumns("initiating_party_name"),
}
_ACCOUNTS = ("debtor_account", "creditor_account", "underlying_debtor_account",
             "underlying_creditor_account")  # fmt: skip


def take_parties(columns: Columns, groups: Groups, parts: Parts) -> None:
    """Fill the columns of parties and accounts. The first path that names one is taken."""
    for part, names in _PARTIES.items():
        if part in parts:
            _take_party(columns, _named(groups, parts[part]), names)
    for part in _ACCOUNTS:
        for path in parts.get(part, ()):
            number = _first(groups[path], _NUMBERS)
            if number is not None:
                columns.put(part, number)
                break


def _named(groups: Groups, paths: Iterable[str]) -> Group:
    """The first group that has a name or is a bank's, else the first that says anything."""
    found = [groups[path] for path in paths]
    for group in found:
        if "name" in group or "@name" in group or "@code" in group:
            return group
    return found[0]


def _first(group: Group, ways: Iterable[str]) -> Leaf | None:
    """The first leaf that says one of these things, and not only that there is none."""
    for way in ways:
        if way in group:
            for leaf in group[way]:
                if leaf[1] not in _PLACEHOLDERS:
                    return leaf
    return None


def _take_party(columns: Columns, group: Group, names: _PartyColumns) -> None:
    for said in group:
        if said[0] == "@":
            _take_bank(columns, _bank(group), names)
            return
    if "name" in group:
        columns.put(names.name, group["name"][0])
    if names.country:
        country = group.get("country") or group.get("residence")
        columns.put(names.country, country[0] if country else None)
    if names.address:
        _take_address(columns, group, names.address)
    if names.id:
        ways = [said for said in group if said[:2] == "id"]
        if ways:
            columns.put(names.id, _first(group, sorted(ways)))
    if names.birth_date and "birth_date" in group:
        columns.put(names.birth_date, group["birth_date"][0])


def _bank(group: Group) -> Group:
    return {said[1:]: leaves for said, leaves in group.items() if said[0] == "@"}


def _take_bank(columns: Columns, bank: Group, names: _PartyColumns) -> None:
    """A bank as a party; it is called by its code where it has no name."""
    code, country = _first(bank, _CODES), bank.get("country")
    name = bank["name"][0] if "name" in bank else code
    columns.put(names.name, name)
    if names.id:
        columns.put(names.id, code)
    if names.country and country:
        columns.put(names.country, country[0])
    elif names.country and code:
        columns.derive(names.country, country_of_bic(code[1]), code)
    if names.address:
        _take_address(columns, bank, names.address)


def _take_address(columns: Columns, group: Group, column: str) -> None:
    """An address in one line, its country last; its origin is the element around its parts."""
    lines = group.get("address", []) + group.get("country", [])
    kept = [leaf for leaf in lines if leaf[1] not in _PLACEHOLDERS]
    if kept:
        columns.values[column] = ", ".join([leaf[1] for leaf in kept])
        columns.origins[column] = kept[0][0].path.rpartition("/")[0]
        columns.used.update(map(id, kept))


class _Agent(NamedTuple):
    """A bank in a payment. The code is a BIC, else a clearing id.

    `bank` tells it from others: its BIC without the branch, another code, or its name.
    """

    code: Leaf | None
    name: Leaf | None
    bank: str | None
    group: Group


_NOBODY = _Agent(None, None, None, _NOTHING)


def _agent(group: Group) -> _Agent:
    code, name = _first(group, _CODES), _first(group, ("name",))
    if code is not None:
        return _Agent(code, name, _bank_of(code[1]), group)
    if name is None:
        name = _first(group, ("address", "country"))
    return _Agent(None, name, name[1] if name else None, group)


def _bank_of(code: str | None) -> str | None:
    return code[:8] if code and country_of_bic(code) else code


def take_agents(columns: Columns, groups: Groups, parts: Parts) -> None:
    """Fill the columns of the agents.

    Banks that only pass a message on, correspondents and the banks behind a cover have to be
    screened as well: where they are others than the agents and the parties, they stand among the
    ones between, which come in the order of the money.
    """
    named = _agents(groups, parts)
    known: set[str | None] = {None}
    for column in _ENDS:
        agent = next((agent for agent in named.get(column, ()) if agent.bank), _NOBODY)
        _take_agent(columns, column, agent)
        known.add(agent.bank)
    previous, chosen = named.get("previous", []), named.get("intermediaries", [])
    known.update([agent.bank for agent in previous], [agent.bank for agent in chosen])
    known.update([_bank_of(columns.values.get(party)) for party in ("debtor_id", "creditor_id")])
    sender, receiver = named.get("sender", []), named.get("receiver", [])
    passing = [*sender[:1], *named.get("correspondents", ()), *receiver[:1]]
    between = [*previous, *_others(passing, known), *chosen]
    _take_between(columns, between + _others(named.get("behind", ()), known))


def _agents(groups: Groups, parts: Parts) -> dict[str, list[_Agent]]:
    """The agents of each part that has some; one that plays two parts is made once."""
    met: dict[str, _Agent] = {}
    for part in _AGENTS:
        for path in parts.get(part, ()):
            if path not in met:
                met[path] = _agent(groups[path])
    return {part: [met[path] for path in parts[part]] for part in _AGENTS if part in parts}


def _others(agents: Iterable[_Agent], known: set[str | None]) -> list[_Agent]:
    """The agents that are not known yet, each once; they are known from then on."""
    found = {agent.bank: agent for agent in agents if agent.bank not in known}
    known |= set(found)
    return list(found.values())


def _take_agent(columns: Columns, column: str, agent: _Agent) -> None:
    columns.put(column, agent.code)
    columns.put(f"{column}_name", agent.name)
    if "country" in agent.group:
        columns.put(f"{column}_country", agent.group["country"][0])
    elif agent.code:
        columns.derive(f"{column}_country", country_of_bic(agent.code[1]), agent.code)


def _take_between(columns: Columns, agents: list[_Agent]) -> None:
    for column, leaves in (
        ("intermediary_agents", [agent.code for agent in agents if agent.code]),
        ("intermediary_agent_names", [agent.name for agent in agents if agent.name]),
    ):
        if leaves:
            columns.values[column] = [leaf[1] for leaf in leaves]
            for place, leaf in enumerate(leaves):
                columns.origins[f"{column}[{place}]"] = leaf[0].path
                columns.used.add(id(leaf))
