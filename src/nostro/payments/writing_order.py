"""The order of elements in ISO 20022 messages, from their published schemas."""

from collections.abc import Mapping

from nostro.payments.iso20022_casts import TRANSFERS
from nostro.payments.iso20022_notices import NOTICES

__all__ = ["ORDERS", "PARTY_ORDER"]


def _ranked(names: str) -> dict[str, int]:
    return {name: place for place, name in enumerate(names.split())}


_PREVIOUS = (
    "PrvsInstgAgt1 PrvsInstgAgt1Acct PrvsInstgAgt2 PrvsInstgAgt2Acct PrvsInstgAgt3 "
    "PrvsInstgAgt3Acct"
)
_BETWEEN = "IntrmyAgt1 IntrmyAgt1Acct IntrmyAgt2 IntrmyAgt2Acct IntrmyAgt3 IntrmyAgt3Acct"
_DEBTOR = "UltmtDbtr InitgPty Dbtr DbtrAcct DbtrAgt DbtrAgtAcct"
_CREDITOR = "CdtrAgt CdtrAgtAcct Cdtr CdtrAcct UltmtCdtr"
_TEXTS = "InstrForCdtrAgt InstrForNxtAgt InstrForDbtrAgt Purp RgltryRptg Tax RltdRmtInf RmtInf"
_SETTLED = (
    "IntrBkSttlmAmt IntrBkSttlmDt SttlmPrty SttlmTmIndctn SttlmTmReq AccptncDtTm "
    "PoolgAdjstmntDt InstdAmt XchgRate AgrdRate ChrgBr ChrgsInf MndtRltdInf PmtSgntr"
)
_ACCOUNT = _ranked("Id Tp Ccy Nm Prxy Ownr Svcr")

# A transfer or direct debit between banks, whose initiation has its amount in `Amt`.
_TRANSFER = _ranked(
    f"PmtId PmtTpInf Amt XchgRateInf {_SETTLED} ChqInstr DrctDbtTx {_PREVIOUS} InstgAgt InstdAgt "
    f"{_BETWEEN} {_DEBTOR} {_CREDITOR} {_TEXTS} UndrlygCstmrCdtTrf SplmtryData"
)
# In an initiation who is behind the debtor stands before the banks between.
_INITIATED = _ranked(
    f"PmtId PmtTpInf Amt XchgRateInf ChrgBr MndtRltdInf ChqInstr UltmtDbtr {_BETWEEN} {_CREDITOR} "
    f"{_TEXTS} SplmtryData"
)
_COLLECTION = _ranked(
    f"PmtId PmtTpInf {_SETTLED} DrctDbtTx UltmtCdtr Cdtr CdtrAcct CdtrAgt CdtrAgtAcct InitgPty "
    f"InstgAgt InstdAgt {_BETWEEN} DbtrAgt DbtrAgtAcct Dbtr DbtrAcct UltmtDbtr {_TEXTS} "
    "SplmtryData"
)
_RETURN = _ranked(
    "RtrId RvslId OrgnlGrpInf OrgnlInstrId OrgnlEndToEndId OrgnlTxId OrgnlUETR OrgnlClrSysRef "
    "OrgnlIntrBkSttlmAmt OrgnlIntrBkSttlmDt PmtTpInf RtrdIntrBkSttlmAmt RvsdIntrBkSttlmAmt "
    "IntrBkSttlmDt SttlmPrty SttlmTmIndctn RtrdInstdAmt RvsdInstdAmt XchgRate CompstnAmt ChrgBr "
    "ChrgsInf ClrSysRef InstgAgt InstdAgt RtrChain RtrRsnInf RvslRsnInf OrgnlTxRef SplmtryData"
)
_CHAIN = _ranked(
    f"IntrBkSttlmAmt Amt IntrBkSttlmDt ReqdColltnDt ReqdExctnDt CdtrSchmeId SttlmInf PmtTpInf "
    f"PmtMtd MndtRltdInf RmtInf {_DEBTOR} {_PREVIOUS} {_BETWEEN} {_CREDITOR} Purp"
)
ORDERS: Mapping[str, Mapping[str, int]] = {
    "CdtTrfTxInf": _TRANSFER,
    "CstmrCdtTrfInitn/CdtTrfTxInf": _INITIATED,
    "DrctDbtTxInf": _COLLECTION,
    "TxInf": _RETURN,
    "RtrChain": _CHAIN,
    "OrgnlTxRef": _CHAIN,
    "UndrlygCstmrCdtTrf": _ranked(
        f"{_DEBTOR} {_PREVIOUS} {_BETWEEN} {_CREDITOR} InstrForCdtrAgt InstrForNxtAgt Tax RmtInf "
        "InstdAmt"
    ),
    **dict.fromkeys(TRANSFERS.keys() | NOTICES.keys(), _ranked(
        "GrpHdr OrgnlGrpInf OrgnlPmtInfAndRvsl CdtInstr PmtInf Stmt Rpt Ntfctn TxInf CdtTrfTxInf "
        "DrctDbtTxInf SplmtryData"
    )),
    "GrpHdr": _ranked(
        "MsgId CreDtTm Authstn BtchBookg NbOfTxs CtrlSum InitgPty FwdgAgt GrpRtr "
        "TtlIntrBkSttlmAmt TtlRtrdIntrBkSttlmAmt TtlRvsdIntrBkSttlmAmt IntrBkSttlmDt SttlmInf "
        "PmtTpInf InstgAgt InstdAgt"
    ),
    "PmtInf": _ranked(
        "PmtInfId PmtMtd BtchBookg NbOfTxs CtrlSum PmtTpInf ReqdExctnDt ReqdColltnDt "
        "PoolgAdjstmntDt Dbtr DbtrAcct DbtrAgt DbtrAgtAcct InstrForDbtrAgt Cdtr CdtrAcct CdtrAgt "
        "CdtrAgtAcct UltmtDbtr UltmtCdtr ChrgBr ChrgsAcct ChrgsAcctAgt CdtrSchmeId CdtTrfTxInf "
        "DrctDbtTxInf"
    ),
    "CdtInstr": _ranked(
        "CdtId BtchBookg PmtTpInf TtlIntrBkSttlmAmt IntrBkSttlmDt SttlmTmIndctn InstgAgt "
        f"InstdAgt {_BETWEEN} CdtrAgt CdtrAgtAcct Cdtr CdtrAcct UltmtCdtr InstrForCdtrAgt "
        "DrctDbtTxInf"
    ),
    "PmtId": _ranked("InstrId EndToEndId TxId UETR ClrSysRef"),
    "PmtTpInf": _ranked("InstrPrty ClrChanl SvcLvl LclInstrm SeqTp CtgyPurp"),
    "SttlmInf": _ranked(
        "SttlmMtd SttlmAcct ClrSys InstgRmbrsmntAgt InstgRmbrsmntAgtAcct InstdRmbrsmntAgt "
        "InstdRmbrsmntAgtAcct ThrdRmbrsmntAgt ThrdRmbrsmntAgtAcct"
    ),
    "PstlAdr": _ranked(
        "AdrTp CareOf Dept SubDept StrtNm BldgNb BldgNm Flr UnitNb PstBx Room PstCd TwnNm "
        "TwnLctnNm DstrctNm CtrySubDvsn Ctry AdrLine"
    ),
    "FinInstnId": _ranked("BICFI BIC ClrSysMmbId LEI Nm PstlAdr Othr"),
    "RmtInf": _ranked("Ustrd Strd"),
    "Strd": _ranked(
        "RfrdDocInf RfrdDocAmt CdtrRefInf Invcr Invcee TaxRmt GrnshmtRmt AddtlRmtInf"
    ),
    "RfrdDocInf": _ranked("Tp Nb RltdDt LineDtls"),
    "CdtrRefInf": _ranked("Tp Ref"),
    "OrgId": _ranked("AnyBIC BICOrBEI LEI EmailAdr Othr"),
    "PrvtId": _ranked("DtAndPlcOfBirth Othr"),
    "DtAndPlcOfBirth": _ranked("BirthDt PrvcOfBirth CityOfBirth CtryOfBirth"),
    "Othr": _ranked("Id SchmeNm Issr"),
    "RgltryRptg": _ranked("DbtCdtRptgInd Authrty Dtls"),
    "Dtls": _ranked("Tp Dt Ctry Cd Amt Inf"),
    "RtrRsnInf": _ranked("Orgtr Rsn AddtlInf"),
    "RvslRsnInf": _ranked("Orgtr Rsn AddtlInf"),
    **dict.fromkeys(("Stmt", "Rpt", "Ntfctn"), _ranked(
        "Id NtfctnPgntn StmtPgntn RptPgntn ElctrncSeqNb RptgSeq LglSeqNb CreDtTm FrToDt "
        "CpyDplctInd RptgSrc Acct RltdAcct Intrst Bal TxsSummry Ntry AddtlStmtInf "
        "AddtlRptInf AddtlNtfctnInf"
    )),
    "Ntry": _ranked(
        "NtryRef Amt CdtDbtInd RvslInd Sts BookgDt ValDt AcctSvcrRef Avlbty BkTxCd ComssnWvrInd "
        "AddtlInfInd AmtDtls Chrgs TechInptChanl Intrst CardTx NtryDtls AddtlNtryInf"
    ),
    "NtryDtls": _ranked("Btch TxDtls"),
    "TxDtls": _ranked(
        "Refs Amt CdtDbtInd AmtDtls Avlbty BkTxCd Chrgs Intrst RltdPties RltdAgts LclInstrm "
        "PmtTpInf Purp RltdRmtInf RmtInf RltdDts RltdPric RltdQties FinInstrmId Tax RtrInf "
        "CorpActn RltdCorpActn SfkpgAcct UndrlygAllcn CshDpst CardTx InstrCpy "
        "AddtlTxInf SplmtryData"
    ),
    **{f"{name}Acct": _ACCOUNT for name in ("Dbtr", "Cdtr", "Sttlm", "DbtrAgt", "CdtrAgt")},
    "Acct": _ACCOUNT,
    "BrnchId": _ranked("Id LEI Nm PstlAdr"),
}  # fmt: skip
# Parties, and whatever else has a name and an id.
PARTY_ORDER = _ranked("FinInstnId BrnchId Pty Agt Nm PstlAdr Id CtryOfRes CtctDtls")
