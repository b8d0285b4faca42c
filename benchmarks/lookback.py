"""Look-back over an indexed past, beside screening all of it and beside looking for the names.

usage: python benchmarks/lookback.py [--payments N] [--law N] [--keep DIR]

Makes up payments (a fifth as many distinct names in each name column, a remittance text of its own
for each), plants the names of six designations in a few of them, as listed and misspelt, and
indexes them. Peers, on the same payments: `Screener` over every row, by a sample; and polars
looking for the listed names as they are (`contains`, upper case, no spelling forgiven). Then the
law: over simulated payments into which names of the sample's lists are put, the look-back over
their change is compared with screening everything against both versions whole. Seconds are those
of the processor, and in brackets by the clock; each step runs in a process of its own, so that its
peak memory is its own.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import numpy as np
import polars as pl

from nostro.lists.versions import VersionStore
from nostro.matching import Index
from nostro.model.alerts import Alert
from nostro.model.entities import Entity
from nostro.model.payments import Payment
from nostro.model.settings import Workspace
from nostro.payments.table import read_table, write_table
from nostro.sample import SAMPLE
from nostro.screening import LookBack, Screener, load_policy
from nostro.screening.change import ListChange, list_change
from nostro.screening.past.store import PastStore
from nostro.simulate import generate_payments

SYLLABLES = (
    "ka ro mi ta ne lo sa vi du re po shi ber man ger sto lin qui zan dor mar tel ho ves rik nau "
    "pol ter gan bo khe u ya ze fra glo tch ewi oro ski"
).split()
GIVEN = (
    "Ivan Petr Maria Anna Kim Jong Ahmad Mohamed John James Wei Li Carlos Juan Pedro Olga Sofia "
    "Elena Dmitri Sergei Hans Klaus Pierre Marie Ali Fatima Chen Wang Park Lee"
).split()
KINDS = (
    "Trading LLC;GmbH;Ltd;Bank;Shipping Co;Logistics BV;Holding AG;Import Export SARL;"
    "Steel Works PJSC;Energy Inc;Consulting OOO;Foods SpA"
).split(";")
GOODS = (
    "bearings;printed cotton;olive oil;packaging;steel profiles;coffee beans;salary;rent;"
    "thank you;dinner;books and paper;school fees"
).split(";")
# Made up, of the makes that designations are of: id, schema, names.
DESIGNATED = (
    ("x-1", "Company", ("VOSTOKTRANSGAZ LLC", "OOO VOSTOK TRANS GAZ")),
    ("x-2", "Company", ("BAIKALINVESTKREDIT BANK, AO", "BIK BANK")),
    ("x-3", "Person", ("KHOROSHAVTSEV, Gennadiy Yuryevich", "KHOROSHAVTSEV, Gennadi")),
    ("x-4", "Company", ("KOREA MYONGDOK SHIPPING CO",)),
    ("x-5", "Person", ("RI, Chol Guk", "RI, Choe'l-kuk")),
    ("x-6", "Vessel", ("SEVERNAYA ZARYA",)),
)
SAID = (
    "Vostoktransgaz LLC", "Vostok Transgaz", "Vostoktranzgas", "Baikalinvestkredit Bank",
    "Baikal Investkredit", "Gennadiy Khoroshavtsev", "Genadi Horoshavtsev",
    "Korea Myongdok Shipping", "Myong Dok Shipping Korea", "Ri Chol Guk", "Severnaya Zarya",
)  # fmt: skip
PART = 500_000
SCREENED_ROWS = 10_000
PLANTED_EVERY = 50_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--payments", type=int, default=1_000_000)
    parser.add_argument("--law", type=int, default=100_000, help="Payments; 0 passes it over.")
    parser.add_argument("--keep", type=Path, help="Keep table and index here, and use them again.")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        print(json.dumps(STEPS[asked.step](asked.folder, asked.payments)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        report(asked.keep or Path(temporary), asked.payments)
    if not asked.law:
        return
    with tempfile.TemporaryDirectory() as temporary:
        print(step("law", Path(temporary), asked.law)["said"])


def report(folder: Path, payments: int) -> None:
    """Make and index the payments where they are not there yet, and print what all steps take."""
    folder.mkdir(parents=True, exist_ok=True)
    if not table_of(folder).exists():
        step("make", folder, payments)
        shutil.rmtree(folder / "past", ignore_errors=True)
    if not (folder / "past").exists():
        step("warm", folder)
        found = step("index", folder)
        print(
            f"index       {payments:>12,} payments  {shown(found)}  "
            f"{payments / found['cpu']:,.0f} payments/s of one core, {found['mb']:,.0f} MB on disk"
        )
        as_csv = step("csv", folder)
        print(
            f"from CSV    {as_csv['rows']:>12,} payments  {shown(as_csv)}  "
            f"{as_csv['rows'] / as_csv['cpu']:,.0f} payments/s of one core"
        )
    first = step("look", folder)
    print(
        f"look-back   {first['hits']:>12,} hits      {shown(first)}  opening and checking included"
    )
    print(f"again       {'':>12}           {first['again']:8.2f} s")
    naive = step("contains", folder)
    print(
        f"contains    {naive['hits']:>12,} payments  {shown(naive)}  "
        f"{naive['cpu'] / first['cpu']:,.1f} x look-back"
    )
    screened = step("screen", folder)
    estimate = screened["cpu"] * payments / screened["rows"]
    print(
        f"screen all  {'':>12}           {estimate:8,.0f} s of {screened['rows']:,.0f} rows "
        f"extrapolated: {estimate / first['cpu']:,.0f} x look-back"
    )


def shown(found: dict[str, float]) -> str:
    return f"{found['cpu']:8.2f} s ({found['clock']:.1f} s), peak {found['peak']:,.0f} MB"


def step(name: str, folder: Path, payments: int = 0) -> dict[str, Any]:
    """One step in a process of its own."""
    command = [sys.executable, __file__, "--step", name, "--folder", str(folder)]
    command += ["--payments", str(payments)]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return dict(json.loads(out))


def table_of(folder: Path) -> Path:
    return folder / "payments.parquet"


def timed(work: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    clock, cpu = time.monotonic(), time.process_time()
    found = work()
    return found, {
        "cpu": time.process_time() - cpu,
        "clock": time.monotonic() - clock,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def index(folder: Path, _: int) -> dict[str, Any]:
    store = PastStore(folder / "past")
    added, took = timed(
        lambda: store.add([table_of(folder)], added_at=datetime(2026, 1, 1, tzinfo=UTC))
    )
    return {**took, "mb": added.segment.bytes / 1e6}


def from_csv(folder: Path, _: int) -> dict[str, Any]:
    """Index the first payments from a CSV table."""
    path = folder / "payments.csv"
    first = pl.scan_parquet(table_of(folder)).head(PART)
    first.with_columns(pl.col("booked_at").dt.strftime("%Y-%m-%dT%H:%M:%S%:z")).sink_csv(path)
    store = PastStore(folder / "csv")
    added, took = timed(lambda: store.add([path], added_at=datetime(2026, 1, 1, tzinfo=UTC)))
    shutil.rmtree(folder / "csv")
    path.unlink()
    return {**took, "rows": added.segment.payments}


def warm(folder: Path, _: int) -> dict[str, Any]:
    """Have the kernels compiled and kept."""
    small = folder / "small.parquet"
    pl.scan_parquet(table_of(folder)).head(1_000).sink_parquet(small)
    store = PastStore(folder / "small")
    store.add([small], added_at=datetime(2026, 1, 1, tzinfo=UTC))
    list(LookBack(change(), load_policy()).over_past(store.segments()))
    shutil.rmtree(folder / "small")
    small.unlink()
    return {}


def look(folder: Path, _: int) -> dict[str, Any]:
    def run() -> list[Any]:
        past = PastStore(folder / "past").segments()
        return list(LookBack(change(), load_policy()).over_past(past))

    hits, took = timed(run)
    _, again = timed(run)
    return {**took, "hits": len(hits), "again": again["cpu"]}


def contains(folder: Path, _: int) -> dict[str, Any]:
    wanted = [name for _, _, names in DESIGNATED for name in names]
    fields = ("debtor_name", "creditor_name", "remittance")
    held = pl.any_horizontal(
        *(pl.col(field).str.to_uppercase().str.contains_any(wanted) for field in fields)
    )
    found, took = timed(
        lambda: pl.scan_parquet(table_of(folder)).filter(held).select(pl.len()).collect().item()
    )
    return {**took, "hits": int(found)}


def screen(folder: Path, _: int) -> dict[str, Any]:
    sample = folder / "sample.parquet"
    pl.scan_parquet(table_of(folder)).head(SCREENED_ROWS).sink_parquet(sample)
    items = [item for item in read_table(sample) if isinstance(item, Payment)]
    sample.unlink()
    screener = Screener(Index.build(change().after), load_policy(), {})
    screener.screen(items[0])
    _, took = timed(lambda: [screener.screen(item) for item in items])
    return {**took, "rows": len(items)}


def make(folder: Path, payments: int) -> dict[str, Any]:
    write_payments(table_of(folder), payments)
    return {}


def law(folder: Path, payments: int) -> dict[str, Any]:
    """Look-back over the sample's change against screening with both of its versions."""
    place = Workspace(folder)
    store = VersionStore(place.lists)
    at = datetime(2024, 9, 20, 18, tzinfo=UTC)
    for day in ("2024-09-18", "2024-09-20"):
        store.import_files(
            [SAMPLE / "lists" / f"ofac-{day}"], imported_at=at, published=date.fromisoformat(day)
        )
    old, new = store.versions("us_ofac_sdn")
    whole = [list(store.entities(version)) for version in (old, new)]
    table = folder / "law.parquet"
    write_table(with_names(payments, whole[1]), table)
    past = PastStore(place.past)
    past.add([table], added_at=at)
    looking = LookBack(list_change(store, old, new), load_policy())
    found, took = timed(lambda: list(looking.over_past(past.segments())))
    newly = {key_of(alert) for alert in found if alert.change != "reopened"}
    fallen = {key_of(alert) for alert in found if alert.change == "reopened"}
    before, after = (hits_of(table, entities) for entities in whole)
    holds = newly == after - before and fallen <= before - after
    return {
        "said": f"law         {payments:>12,} payments  {took['cpu']:8.2f} s, {len(newly)} new and "
        f"{len(fallen)} reopened; screening has {len(after)} hits after, {len(before)} before, "
        f"{len(after - before)} new: {'the same' if holds else 'NOT THE SAME'}"
    }


def key_of(alert: Alert) -> tuple[str, str, str | None, str, str]:
    return alert.payment_id, alert.field, alert.entity_id, alert.reason, alert.decision


def hits_of(table: Path, listed: list[Entity]) -> set[tuple[str, str, str | None, str, str]]:
    """All hits on listed parties that screening everything finds."""
    screener = Screener(Index.build(listed), load_policy(), {})
    items = (item for item in read_table(table) if isinstance(item, Payment))
    alerts = (alert for item in items for alert in screener.screen(item).alerts)
    return {key_of(alert) for alert in alerts if alert.entity_id}


def with_names(count: int, listed: list[Entity]) -> Iterator[Payment]:
    """Simulated payments, into each hundredth of which a listed name is put, as it is or altered,
    in a name or a text.
    """
    rng = Random(20240919)
    names = [name for entity in listed if entity.target for name in entity.names()]
    for number, payment in enumerate(generate_payments(20240919, count)):
        if number % 100 == 0:
            name = rng.choice(names)
            if rng.random() < 0.5:
                at = rng.randrange(len(name))
                name = name[:at] + name[at + 1 :]
            field = rng.choice(("creditor_name", "debtor_name", "remittance", "creditor_address"))
            text = name if field.endswith("_name") else f"for {name} by order"
            yield msgspec.structs.replace(payment, **{field: text})
        else:
            yield payment


STEPS: dict[str, Callable[[Path, int], dict[str, Any]]] = {
    "make": make, "law": law, "warm": warm, "index": index, "csv": from_csv, "look": look,
    "contains": contains, "screen": screen,
}  # fmt: skip


def change() -> ListChange:
    """The six designations, newly listed."""
    return ListChange(
        before=[], after=list(entities()), versions_before={}, versions_after={"x": "2"}
    )


def entities() -> Iterator[Entity]:
    for entity_id, schema, (name, *aliases) in DESIGNATED:
        properties = {"name": [name], **({"alias": aliases} if aliases else {})}
        yield Entity(id=entity_id, schema=schema, properties=properties, datasets=["x"])
        yield Entity(id=f"{entity_id}-s", schema="Sanction", properties={"entity": [entity_id]})


def write_payments(path: Path, count: int) -> None:
    """A table of made-up payments: the same for the same number."""
    rng = np.random.default_rng(20240919)
    distinct = max(count // 5, 10)
    # A word for about five names, as in registers of companies and people; few are common.
    words = np.unique(_words(rng, max(distinct // 5, 2_000)))
    debtors, creditors = _names(rng, words, distinct), _names(rng, words, distinct)
    parts = [
        _part(rng, words, (debtors, creditors), first, min(PART, count - first))
        for first in range(0, count, PART)
    ]
    pl.concat(parts).write_parquet(path)


def _words(rng: np.random.Generator, count: int) -> Any:
    picked = np.array(SYLLABLES)[rng.integers(0, len(SYLLABLES), (count, 5))].tolist()
    lengths = rng.integers(2, 6, count).tolist()
    return np.array(
        ["".join(row[:length]).title() for row, length in zip(picked, lengths, strict=True)]
    )


def _common(rng: np.random.Generator, words: Any, count: int) -> Any:
    """Words as often as words of names are: the few common ones make up most."""
    rank = np.exp(rng.random(count) * np.log(len(words))).astype(np.int64) - 1
    return words[rank]


def _names(rng: np.random.Generator, words: Any, count: int) -> list[str]:
    people = rng.random(count) < 0.5
    one, two = (
        _common(rng, words, count).tolist(),
        words[rng.integers(0, len(words), count)].tolist(),
    )
    given = np.array(GIVEN)[rng.integers(0, len(GIVEN), count)].tolist()
    kind = np.array(KINDS)[rng.integers(0, len(KINDS), count)].tolist()
    return [
        f"{given[at]} {one[at]} {two[at]}" if person else f"{one[at]} {two[at]} {kind[at]}"
        for at, person in enumerate(people.tolist())
    ]


def _part(
    rng: np.random.Generator, words: Any, names: tuple[list[str], list[str]], first: int, count: int
) -> pl.DataFrame:
    debtor, creditor = (rng.integers(0, len(names[0]), count).tolist() for _ in range(2))
    goods = np.array(GOODS)[rng.integers(0, len(GOODS), count)].tolist()
    said = zip(
        rng.integers(0, 10**8, count).tolist(), goods, _common(rng, words, count).tolist(),
        words[rng.integers(0, len(words), count)].tolist(), strict=True,
    )  # fmt: skip
    columns: dict[str, list[Any]] = {
        "payment_id": [f"P{number:010d}" for number in range(first, first + count)],
        "booked_at": (1_704_067_200 + rng.integers(0, 366 * 86_400, count)).tolist(),
        "amount_minor": rng.integers(100, 10**8, count).tolist(),
        "currency": ["EUR"] * count,
        "debtor_name": [names[0][at] for at in debtor],
        "debtor_account": [f"DE{at % 97:02d}{at:018d}" for at in debtor],
        "debtor_agent": ["DEUTDEFF"] * count,
        "creditor_name": [names[1][at] for at in creditor],
        "creditor_account": [f"FR{at % 97:02d}{at:023d}" for at in creditor],
        "creditor_agent": ["SOGEFRPP"] * count,
        "remittance": [f"INVOICE {n} {good} for {one} {two}" for n, good, one, two in said],
    }
    for number, row in enumerate(range(0, count, PLANTED_EVERY)):
        name = SAID[(first // PLANTED_EVERY + number) % len(SAID)]
        columns["creditor_name"][row] = name
        columns["remittance"][min(row + 7, count - 1)] = f"payment to {name} for {goods[row]}"
    frame = pl.DataFrame(columns)
    return frame.with_columns(pl.from_epoch("booked_at").dt.replace_time_zone("UTC"))


if __name__ == "__main__":
    main()
