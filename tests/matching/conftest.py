"""A few listed parties."""

import pytest

from nostro.matching import Index
from nostro.model.entities import Entity


def listed(entity_id, name, schema="Organization", **props):
    entity = Entity(id=entity_id, schema=schema, datasets=["us_ofac_sdn"], target=True)
    entity.add("name", name)
    for prop, values in props.items():
        entity.add(prop, *([values] if isinstance(values, str) else values))
    sanction = Entity(id=f"{entity_id}-sanction", schema="Sanction", datasets=["us_ofac_sdn"])
    sanction.add("entity", entity_id)
    sanction.add("program", "DPRK")
    return [entity, sanction]


@pytest.fixture(scope="session")
def entities():
    wallet = Entity(id="ofac-7-wallet-1", schema="CryptoWallet", datasets=["us_ofac_sdn"])
    wallet.add("publicKey", "149w62rY42aZBox8fGcmqNsXUzSStKeq8C")
    wallet.add("holder", "ofac-7")
    return [
        *listed("ofac-1", "FOREIGN TRADE BANK OF KOREA", swiftBic="FTBDKPPY", weakAlias="FTB"),
        *listed("ofac-2", "KIM, Jong Un", "Person", birthDate="1984-01-08", country="kp"),
        *listed("ofac-3", "TSMRBANK, OOO", "Company", bikCode="044525059"),
        *listed("ofac-4", "OCEAN STAR", "Vessel", imoNumber="9074729"),
        *listed("ofac-5", "KIM, Jong Un", "Person", birthDate="1950"),
        *listed("ofac-6", "STROYTREYD LLC", "Company"),
        *listed("ofac-7", "PARK, Jin Hyok", "Person"),
        wallet,
    ]


@pytest.fixture(scope="session")
def index(entities):
    return Index.build(entities)
