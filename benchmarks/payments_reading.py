"""How fast payment messages are read, each beside a plain pass over the same bytes.

usage: python benchmarks/payments_reading.py [--transactions N] [--batch-mb N]

Made-up messages: pacs.008 with one transaction and in batches, half of them with 45 texts a
transaction and half with 30; MT103. The peers make nothing of what they read: lxml parses and walks
over the leaves once; a regular expression finds the fields of an MT. Then a batch of many megabytes
is streamed in a process of its own, for the memory. Seconds are those of the processor, the medians
of five rounds in which ours and the peer take turns.
"""

import argparse
import multiprocessing
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from nostro.payments import read_messages, read_payments

ROUNDS = 5
FIELD = re.compile(rb"^:(\d\d[A-Z]?):(.*(?:\n(?![:-]).*)*)", re.MULTILINE)
HEAD = (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf><GrpHdr>'
    "<MsgId>M{n}</MsgId><CreDtTm>2024-07-01T10:00:00+02:00</CreDtTm><NbOfTxs>1</NbOfTxs><SttlmInf>"
    "<SttlmMtd>INDA</SttlmMtd></SttlmInf></GrpHdr>"
)
TAIL = "</FIToFICstmrCdtTrf></Document>"
MT103 = (
    "{{1:F01TIMERU2KAXXX0000000000}}{{2:I103RFCBRUMMXXXXN}}{{3:{{121:8a562c67-ca16-48ba-b074-"
    "65581be6f011}}}}{{4:\n:20:REF{n}\n:23B:CRED\n:32A:240917EUR1234,50\n:33B:EUR1240,\n"
    ":50K:/DE89370400440532013000\nHARBOUR BAKERY {n}\nKAI 4\n28000 BREMEN\n:52A:DEUTDEFF\n"
    ":53B:/4070281\n:56A:CHASUS33\n:57A:RFCBRUMM\n:59:/40702810900000000001\nNIKULIN TRADING\n"
    "PALIKHA 10\nMOSCOW\n:70:INVOICE {n} OF 2024\n:71A:SHA\n:72:/ACC/CALL FIRST\n-}}\n"
)


def agent(element: str, code: str, name: str = "") -> str:
    named = f"<Nm>{name}</Nm>" if name else ""
    return f"<{element}><FinInstnId><BICFI>{code}</BICFI>{named}</FinInstnId></{element}>"


def party(element: str, name: str, inside: str) -> str:
    return (
        f"<{element}><Nm>{name}</Nm><PstlAdr><StrtNm>Kai</StrtNm><BldgNb>4</BldgNb><PstCd>28000"
        f"</PstCd><TwnNm>Bremen</TwnNm><Ctry>DE</Ctry></PstlAdr>{inside}</{element}>"
    )


def transaction(number: int) -> str:
    """45 texts where the number is even, 30 where it is odd."""
    full = number % 2 == 0
    born = (
        "<Id><PrvtId><DtAndPlcOfBirth><BirthDt>1970-02-03</BirthDt><CityOfBirth>Bremen"
        "</CityOfBirth><CtryOfBirth>DE</CtryOfBirth></DtAndPlcOfBirth></PrvtId></Id>"
    )
    more = agent("IntrmyAgt1", "CHASUS33", "Middle Bank") + "<UltmtDbtr><Nm>Behind</Nm></UltmtDbtr>"
    kind = "<PmtTpInf><SvcLvl><Cd>G001</Cd></SvcLvl><LclInstrm><Cd>INST</Cd></LclInstrm></PmtTpInf>"
    return (
        f"<CdtTrfTxInf><PmtId><InstrId>I{number}</InstrId><EndToEndId>E{number}</EndToEndId>"
        f"<TxId>T{number}</TxId><UETR>8a562c67-ca16-48ba-b074-65581be6f011</UETR></PmtId>"
        f'{kind if full else ""}<IntrBkSttlmAmt Ccy="EUR">{number}.50</IntrBkSttlmAmt>'
        "<IntrBkSttlmDt>2024-07-02</IntrBkSttlmDt><ChrgBr>SHAR</ChrgBr>"
        f"{agent('InstgAgt', 'FTBDKPPY')}{agent('InstdAgt', 'SABRRUMM')}{more if full else ''}"
        f"{party('Dbtr', f'Harbour Bakery {number}', born if full else '')}"
        "<DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct>"
        f"{agent('DbtrAgt', 'DEUTDEFF', 'Bank' if full else '')}"
        f"{agent('CdtrAgt', 'TIMERU2K', 'Timer' if full else '')}"
        f"{party('Cdtr', f'Nikulin {number}', '')}"
        "<CdtrAcct><Id><Othr><Id>4070281</Id></Othr></Id></CdtrAcct>"
        f"<RmtInf><Ustrd>invoice {number} of 2024</Ustrd></RmtInf></CdtTrfTxInf>"
    )


def single(number: int) -> bytes:
    return (HEAD.format(n=number) + transaction(number) + TAIL).encode()


def batch(count: int) -> Iterator[bytes]:
    yield HEAD.format(n=0).encode()
    for number in range(count):
        yield transaction(number).encode()
    yield TAIL.encode()


def read(messages: list[bytes]) -> int:
    return sum(1 for data in messages for _ in read_messages(data, "m"))


def walk(messages: list[bytes]) -> int:
    leaves = 0
    for data in messages:
        for element in etree.fromstring(data).iter():
            if not len(element) and element.text:
                leaves += 1
    return leaves


def fields(messages: list[bytes]) -> int:
    return sum(len(FIELD.findall(data)) for data in messages)


def seconds(do: Callable[[], int]) -> float:
    start = time.process_time()
    do()
    return time.process_time() - start


def compare(
    name: str, messages: list[bytes], peer: Callable[[list[bytes]], int], count: int
) -> None:
    assert read(messages) == count, name
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: read(messages)))
        theirs.append(seconds(lambda: peer(messages)))
    rate, peer_rate = (count / statistics.median(times) for times in (ours, theirs))
    texts = peer(messages) / count
    print(f"{name:<34} {rate:>9,.0f}/s   peer {peer_rate:>9,.0f}/s   {texts:.0f} texts each")


def peak() -> float:
    """The most memory that this process has had, in MB (Linux)."""
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else 0.0


def stream(path: Path, answer: "multiprocessing.Queue[tuple[int, float, float, float]]") -> None:
    before = peak()
    start = time.process_time()
    count = sum(1 for _ in read_payments(path))
    used = time.process_time() - start
    answer.put((count, used, before, peak()))


def memory(megabytes: int) -> None:
    """A batch of this size, in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "batch.xml"
        count = megabytes * 1_000_000 // (len(transaction(0)) + len(transaction(1))) * 2
        with path.open("wb") as out:
            out.writelines(batch(count))
        answer = context.Queue()
        process = context.Process(target=stream, args=(path, answer))
        process.start()
        read_back, used, before, after = answer.get()
        process.join()
        assert read_back == count
        size = path.stat().st_size / 1e6
    print(
        f"{f'a batch of {size:,.0f} MB, streamed':<34} {count / used:>9,.0f}/s   "
        f"{after:,.0f} MB of memory at most, {before:,.0f} MB before"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--transactions", type=int, default=4_000)
    parser.add_argument("--batch-mb", type=int, default=200)
    options = parser.parse_args()
    count = options.transactions
    singles = [single(number) for number in range(count)]
    compare("pacs.008, one transaction a message", singles, walk, count)
    compare("pacs.008, in one batch", [b"".join(batch(count))], walk, count)
    orders = [MT103.format(n=number).encode() for number in range(count)]
    compare("MT103, one a message", orders, fields, count)
    compare("MT103, all in one file", [b"".join(orders)], fields, count)
    memory(options.batch_mb // 4)
    memory(options.batch_mb)


if __name__ == "__main__":
    main()
