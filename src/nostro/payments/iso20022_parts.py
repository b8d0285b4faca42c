"""What elements say of a party, an account or an agent, by their paths below it."""

from collections.abc import Iterator, Mapping

__all__ = ["ADDRESS", "BIC_NAMES", "KINDS", "PARTS", "is_text"]

# What kind each part of a cast is; what is not named here is one fact, such as an amount.
KINDS = {
    **dict.fromkeys(
        ("debtor", "creditor", "underlying_debtor", "underlying_creditor", "ultimate_debtor",
         "ultimate_creditor", "initiating_party"),
        "party",
    ),
    **dict.fromkeys(
        ("debtor_account", "creditor_account", "underlying_debtor_account",
         "underlying_creditor_account"),
        "account",
    ),
    **dict.fromkeys(
        ("debtor_agent", "creditor_agent", "sender", "receiver", "previous", "correspondents",
         "intermediaries", "behind"),
        "agent",
    ),
}  # fmt: skip
BIC_NAMES = frozenset({"BICFI", "BIC", "AnyBIC", "BICOrBEI", "BEI", "IBEI"})
ADDRESS = frozenset({
    "CareOf", "Dept", "SubDept", "StrtNm", "BldgNb", "BldgNm", "Flr", "UnitNb", "Room", "PstBx",
    "PstCd", "TwnNm", "TwnLctnNm", "DstrctNm", "CtrySubDvsn", "AdrLine",
})  # fmt: skip

_IN_ADDRESS = {f"PstlAdr/{name}": "address" for name in ADDRESS} | {"PstlAdr/Ctry": "country"}
# A bank: `code`, then `code2` and so on are what stands in for a BIC, in this order. The first
# versions had a branch of names and one of clearing ids, alone or combined.
_BANK = {
    "BICFI": "code", "BIC": "code", "CmbndId/BIC": "code", "BEI": "code", "AnyBIC": "code",
    "ClrSysMmbId/MmbId": "code2", "ClrSysMmbId/Id": "code2", "CmbndId/ClrSysMmbId/MmbId": "code2",
    "CmbndId/ClrSysMmbId/Id": "code2", "ClrSysMmbId/Prtry": "code2", "ClrSysMmbId": "code2",
    "Othr/Id": "code3", "PrtryId/Id": "code3", "CmbndId/PrtryId/Id": "code3", "LEI": "code4",
    "Nm": "name", "NmAndAdr/Nm": "name", "CmbndId/Nm": "name",
    **_IN_ADDRESS,
    **{f"NmAndAdr/{path}": said for path, said in _IN_ADDRESS.items()},
    **{f"CmbndId/{path}": said for path, said in _IN_ADDRESS.items()},
}  # fmt: skip
_IDS = (
    "OrgId/AnyBIC", "OrgId/BICOrBEI", "OrgId/BIC", "OrgId/BEI", "OrgId/IBEI", "OrgId/LEI",
    "OrgId/Othr/Id", "OrgId/PrtryId/Id", "OrgId/BkPtyId", "OrgId/TaxIdNb", "OrgId/DUNS",
    "OrgId/EANGLN", "OrgId/USCHU",
    "PrvtId/Othr/Id", "PrvtId/OthrId/Id", "PrvtId/PsptNb", "PrvtId/IdntyCardNb",
    "PrvtId/TaxIdNb", "PrvtId/SclSctyNb", "PrvtId/AlnRegnNb", "PrvtId/DrvrsLicNb",
    "PrvtId/CstmrNb", "PrvtId/MplyrIdNb",
)  # fmt: skip
_PERSON = {
    "Nm": "name",
    **_IN_ADDRESS,
    "CtryOfRes": "residence",
    **{f"Id/{path}": f"id{place:02}" for place, path in enumerate(_IDS)},
    "Id/PrvtId/DtAndPlcOfBirth/BirthDt": "birth_date",
}
_ACCOUNT = {
    "Id/IBAN": "number", "IBAN": "number", "Id/BBAN": "number1", "Id/UPIC": "number1",
    "Id/Othr/Id": "number2", "Id/PrtryAcct/Id": "number3",
    "Prxy/Id": "number4",
}  # fmt: skip


def _wrapped(parts: Mapping[str, str], *leads: str) -> Iterator[tuple[str, str]]:
    for lead in leads:
        yield from ((lead + path, said) for path, said in parts.items())


# The parties of version 10 and of statements stand in `Pty`, or in `Agt` where they are banks.
_IN_BANK = ("FinInstnId/", "Agt/FinInstnId/", "Agt/", "Pty/FinInstnId/")
# What is said of a party that is a bank begins with `@`.
PARTS: Mapping[str, Mapping[str, str]] = {
    "party": {
        **dict(_wrapped(_PERSON, "", "Pty/")),
        **{path: f"@{said}" for path, said in _wrapped(_BANK, *_IN_BANK)},
    },
    "agent": {**dict(_wrapped(_BANK, *_IN_BANK)), **_BANK},
    "account": _ACCOUNT,
    "fact": {"": ""},
}

_TEXTS = frozenset({
    "Ustrd", "AddtlRmtInf", "InstrInf", "Inf", "AddtlInf", "AddtlTxInf", "AddtlNtryInf",
    "AddtlStsInf", "AddtlStsRsnInf", "AddtlRtrRsnInf", "CdtrRef", "Desc", "InstrForDbtrAgt",
    "InstrForCdtrAgt", "RfrdDocNb",
})  # fmt: skip
_TEXT_ENDS = ("CdtrRefInf/Ref", "RfrdDocInf/Nb", "Purp/Prtry")


def is_text(plain: str) -> bool:
    """Whether a path is one of free text that goes with a payment."""
    return plain.rpartition("/")[2] in _TEXTS or plain.endswith(_TEXT_ENDS)
