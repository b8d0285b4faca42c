"""Made-up ISO 20022 messages of every type, from a drawn choice of what they say."""

from xml.sax.saxutils import escape

from hypothesis import strategies as st

TEXT = st.text(
    st.characters(categories=["L", "Nd", "P"], exclude_characters="#"), min_size=1, max_size=20
)
BIC = st.from_regex(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?", fullmatch=True)
DAY = st.dates().map(str)
MONEY = st.integers(0, 10**9).map(lambda minor: f"EUR {minor // 100}.{minor % 100:02}")


def _party(path: str) -> dict[str, st.SearchStrategy[str]]:
    return {
        f"{path}/Nm": TEXT,
        f"{path}/PstlAdr/StrtNm": TEXT,
        f"{path}/PstlAdr/TwnNm": TEXT,
        f"{path}/PstlAdr/Ctry": st.sampled_from(["DE", "KP"]),
        f"{path}/PstlAdr/AdrLine": TEXT,
        f"{path}/Id/OrgId/LEI": TEXT,
        f"{path}/Id/OrgId/Othr/Id": TEXT,
        f"{path}/Id/PrvtId/DtAndPlcOfBirth/BirthDt": DAY,
        f"{path}/CtryOfRes": st.sampled_from(["DE", "KP"]),
    }


def _agent(path: str) -> dict[str, st.SearchStrategy[str]]:
    return {
        f"{path}/FinInstnId/BICFI": BIC,
        f"{path}/FinInstnId/ClrSysMmbId/MmbId": TEXT,
        f"{path}/FinInstnId/Nm": TEXT,
        f"{path}/FinInstnId/PstlAdr/Ctry": st.sampled_from(["DE", "KP"]),
    }


def _account(path: str) -> dict[str, st.SearchStrategy[str]]:
    return {f"{path}/Id/IBAN": TEXT, f"{path}/Id/Othr/Id": TEXT, f"{path}/Nm": TEXT}


def _chain(lead: str = "", wrap: str = "") -> dict[str, st.SearchStrategy[str]]:
    return {
        f"{lead}UltmtDbtr{wrap}/Nm": TEXT,
        **_party(f"{lead}Dbtr{wrap}"),
        **_account(f"{lead}DbtrAcct"),
        **_agent(f"{lead}DbtrAgt"),
        **_agent(f"{lead}CdtrAgt"),
        **_party(f"{lead}Cdtr{wrap}"),
        **_account(f"{lead}CdtrAcct"),
        f"{lead}UltmtCdtr{wrap}/Nm": TEXT,
    }


_HEADER = {
    "GrpHdr/MsgId": TEXT, "GrpHdr/CreDtTm": st.just("2024-07-01T10:00:00+02:00"),
    "GrpHdr/NbOfTxs": st.just("1"), "GrpHdr/InitgPty/Nm": TEXT,
    "GrpHdr/SttlmInf/ClrSys/Cd": TEXT,
}  # fmt: skip
_ID = {"PmtId/InstrId": TEXT, "PmtId/EndToEndId": TEXT, "PmtId/TxId": TEXT, "PmtId/UETR": TEXT}
_TYPE = {"PmtTpInf/SvcLvl/Cd": TEXT, "PmtTpInf/LclInstrm/Prtry": TEXT}
_SETTLED = {"IntrBkSttlmAmt": MONEY, "IntrBkSttlmDt": DAY, "InstdAmt": MONEY, "ChrgBr": TEXT}
_BETWEEN = {**_agent("PrvsInstgAgt1"), **_agent("InstgAgt"), **_agent("InstdAgt"),
            **_agent("IntrmyAgt1"), **_agent("IntrmyAgt2")}  # fmt: skip
_TEXTS = {
    "InstrForCdtrAgt/InstrInf": TEXT, "Purp/Cd": TEXT, "RgltryRptg/Dtls/Inf": TEXT,
    "RmtInf/Ustrd": TEXT, "RmtInf/Ustrd[2]": TEXT, "RmtInf/Strd/CdtrRefInf/Ref": TEXT,
    "RmtInf/Strd/Invcr/Nm": TEXT,
}  # fmt: skip
_TRANSFER = {**_ID, **_TYPE, **_SETTLED, **_BETWEEN, **_chain(), **_TEXTS}
_ACCOUNT = {"Acct/Id/IBAN": TEXT, "Acct/Ownr/Nm": TEXT, "Acct/Svcr/FinInstnId/BICFI": BIC}

# The elements down to a transaction, and what a message of a type may say, below the message.
MESSAGES = {
    "pacs.008": ("FIToFICstmrCdtTrf", "CdtTrfTxInf", _HEADER, _TRANSFER),
    "pacs.009": (
        "FICdtTrf", "CdtTrfTxInf", _HEADER,
        {**_ID, **_TYPE, **_SETTLED, **_BETWEEN, **_agent("Dbtr"), **_agent("DbtrAgt"),
         **_agent("CdtrAgt"), **_agent("Cdtr"), "RmtInf/Ustrd": TEXT,
         **_chain("UndrlygCstmrCdtTrf/"), "UndrlygCstmrCdtTrf/RmtInf/Ustrd": TEXT},
    ),
    "pacs.003": ("FIToFICstmrDrctDbt", "DrctDbtTxInf", _HEADER,
                 {**_ID, **_TYPE, **_SETTLED, **_chain(), "RmtInf/Ustrd": TEXT}),
    "pacs.004": (
        "PmtRtr", "TxInf", {**_HEADER, "OrgnlGrpInf/OrgnlMsgId": TEXT},
        {"RtrId": TEXT, "OrgnlEndToEndId": TEXT, "OrgnlUETR": TEXT, "RtrdIntrBkSttlmAmt": MONEY,
         "IntrBkSttlmDt": DAY, **_agent("InstgAgt"), **_agent("InstdAgt"),
         **_chain("RtrChain/", "/Pty"), "RtrRsnInf/Orgtr/Nm": TEXT, "RtrRsnInf/AddtlInf": TEXT,
         "OrgnlTxRef/RmtInf/Ustrd": TEXT, **_chain("OrgnlTxRef/", "/Pty")},
    ),
    "pain.001": (
        "CstmrCdtTrfInitn", "PmtInf/CdtTrfTxInf",
        {**_HEADER, "PmtInf/PmtInfId": TEXT, "PmtInf/ReqdExctnDt/Dt": DAY,
         **{f"PmtInf/{path}": text for path, text in _chain().items() if path[:4] == "Dbtr"}},
        {**_ID, "Amt/InstdAmt": MONEY, **_agent("IntrmyAgt1"),
         **{path: text for path, text in _chain().items() if "Cdtr" in path}, **_TEXTS},
    ),
    "camt.053": (
        "BkToCstmrStmt", "Stmt/Ntry",
        {**_HEADER, "Stmt/Id": TEXT, **{f"Stmt/{path}": text for path, text in _ACCOUNT.items()}},
        {"Amt": MONEY, "CdtDbtInd": st.sampled_from(["CRDT", "DBIT"]),
         "RvslInd": st.sampled_from(["true", "false"]), "BookgDt/Dt": DAY, "AcctSvcrRef": TEXT,
         "NtryDtls/TxDtls/Refs/EndToEndId": TEXT,
         **_chain("NtryDtls/TxDtls/RltdPties/", "/Pty"),
         **_agent("NtryDtls/TxDtls/RltdAgts/DbtrAgt"),
         "NtryDtls/TxDtls/RmtInf/Ustrd": TEXT, "AddtlNtryInf": TEXT},
    ),
}  # fmt: skip


def _xml(leaves: dict[str, str]) -> str:
    """Elements of the leaves, in their order; those that begin alike stand together."""
    groups: dict[str, dict[str, str]] = {}
    for path, text in leaves.items():
        name, _, rest = path.partition("/")
        groups.setdefault(name, {})[rest] = text
    made = []
    for step, inside in groups.items():
        name = step.partition("[")[0]
        if "" not in inside:
            made.append(f"<{name}>{_xml(inside)}</{name}>")
        elif inside[""][:4] == "EUR " and name.endswith("Amt"):
            made.append(f'<{name} Ccy="EUR">{inside[""][4:]}</{name}>')
        else:
            made.append(f"<{name}>{escape(inside[''])}</{name}>")
    return "".join(made)


def _said(leaves: dict[str, st.SearchStrategy[str]]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({}, optional=leaves).map(
        lambda said: {path: said[path] for path in leaves if path in said}
    )


def messages(message_type: str, *, most: int = 2) -> st.SearchStrategy[bytes]:
    """Messages of a type with up to `most` transactions, which say anything of what they may."""
    name, path, above, unit = MESSAGES[message_type]
    batch, _, unit_name = path.rpartition("/")

    def built(said: dict[str, str], units: list[dict[str, str]]) -> bytes:
        inside = "".join(f"<{unit_name}>{_xml(one)}</{unit_name}>" for one in units)
        body = _xml({**said, f"{batch}/@" if batch else "@": ""})
        mark = "<@></@>"
        return f"<Document><{name}>{body.replace(mark, inside)}</{name}></Document>".encode()

    return st.builds(built, _said(above), st.lists(_said(unit), min_size=1, max_size=most))
