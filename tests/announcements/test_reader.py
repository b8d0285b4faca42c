"""Whole texts: what is announced, recalled and denied. All parties here are invented."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.announcements import read_announcement

DAY = date(2024, 5, 17)
RELEASE = """Treasury Targets Fuel Smugglers

May 17, 2024

WASHINGTON — The U.S. Department of the Treasury's Office of Foreign Assets Control (OFAC) today \
sanctioned two companies and one individual that moved fuel for a listed bank.

Norvik Trade LLC (a.k.a. NVT; Russian: ООО Норвик Трейд), based in Vladivostok, chartered the \
ships. Its director, Pavel Olegovich Dremin, signed the contracts. Halcyon Bunkering Pte. Ltd., \
of Singapore, paid for the cargoes of Taedong Fuel Bank, which OFAC designated on March 2, 2017. \
Ostrov Terminal, a customer, closed the accounts when it learned of this.

Norvik Trade, Halcyon Bunkering and Dremin are being designated pursuant to Executive Order \
(E.O.) 13810.
"""


def actions_of(text, published=DAY):
    return read_announcement(text, published).to_dict()["actions"]


def names_of(action):
    return [target["name"] for target in action["targets"]]


@pytest.fixture(scope="module")
def release():
    return read_announcement(RELEASE, DAY)


def test_a_release_gives_one_action_with_its_targets(release):
    action = release.actions[0]
    assert (action.verb, action.scope) == ("designate", "this")
    assert action.authority == "US Department of the Treasury (OFAC)"
    assert action.date == "2024-05-17"
    assert action.programmes == ["E.O. 13810"]
    assert action.counts == {"entity": 2, "individual": 1, "vessel": 0}
    assert {target.name: target.schema for target in action.targets} == {
        "Norvik Trade LLC": "Company",
        "Pavel Olegovich Dremin": "Person",
        "Halcyon Bunkering Pte. Ltd.": "Company",
    }
    assert not action.hedged


def test_aliases_and_places_belong_to_their_target(release):
    norvik, _, halcyon = release.actions[0].targets
    assert norvik.aliases == ["NVT", "ООО Норвик Трейд"]
    assert norvik.places == ["Vladivostok"]
    assert halcyon.places == ["Singapore"]


def test_a_recalled_designation_is_its_own_action_and_a_customer_is_a_bystander(release):
    earlier = next(action for action in release.actions if action.scope == "earlier")
    assert [target.name for target in earlier.targets] == ["Taedong Fuel Bank"]
    assert earlier.date == "2017-03-02"
    assert release.mentioned_not_designated == ["Ostrov Terminal"]


def test_relations_name_parties_in_full(release):
    found = {(r.subject, r.kind, r.object) for r in release.relations}
    assert ("Pavel Olegovich Dremin", "officer_of", "Norvik Trade LLC") in found


def test_every_span_is_verbatim(release):
    for action in release.actions:
        for target in action.targets:
            assert RELEASE[slice(*target.span)] == target.name
            assert all(alias in RELEASE for alias in target.aliases)
    assert release.spans
    assert all(RELEASE[slice(*span.span)] == span.text for span in release.spans)
    assert all(place in RELEASE for place in release.places)


@pytest.mark.parametrize(
    ("text", "authority", "day"),
    [
        ("Washington on Thursday sanctioned Orlo Shipping Ltd.", "Treasury", "2024-05-16"),
        ("Britain on Friday blacklisted Orlo Shipping Ltd.", "Foreign", "2024-05-17"),
        ("The Council of the EU today listed Orlo Shipping Ltd.", "European Union", "2024-05-17"),
        ("Canberra sanctioned Orlo Shipping Ltd yesterday.", "Australian", "2024-05-16"),
        ("Orlo Shipping Ltd was sanctioned by Japan on May 15.", "Japan", "2024-05-15"),
    ],
)
def test_authorities_by_name_and_metonym_with_the_day(text, authority, day):
    action = actions_of(text)[0]
    assert authority in action["authority"]
    assert action["date"] == day
    assert names_of(action) == ["Orlo Shipping Ltd"]


def test_alleged_conduct_is_hedged():
    text = "The US Treasury on Friday sanctioned Orlo Shipping Ltd for allegedly moving fuel."
    assert actions_of(text)[0]["hedged"]


def test_counts_in_words_and_by_enumeration():
    text = "Canada today sanctioned a bank chief, his deputy and two brothers."
    assert actions_of(text)[0]["counts"] == {"entity": 0, "individual": 4, "vessel": 0}


@pytest.mark.parametrize(
    ("text", "verb", "scope"),
    [
        ("OFAC today removed Orlo Shipping Ltd from its list.", "delist", "this"),
        ("OFAC is issuing Russia-related General License 99 today.", "license", "this"),
        ("OFAC said Orlo Shipping Ltd was designated in 2018.", "designate", "earlier"),
        ("Senators urged the Treasury to sanction Orlo Shipping Ltd.", "threaten", "hypothetical"),
        ("The EU list now comprises 70 entities.", "designate", "cumulative"),
    ],
)
def test_verbs_and_scopes(text, verb, scope):
    pairs = {(action["verb"], action["scope"]) for action in actions_of(text)}
    if scope == "cumulative":
        assert ("designate", "this") not in pairs
    else:
        assert (verb, scope) in pairs


@pytest.mark.parametrize(
    "text",
    [
        "Shareholders of Orlo Bank sanctioned a merger with Tarn Bank.",
        "The harvest was good this year.",
        "",
    ],
)
def test_a_text_without_an_action_says_none(text):
    assert [(a["verb"], a["scope"]) for a in actions_of(text)] == [("none", "this")]


def test_a_party_that_the_text_clears_is_no_target():
    text = "The US Treasury on Friday sanctioned Orlo Shipping Ltd. Tarn Marine Ltd is not listed."
    assert names_of(actions_of(text)[0]) == ["Orlo Shipping Ltd"]


def test_the_entries_of_a_list():
    text = (
        "The UK has today sanctioned one individual, one company and one ship.\n\nThey include:\n\n"
        "• DREMIN, Pavel Olegovich\n• Orlo Shipping Ltd, of Dubai\n• SEA HERON (IMO 4000013)\n"
    )
    targets = actions_of(text)[0]["targets"]
    assert {t["name"]: t["schema"] for t in targets} == {
        "DREMIN, Pavel Olegovich": "Person",
        "Orlo Shipping Ltd": "Company",
        "SEA HERON": "Vessel",
    }


@pytest.mark.shared
def test_an_article_that_names_no_target(shared):
    text = (shared / "seed" / "article.txt").read_text(encoding="utf-8")
    found = read_announcement(text, date(2024, 9, 19))
    (action,) = [action for action in found.actions if action.scope == "this"]
    assert action.authority == "US Department of the Treasury (OFAC)"
    assert action.date == "2024-09-19"
    assert action.counts == {"entity": 5, "individual": 1, "vessel": 0}
    assert action.hedged
    assert action.targets == []
    assert {"South Ossetia", "Russia", "North Korea"} <= set(found.places)
    assert {"Vladimir Putin", "Kim Jong Un", "Sergei Shoigu"} <= set(found.mentioned_not_designated)
    assert "Bradley T. Smith" not in found.mentioned_not_designated


WORDS = [
    "OFAC", "today", "designated", "sanctioned", "Acme", "Ltd", "(", ")", "a.k.a.", ",", ".",
    "\n", "• ", "and", "five", "entities", "was", "by", "the EU", "Ivan", "Petrovich", '"', "“",
    "E.O. 14024", "IMO", ":", "Name:", "not", "which", "owned by", "\x00", "北京", "'s", "in 2018",
]  # fmt: skip


@given(st.text() | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_any_text_is_read_and_every_name_is_verbatim(text):
    found = read_announcement(text, DAY)
    for action in found.actions:
        for target in action.targets:
            assert text[slice(*target.span)] == target.name
            assert all(alias in text for alias in target.aliases)
    assert all(text[slice(*span.span)] == span.text for span in found.spans)
    assert all(name in text for name in (*found.places, *found.mentioned_not_designated))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "OFAC designated Acme Ltd (" * 2_000,
        "A" * 300_000,
        "\x00\x01" * 50_000,
        '"' * 50_000,
        "sanctioned " * 5_000,
        "\n" * 50_000,
    ],
    ids=["brackets", "names", "letters", "controls", "quotes", "verbs", "lines"],
)
def test_hostile_text_takes_bounded_time(text):
    began = perf_counter()
    assert read_announcement(text, DAY).actions
    assert perf_counter() - began < 20
