"""What kind of thing a leaf of an ISO 20022 message is, by its path: a party, an amount, a text."""

import re
from functools import lru_cache

from nostro.payments.iso20022_parts import ADDRESS, BIC_NAMES

__all__ = ["KINDS", "kind_of"]

KINDS = ("party", "agent", "account", "amount", "date", "text", "code", "reference")

_NUMBER = re.compile(r"\[\d+\]|#\d+$")
_AGENT = re.compile(r"(?:^|/)(?:FinInstnId|BrnchId|CmbndId|\w*Agt\d?|Svcr|FIId|SttlmPlc)(?:/|$)")
_ACCOUNT = re.compile(r"(?:^|/)\w*(?:Acct|Accnt|Card|PrtlyPd)\d?(?:/|$)")
_PARTY_NAMES = ADDRESS | {
    "Nm", "Ctry", "CtryOfRes", "CityOfBirth", "CtryOfBirth", "PrvcOfBirth", "PhneNb", "MobNb",
    "FaxNb", "EmailAdr", "EmailPurp", "URLAdr", "ElctrncAdr", "RmtLctnElctrncAdr", "JobTitl",
    "Rspnsblty", "NmPrfx", "FrmsCd", "Titl", "LEI", "TaxId", "RegnId", "AuthrtyNm", "AuthrtyCtry",
    "PsptNb", "IdntyCardNb", "DrvrsLicNb", "SclSctyNb", "AlnRegnNb", "CstmrNb", "MplyrIdNb",
    "TaxIdNb", "DUNS", "EANGLN", "USCHU", "BkPtyId",
}  # fmt: skip
_PARTY = re.compile(r"(?:^|/)(?:OrgId|PrvtId|CdtrSchmeId|Pty|Orgtr|Ownr|InitgPty|TradgPty)(?:/|$)")
_AMOUNTS = re.compile(
    r"\w*(?:Amt|Amount|Pric|Dnmtn|CtrlSum|Sum|XchgRate|Rate|NetNtry|TtlNtries)|UnitCcy|Pctg"
)
_DATES = re.compile(r"\w*(?:Dt|DtTm|Tm|Dt\d)|Yr|YrMnth")
_TEXTS = frozenset({
    "Ustrd", "AddtlRmtInf", "InstrInf", "Inf", "AddtlInf", "AddtlTxInf", "AddtlNtryInf",
    "AddtlStmtInf", "AddtlRptInf", "AddtlNtfctnInf", "AddtlStsInf", "AddtlStsRsnInf",
    "AddtlRtrRsnInf", "AddtlCardData", "AddtlPdctInf", "CdtrRef", "Desc", "InstrForDbtrAgt",
    "InstrForCdtrAgt", "InstrCpy", "PlcAndNm", "CtgyDesc", "CtgyDtls", "MemoFld", "EvtDesc",
})  # fmt: skip
_REFERENCES = re.compile(
    r"(?:Orgnl)?(?:MsgId|InstrId|EndToEndId|TxId|UETR|ClrSysRef|PmtInfId|RtrId|RvslId|CxlId)"
    r"|\w*Ref\w*|Nb|Id|\w+Id|\w*Nb|MsgDefIdr|BizMsgIdr|BizSvc"
)


@lru_cache(maxsize=8_192)
def kind_of(path: str) -> str:
    """One of `KINDS` for a path such as `Dbtr/PstlAdr/AdrLine[2]`.

    The name of the leaf decides, and where names mean many things (`Id`, `Nm`, `Cd`), what they
    stand in: an agent before an account before a party.
    """
    plain = _NUMBER.sub("", path)
    name = plain.rpartition("/")[2]
    if name in _TEXTS:
        return "text"
    if _DATES.fullmatch(name):
        return "date"
    if _AMOUNTS.fullmatch(name):
        return "amount"
    if name == "IBAN":
        return "account"
    if name in BIC_NAMES or name == "MmbId":
        return "agent"
    return _kind_within(plain, name)


def _kind_within(plain: str, name: str) -> str:
    if name in {"Cd", "Ccy", "Issr"}:
        return "code"
    if _AGENT.search(plain):
        return "agent"
    if _ACCOUNT.search(plain) and name not in _PARTY_NAMES:
        return "account" if name in {"Id", "PAN", "BBAN", "UPIC"} else "code"
    if name in _PARTY_NAMES or (name == "Id" and _PARTY.search(plain)):
        return "party"
    if name == "Prtry":
        return "text"
    return "reference" if _REFERENCES.fullmatch(name) else "code"
