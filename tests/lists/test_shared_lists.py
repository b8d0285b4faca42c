"""Every public list under the shared folder: what it holds, or why it is refused."""

from collections import Counter

import pytest

from nostro.lists.sources import detect
from nostro.model.entities import Entity
from nostro.model.errors import InputError

pytestmark = pytest.mark.shared

# Lists by file or folder: source, parties, problems (`code:number`); or the words of a refusal.
CUT_OFF = "sanctions/eu/xmlFullSanctionsList_1_1-2022-03-18-truncated.xml"
EXPECTED: dict[str, tuple[str, int, str] | str] = {
    "sanctions/au/regulation8_consolidated-2022.xls": ("au_dfat_sanctions", 2666, ""),
    "sanctions/ca/sema-lmes-2022.xml": ("ca_dfatd_sema_sanctions", 2606, ""),
    "sanctions/ch/seco-sample-2024-01-17.xml": ("ch_seco_sanctions", 3, "partial_list:1"),
    "sanctions/eu/EUSanctionsShort-2018-07-04.csv": ("eu_fsf", 93, ""),
    "sanctions/eu/sample_eu.xml": ("eu_fsf", 6, ""),
    CUT_OFF: "not well-formed XML, fetch it again: Att",
    "sanctions/eu_journal/consolidated": ("eu_journal_sanctions", 4152, "duplicate:2"),
    "sanctions/jp/meti_ru-2025-09-12.txt": "not a list that nostro reads, which are ",
    "sanctions/jp/mof-sanctions-1.xls.gz": ("jp_mof_sanctions", 1954, "name:2"),
    "sanctions/jp/mof-sanctions-2.xls.gz": ("jp_mof_sanctions", 2092, "name:2"),
    "sanctions/jp/mof-sanctions-3.xls.gz": ("jp_mof_sanctions", 2160, "name:2"),
    "sanctions/my/moha.xml": "not a list that nostro reads, which are ",
    "sanctions/ofac/CONS_ENHANCED-2025-01-14.ZIP": ("us_ofac_cons", 443, ""),
    "sanctions/ofac/SDN_ADVANCED-sample-2024-02-23.xml": ("us_ofac_sdn", 37, ""),
    "sanctions/ofac/cons-csv-2018-04": ("us_ofac_cons", 639, ""),
    "sanctions/ofac/cons-csv-2025-12": ("us_ofac_cons", 442, ""),
    "sanctions/ofac/consolidated-2018-04-06.xml": ("us_ofac_cons", 639, ""),
    "sanctions/ofac/consolidated-2020-03-17.xml": ("us_ofac_cons", 375, ""),
    "sanctions/ofac/consolidated-2022-03-24.xml": ("us_ofac_cons", 462, ""),
    "sanctions/ofac/consolidated-2025-03-28.xml": ("us_ofac_cons", 443, ""),
    "sanctions/ofac/csv-2018-11": ("us_ofac_sdn", 7379, "orphan:10"),
    "sanctions/ofac/csv-2018-11-invalid": ("us_ofac_sdn", 7379, "columns:3"),
    "sanctions/ofac/csv-2021-04-25": ("us_ofac_sdn", 8890, ""),
    "sanctions/ofac/csv-2021-07-07": ("us_ofac_sdn", 8976, ""),
    "sanctions/ofac/csv-2024-01-08": ("us_ofac_sdn", 0, "orphan:36081"),
    "sanctions/ofac/csv-listlookup": ("us_ofac_sdn", 9043, "duplicate:1 orphan:1"),
    "sanctions/ofac/sdn-sample-namespaced.xml": ("us_ofac_sdn", 8, ""),
    "sanctions/ofac/sdn-xml-as-json-2021-08-19.json.gz": "not a list that nostro reads, which are ",
    "sanctions/ua/nsdc-2021-08-17.xlsx": ("ua_nsdc_sanctions", 5742, "name:1"),
    "sanctions/ua/nsdc-2022.xlsx": ("ua_nsdc_sanctions", 5676, "name:1"),
    "sanctions/uk/ofsi-conlist-2018-04-13.csv.gz": ("gb_sanctions", 2106, ""),
    "sanctions/uk/ofsi-conlist-2020-04-27.csv.gz": ("gb_sanctions", 2114, ""),
    "sanctions/un/consolidated-2017-06-30.xml.gz": ("un_sc_sanctions", 1024, ""),
    "sanctions/un/consolidated-2018-06-07.xml.gz": ("un_sc_sanctions", 1098, ""),
    "sanctions/un/consolidated-2018-10-29.xml.gz": ("un_sc_sanctions", 1093, ""),
    "sanctions/un/consolidated-2020-12-01.xml.gz": ("un_sc_sanctions", 1006, ""),
    "sanctions/un/consolidated-2024-10-16.xml": "not well-formed XML, fetch it again: xml",
    "sanctions/un/consolidated-2025-04-19.xml": ("un_sc_sanctions", 877, ""),
    "sanctions/us_311/fincen_special_measures.csv": ("us_fincen_special_measures", 490, ""),
    "sanctions/us_csl/consolidated-2022-04.csv.gz": ("us_trade_csl", 14159, "duplicate:1"),
    "sanctions/us_csl/csl-2019-12.csv": ("us_trade_csl", 4226, "columns:1"),
    "sanctions/us_csl/dpl-2021-07.txt": ("us_bis_denied", 579, "duplicate:2"),
    "ftm/sa_wiki_peps_v2-a.ftm.json": ("opensanctions", 423, ""),
    "ftm/senzing/sa_wiki_peps.senzing.json": ("senzing", 121, ""),
    "ftm/senzing/us_congress_senzing.json": ("senzing", 1319, ""),
    "ftm/targets.nested-sample.json": ("opensanctions", 20, ""),
    "ftm/ua_war_sanctions-targets.simple.csv.gz": ("opensanctions", 5600, ""),
    "ftm/yente-parteispenden/entities.ftm.json": ("opensanctions", 96, ""),
    "ftm/yente-t1/entities.ftm.json": ("opensanctions", 6, ""),
    "ftm/yente-t2/20240527194702-wnk/entities.delta.json": ("opensanctions", 2, ""),
    "ftm/yente-t2/20240528014702-pfh/entities.delta.json": ("opensanctions", 2, ""),
    "ftm/yente-t2/20240528074703-npf/entities.delta.json": ("opensanctions", 0, "deleted:1"),
    "ftm/yente-t2/20240528134729-3iv/entities.delta.json": ("opensanctions", 1, ""),
    "ftm/yente-t2/delta.json": "not a list that nostro reads, which are ",
    "ftm/yente-zala/entities.ftm.json": ("opensanctions", 14, ""),
}


def reading(path):
    """What a path holds, in the words of the table above."""
    detection = detect([path])
    if not detection.sets:
        return detection.refused[0].reason[:40]
    (found,) = detection.sets
    try:
        items = list(found.read())
    except InputError as error:
        return error.reason[:40]
    parties = sum(item.target for item in items if isinstance(item, Entity))
    codes = Counter(item.code for item in items if not isinstance(item, Entity))
    said = " ".join(f"{code}:{number}" for code, number in sorted(codes.items()))
    return (found.source.id, parties, said)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_list_holds_what_it_held(shared, name):
    assert reading(shared / "data" / name) == EXPECTED[name]


def test_every_file_is_read_or_refused_in_one_line(shared):
    """Whole folders at once, as a user gives them: what is no list is passed over and said."""
    for folder in ("sanctions", "ftm"):
        detection = detect([shared / "data" / folder])
        files = sum(len(found.files) for found in detection.sets)
        every = sum(path.is_file() for path in (shared / "data" / folder).rglob("*"))
        assert files + len(detection.problems) == every
        for found in detection.sets:
            if not set(found.source.required) <= set(found.files):
                with pytest.raises(InputError, match="incomplete list, missing"):
                    found.check_complete()
