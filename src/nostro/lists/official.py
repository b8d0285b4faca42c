"""Where publishers put their lists, how often these change, and how long they are at least.

The least numbers are about half of what the lists held in 2025: they catch a list that is cut off
or empty, also where there is no version before to compare with.
"""

import msgspec

__all__ = ["OFFICIAL", "Official"]

_OFAC = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"


class Official(msgspec.Struct, frozen=True, kw_only=True):
    """A list at its publisher: the address of each of its files, by the publisher's name for it.

    A list older than `stale_days` is stale: its publisher has most likely put out another.
    """

    urls: dict[str, str] = {}
    stale_days: int = 30
    minimum: dict[str, int] = {}


OFFICIAL: dict[str, Official] = {
    # https://ofac.treasury.gov/sanctions-list-service
    "us_ofac_sdn": Official(
        urls={
            "sdn.csv": _OFAC + "SDN.CSV",
            "add.csv": _OFAC + "ADD.CSV",
            "alt.csv": _OFAC + "ALT.CSV",
            "sdn_comments.csv": _OFAC + "SDN_COMMENTS.CSV",
        },
        stale_days=7,
        minimum={"person": 3000, "organisation": 4000, "vessel": 300, "aircraft": 100},
    ),
    "us_ofac_cons": Official(
        urls={
            "cons_prim.csv": _OFAC + "CONS_PRIM.CSV",
            "cons_add.csv": _OFAC + "CONS_ADD.CSV",
            "cons_alt.csv": _OFAC + "CONS_ALT.CSV",
            "cons_comments.csv": _OFAC + "CONS_COMMENTS.CSV",
        },
        stale_days=60,
        minimum={"party": 200},
    ),
    # https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list
    "un_sc_sanctions": Official(
        urls={"consolidated.xml": "https://scsanctions.un.org/resources/xml/en/consolidated.xml"},
        stale_days=30,
        minimum={"person": 350, "organisation": 120},
    ),
    # https://webgate.ec.europa.eu/fsd/fsf, with the token that its public page hands out
    "eu_fsf": Official(
        urls={
            "xmlFullSanctionsList.xml": "https://webgate.ec.europa.eu/fsd/fsf/public/files/"
            "xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw"
        },
        stale_days=7,
        minimum={"party": 2500},
    ),
    # https://www.gov.uk/government/publications/the-uk-sanctions-list
    "gb_sanctions": Official(
        urls={
            "UK-Sanctions-List.xml": "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml"
        },
        stale_days=7,
        minimum={"party": 2000},
    ),
    # https://www.sesam.search.admin.ch
    "ch_seco_sanctions": Official(
        urls={
            "consolidated-list.xml": "https://www.sesam.search.admin.ch/sesam-search-web/pages/"
            "downloadXmlGesamtliste.xhtml?lang=en&action=downloadXmlGesamtlisteAction"
        },
        stale_days=14,
        minimum={"party": 2000},
    ),
    "ca_dfatd_sema_sanctions": Official(
        urls={
            "sema-lmes.xml": "https://www.international.gc.ca/world-monde/assets/office_docs/"
            "international_relations-relations_internationales/sanctions/sema-lmes.xml"
        },
        minimum={"party": 1500},
    ),
    "au_dfat_sanctions": Official(
        urls={
            "regulation8_consolidated.xls": "https://www.dfat.gov.au/sites/default/files/"
            "regulation8_consolidated.xls"
        },
        minimum={"party": 1500},
    ),
    # https://developer.trade.gov/consolidated-screening-list.html
    "us_trade_csl": Official(
        urls={
            "consolidated.csv": "https://data.trade.gov/downloadable_consolidated_screening_list/"
            "v1/consolidated.csv"
        },
        stale_days=7,
        minimum={"party": 8000},
    ),
}
