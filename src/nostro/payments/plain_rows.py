"""Rows of a payments table about which there is nothing to say, made into payments by column.

What `table.py` says of a row cell by cell is asked here of a part of a table at once, by polars;
rows that are to be mended, doubted or refused are left to it.
"""

from collections.abc import Iterator
from datetime import UTC
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from nostro.model.payments import Payment

__all__ = ["LISTS", "are_plain", "fits", "payments_of"]

LISTS = ("intermediary_agents", "intermediary_agent_names")
_SIDES = (
    ("debtor_name", "debtor_account", "debtor_agent"),
    ("creditor_name", "creditor_account", "creditor_agent"),
)
_OTHER = "other"  # a mapping, which is left to the reader of rows
_CURRENCY = "^[A-Z]{3}$"
# What is refused in a text, and what is doubted.
_ODD = "[\x00\ufffd]"


def fits(name: str, dtype: pl.DataType) -> bool:
    """Whether a column is of the type that `write_table` gives it."""
    if name == "booked_at":
        return isinstance(dtype, pl.Datetime)
    if name == "amount_minor":
        return dtype.is_integer()
    return dtype == (pl.List(pl.String) if name in LISTS else pl.String)


def are_plain(part: pl.DataFrame) -> bool:
    """Whether all rows of a part are payments of which nothing is to be said; its columns are of
    the types that `write_table` gives them, and the required ones are there.
    """
    return bool(part.select(_is_payment(part.columns).all()).item())


def _is_payment(kept: list[str]) -> pl.Expr:
    """Whether a row is a payment of which nothing is to be said."""
    texts = [name for name in kept if name not in {"booked_at", "amount_minor", *LISTS}]
    said = {name: pl.col(name).is_not_null() & (pl.col(name) != "") for name in texts}
    odd = [pl.col(name).str.contains(_ODD).fill_null(value=False) for name in texts]
    odd += [
        pl.col(name).list.join("").str.contains(_ODD).fill_null(value=False)
        for name in LISTS if name in kept
    ]  # fmt: skip
    sides = [reduce(or_, [said[way] for way in ways if way in said], pl.lit(value=False))
             for ways in _SIDES]  # fmt: skip
    return (
        said["payment_id"]
        & pl.col("currency").str.contains(_CURRENCY).fill_null(value=False)
        & pl.col("booked_at").dt.year().is_between(2, 9998).fill_null(value=False)
        & (pl.col("amount_minor") >= 0).fill_null(value=False)
        & (pl.col("amount_minor") < 2**63)
        & sides[0] & sides[1]
        & ~reduce(or_, odd)
        & ~said.get(_OTHER, pl.lit(value=False))
    )  # fmt: skip


def payments_of(part: pl.DataFrame, first: int, source: str) -> Iterator[Payment]:
    """The payments of plain rows, the first of which has the number `first`."""
    told = [name for name in part.columns if part[name].null_count() < len(part)]
    columns = [_values(part[name]) for name in told]
    for number, values in enumerate(zip(*columns, strict=True), first):
        fields = {
            name: value for name, value in zip(told, values, strict=True) if value not in (None, "")
        }
        yield Payment(**fields, source=source, location=f"row {number}")


def _values(column: pl.Series) -> list[Any]:
    if column.name == "booked_at":
        return [time.replace(tzinfo=UTC) for time in _as_utc(column).to_list()]
    if column.name in LISTS:
        return [some and [text for text in some if text] for some in column.to_list()]
    return column.to_list()


def _as_utc(times: pl.Series) -> pl.Series:
    """Times without their zone, in UTC and microseconds; those without one are in UTC."""
    zone = times.dtype.time_zone  # type: ignore[attr-defined]  # it is a Datetime
    bare = times.dt.convert_time_zone("UTC") if zone else times
    return bare.dt.replace_time_zone(None).cast(pl.Datetime("us"))
