"""Companies and who owns them, in a few words."""

import pytest

from nostro.model.entities import Entity


def company(name):
    return Entity(id=name, schema="Company", properties={"name": [name.title()]})


def link(owner, asset, percentage, **dates):
    properties = {"owner": [owner], "asset": [asset], "percentage": [percentage]}
    properties |= {key: [value] for key, value in dates.items()}
    name = f"{owner}-{asset}-{percentage}-{'-'.join(dates.values())}"
    return Entity(id=name, schema="Ownership", properties=properties)


@pytest.fixture
def owned():
    """Makes entities from (owner, asset, percentage[, dates]) rows."""

    def make(*rows):
        names = dict.fromkeys(name for row in rows for name in row[:2])
        dates = [row[3] if len(row) > 3 else {} for row in rows]
        links = [link(*row[:3], **when) for row, when in zip(rows, dates, strict=True)]
        return [*map(company, names), *links]

    return make
