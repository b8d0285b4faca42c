"""A small list with what real ones hold: codes, weak aliases, wallets, other scripts."""

import pytest

from nostro.matching import Index
from nostro.model.entities import Entity


def listed(entity_id, schema, names, **props):
    """A listed party with its Sanction."""
    party = Entity(id=entity_id, schema=schema, datasets=["us_ofac_sdn"], target=True)
    party.add("name", *names[:1])
    party.add("alias", *names[1:])
    for prop, value in props.items():
        party.add(prop, value)
    sanction = Entity(id=f"{entity_id}-sanction", schema="Sanction", datasets=["us_ofac_sdn"])
    sanction.add("entity", entity_id)
    sanction.add("program", "DPRK")
    return [party, sanction]


@pytest.fixture(scope="session")
def entities():
    wallet = Entity(id="wallet-1", schema="CryptoWallet")
    wallet.add("publicKey", "149w62rY42aZBox8fGcmqNsXUzSStKeq8C")
    wallet.add("holder", "ofac-5")
    owner = Entity(id="owner-1", schema="Company")
    owner.add("name", "UNLISTED HOLDING FIRM")
    return [
        *listed("ofac-15603", "Company", ["FOREIGN TRADE BANK OF KOREA"], swiftBic="FTBDKPPY"),
        *listed("ofac-11581", "Company", ["KOREA KWANGSON BANKING CORPORATION", "KKBC"]),
        *listed("ofac-22488", "Company", ["TSMRBANK, OOO", "LLC TSMRBANK"],
                bikCode="044525059", weakAlias="SETTLEMENT HOUSE"),
        *listed("ofac-50603", "Person", ["NIKULIN, Dmitry Yuryevich"], birthDate="1978-03-04",
                nationality="ru", passportNumber="75 1234567"),
        *listed("ofac-5", "Person", ["LI, Jiadong"], country="cn"),
        *listed("un-7", "Vessel", ["CHONG CHON GANG"], imoNumber="7937317"),
        *listed("un-8", "Person", ["KIM, Jong Un", "Ким Чен Ын"], birthDate="1984"),
        wallet,
        owner,
    ]  # fmt: skip


@pytest.fixture(scope="session")
def index(entities):
    return Index.build(entities)
