"""Who plays which part in an ISO 20022 message: tables of paths, the preferred one first.

A cast gives each part (`debtor`, `creditor_agent`, `amount`) the paths at which messages of a
kind name it: below the transaction, or what a group header, payment information, a statement or
the business header says for all of its transactions. The first path that says something is taken
whole, so that no name of one party stands beside an address of another.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from nostro.payments.iso20022_parts import KINDS, PARTS, is_text
from nostro.payments.xml_paths import Claim

__all__ = ["TRANSFERS", "Cast", "Parts", "cast_of", "claims_of", "entry_cast"]

Parts = Mapping[str, tuple[str, ...]]
_MOST_SEEN = 4_096


class Cast:
    """Each part of a kind of message, and the paths that name it, the preferred one first."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._seen: dict[tuple[str, ...], Parts] = {}

    def among(self, present: Iterable[str]) -> Parts:
        """The cast less the paths that a transaction does not have, and the parts without any.

        Transactions that have the same paths share the answer.
        """
        key = tuple(present)
        found = self._seen.get(key)
        if found is None:
            there = set(key)
            less = {
                part: tuple(path for path in paths if path in there)
                for part, paths in self.parts.items()
            }
            found = {part: paths for part, paths in less.items() if paths}
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            self._seen[key] = found
        return found


# The messages that move money, by the name of their element.
TRANSFERS = {
    "FIToFICstmrCdtTrf": "pacs.008",
    "FICdtTrf": "pacs.009",
    "FinInstnCdtTrf": "pacs.009",
    "CstmrCdtTrfInitn": "pain.001",
    "FIToFICstmrDrctDbt": "pacs.003",
    "FIDrctDbt": "pacs.010",
    "FinInstnDrctDbt": "pacs.010",
    "CstmrDrctDbtInitn": "pain.008",
    "PmtRtr": "pacs.004",
    "FIToFIPmtRvsl": "pacs.007",
    "CstmrPmtRvsl": "pain.007",
}
_RETURNS = frozenset({"pacs.004", "pacs.007", "pain.007"})
_COLLECTIONS = frozenset({"pacs.003", "pacs.010", "pain.008"})

# What stands above a transaction and speaks for it where it is silent, the nearest first.
_ABOVE = ("", "PmtInf/", "CdtInstr/", "GrpHdr/")
_ORIGINAL = "OrgnlTxRef/"
_COVER = "UndrlygCstmrCdtTrf/"
_PREVIOUS = ("PrvsInstgAgt", "PrvsInstgAgt1", "PrvsInstgAgt2", "PrvsInstgAgt3")
_BETWEEN = ("IntrmyAgt1", "IntrmyAgt2", "IntrmyAgt3")
_CORRESPONDENTS = ("InstgRmbrsmntAgt", "ThrdRmbrsmntAgt", "InstdRmbrsmntAgt")


def _above(*paths: str) -> tuple[str, ...]:
    return tuple(lead + path for path in paths for lead in _ABOVE)


def _below(lead: str, paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(lead + path for path in paths)


_FACTS: Parts = {
    "message_id": ("GrpHdr/MsgId", "MsgId"),
    "transaction_id": (
        "PmtId/TxId", "PmtId/EndToEndId", "PmtId/InstrId", "RtrId", "RvslId", "OrgnlTxId",
        "OrgnlEndToEndId", "OrgnlInstrId",
    ),
    "uetr": ("PmtId/UETR", "OrgnlUETR"),
    "amount": (
        "RtrdIntrBkSttlmAmt", "RvsdIntrBkSttlmAmt", "IntrBkSttlmAmt", "Amt/InstdAmt", "InstdAmt",
        "Amt/EqvtAmt/Amt", "RtrdInstdAmt", "RvsdInstdAmt",
    ),
    "time": (
        *_above(
            "IntrBkSttlmDt", "AccptncDtTm", "SttlmTmIndctn/DbtDtTm", "SttlmTmIndctn/CdtDtTm",
            "ReqdExctnDt", "ReqdExctnDt/Dt", "ReqdExctnDt/DtTm", "ReqdColltnDt",
        ),
        "GrpHdr/CreDtTm", "GrpHdr/CreDt", "CreDtTm", "CreDt",
    ),
    "clearing_system": _above(
        "SttlmInf/ClrSys/Cd", "SttlmInf/ClrSys/Prtry", "SttlmInf/ClrSys/ClrSysId",
        f"{_ORIGINAL}SttlmInf/ClrSys/Cd", f"{_ORIGINAL}SttlmInf/ClrSys/Prtry",
    ),
    "service_level": _above(
        "PmtTpInf/SvcLvl/Cd", "PmtTpInf/SvcLvl/Prtry",
        f"{_ORIGINAL}PmtTpInf/SvcLvl/Cd", f"{_ORIGINAL}PmtTpInf/SvcLvl/Prtry",
    ),
    "local_instrument": _above(
        "PmtTpInf/LclInstrm/Cd", "PmtTpInf/LclInstrm/Prtry",
        f"{_ORIGINAL}PmtTpInf/LclInstrm/Cd", f"{_ORIGINAL}PmtTpInf/LclInstrm/Prtry",
    ),
}  # fmt: skip


def _sides(debtor: tuple[str, ...], creditor: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The parts of both sides, from the paths of their parties."""
    cast: dict[str, tuple[str, ...]] = {}
    for side, parties in (("debtor", debtor), ("creditor", creditor)):
        cast[side] = parties
        cast[f"{side}_account"] = tuple(f"{path}Acct" for path in parties)
        cast[f"{side}_agent"] = tuple(f"{path}Agt" for path in parties)
        ultimate = (path.rpartition("/") for path in parties)
        cast[f"ultimate_{side}"] = tuple(f"{a}{slash}Ultmt{b}" for a, slash, b in ultimate)
    return cast


def _transfer(sender: str, receiver: str, *, headed: bool) -> dict[str, tuple[str, ...]]:
    """A transfer in the direction of the money; a cover has its customers behind."""
    cast = _sides(_above("Dbtr"), _above("Cdtr"))
    for side, party in (("debtor", "Dbtr"), ("creditor", "Cdtr")):
        cast[f"underlying_{side}"] = (f"{_COVER}{party}",)
        cast[f"underlying_{side}_account"] = (f"{_COVER}{party}Acct",)
        cast[f"ultimate_{side}"] += (f"{_COVER}Ultmt{party}",)
    return {
        **cast,
        "initiating_party": (*_above("InitgPty"), f"{_COVER}InitgPty"),
        **_agents(cast, sender, receiver, headed=headed),
        "previous": _above(*_PREVIOUS),
        "correspondents": _above(*(f"SttlmInf/{name}" for name in _CORRESPONDENTS)),
        "intermediaries": _above(*_BETWEEN),
        "behind": _below(_COVER, ("DbtrAgt", *_PREVIOUS, *_BETWEEN, "CdtrAgt")),
    }


def _agents(cast: Parts, sender: str, receiver: str, *, headed: bool) -> dict[str, tuple[str, ...]]:
    """Who sends and who receives a message stand in for the agents that it does not name."""
    ends = {"InstgAgt": "AppHdr/Fr/FIId", "InstdAgt": "AppHdr/To/FIId"}
    senders = _above(sender) + ((ends[sender],) if headed else ())
    receivers = _above(receiver) + ((ends[receiver],) if headed else ())
    return {
        "sender": senders,
        "receiver": receivers,
        "debtor_agent": cast["debtor_agent"] + senders,
        "creditor_agent": cast["creditor_agent"] + receivers,
    }


def _returned(*, headed: bool) -> dict[str, tuple[str, ...]]:
    """A return: its own chain, or else that of the original payment turned round."""
    debtor = ("RtrChain/Dbtr", f"{_ORIGINAL}Cdtr", "Cdtr")
    creditor = ("RtrChain/Cdtr", f"{_ORIGINAL}Dbtr", "Dbtr")
    cast = _sides(debtor, creditor)
    between = (*_below("RtrChain/", _BETWEEN), *_below(_ORIGINAL, reversed(_BETWEEN)))
    return {
        **cast,
        "initiating_party": ("RtrChain/InitgPty", *_above("InitgPty")),
        **_agents(cast, "InstgAgt", "InstdAgt", headed=headed),
        "previous": _below("RtrChain/", _PREVIOUS),
        "correspondents": _above(
            *(f"{lead}SttlmInf/{name}" for lead in ("", _ORIGINAL) for name in _CORRESPONDENTS)
        ),
        "intermediaries": between,
        "behind": (f"{_ORIGINAL}UndrlygCstmrCdtTrf/DbtrAgt",
                   f"{_ORIGINAL}UndrlygCstmrCdtTrf/CdtrAgt"),
        "underlying_debtor": (f"{_ORIGINAL}{_COVER}Cdtr",),
        "underlying_debtor_account": (f"{_ORIGINAL}{_COVER}CdtrAcct",),
        "underlying_creditor": (f"{_ORIGINAL}{_COVER}Dbtr",),
        "underlying_creditor_account": (f"{_ORIGINAL}{_COVER}DbtrAcct",),
    }  # fmt: skip


@cache
def cast_of(message_type: str) -> Cast:
    """The cast of a message that moves money."""
    headed = message_type.startswith("pacs")
    if message_type in _RETURNS:
        return Cast({**_FACTS, **_returned(headed=headed)})
    # The creditor's side asks for a direct debit, so the message runs against the money.
    ends = ("InstdAgt", "InstgAgt") if message_type in _COLLECTIONS else ("InstgAgt", "InstdAgt")
    return Cast({**_FACTS, **_transfer(*ends, headed=headed)})


_ACCOUNTS = ("Stmt/Acct", "Rpt/Acct", "Ntfctn/Acct")
# What stands here is no text of a payment.
_HEADS = ("/", "GrpHdr/", "Stmt/", "Rpt/", "Ntfctn/")
_REFERENCES = (
    "Refs/TxId", "Refs/EndToEndId", "Refs/InstrId", "Refs/AcctSvcrRef", "Refs/MsgId",
    "Ntry/AcctSvcrRef", "Ntry/NtryRef",
)  # fmt: skip
_WHOLE_ENTRY = "Ntry/Amt"


@cache
def entry_cast(*, credit: bool, reversal: bool, alone: bool) -> Cast:
    """The cast of a transaction of an account statement, by the direction of its entry.

    The owner of the account is on the side that a credit reaches or a debit leaves. A reversal
    names the parties of the payment that it undoes, whose direction was the other. `alone` says
    that the entry has no other transaction, so that its amount is the transaction's.
    """
    ours, theirs = ("Cdtr", "Dbtr") if credit != reversal else ("Dbtr", "Cdtr")
    here, there = ("creditor", "debtor") if credit else ("debtor", "creditor")
    related = "RltdPties/"
    return Cast({
        "message_id": ("GrpHdr/MsgId",),
        "transaction_id": _REFERENCES,
        "uetr": ("Refs/UETR",),
        "amount": ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt")
        + ((_WHOLE_ENTRY,) if alone else ()),
        "time": (
            "Ntry/BookgDt/Dt", "Ntry/BookgDt/DtTm", "Ntry/ValDt/Dt", "Ntry/ValDt/DtTm",
            "RltdDts/IntrBkSttlmDt", "RltdDts/AccptncDtTm", "RltdDts/TxDtTm",
            "Stmt/CreDtTm", "Rpt/CreDtTm", "Ntfctn/CreDtTm", "GrpHdr/CreDtTm",
        ),
        here: (*(f"{account}/Ownr" for account in _ACCOUNTS), f"{related}{ours}"),
        f"{here}_account": (*_ACCOUNTS, f"{related}{ours}Acct"),
        f"{here}_agent": (
            *(f"{account}/Svcr" for account in _ACCOUNTS), f"RltdAgts/{ours}Agt",
            "AppHdr/Fr/FIId",
        ),
        f"ultimate_{here}": (f"{related}Ultmt{ours}",),
        there: (f"{related}{theirs}",),
        f"{there}_account": (f"{related}{theirs}Acct",),
        f"{there}_agent": (f"RltdAgts/{theirs}Agt",),
        f"ultimate_{there}": (f"{related}Ultmt{theirs}",),
        "initiating_party": (f"{related}InitgPty",),
        "sender": ("RltdAgts/InstgAgt",),
        "receiver": ("RltdAgts/InstdAgt",),
        "intermediaries": _below("RltdAgts/", _BETWEEN),
    })  # fmt: skip


def claims_of(*casts: Cast) -> Callable[[str], Claim | None]:
    """What a path is to messages of these casts: the path of its part, and what it says of it.

    `Dbtr/PstlAdr/Ctry` is of `Dbtr` the `country`; free text is of `text`.
    """
    kinds = {
        path: KINDS.get(part, "fact")
        for cast in casts
        for part, paths in cast.parts.items()
        for path in paths
    }

    def claim(plain: str) -> Claim | None:
        lead = plain[plain.find("AppHdr/") :] if plain.startswith("/") else plain
        end = len(lead)
        while end > 0:
            kind = kinds.get(lead[:end])
            said = PARTS[kind].get(lead[end + 1 :]) if kind else None
            if said is not None:
                return lead[:end], said
            end = lead.rfind("/", 0, end)
        return None if plain.startswith(_HEADS) or not is_text(plain) else ("text", "")

    return claim
