import pytest

from nostro.names.nicknames import NICKNAMES, PATRONYMIC_PARTICLES, VARIANTS, is_patronymic


def same(table, one, other):
    return bool(set(table.get(one, ())) & set(table.get(other, ())))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("sasha", "alexander"), ("sasha", "aleksandra"), ("sanya", "aleksandr"),
        ("alex", "alexander"),
        ("misha", "mikhail"), ("vova", "vladimir"), ("volodya", "volodymyr"), ("bill", "william"),
        ("bob", "robert"), ("pepe", "jose"), ("paco", "francisco"), ("md", "mohammed"),
        ("mohd", "muhammad"), ("muhd", "mohammed"), ("dick", "richard"), ("peggy", "margaret"),
        ("jack", "john"), ("kostya", "konstantin"), ("nacho", "ignacio"), ("sepp", "josef"),
        ("beppe", "giuseppe"), ("bill", "will"), ("kolya", "nikolay"), ("zhenya", "evgeny"),
    ],
)  # fmt: skip
def test_a_short_form_is_the_name(short, full):
    assert same(NICKNAMES, short, full)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aleksandr", "aleksey"), ("john", "juan"), ("bill", "bob"), ("jose", "juan"),
        ("mohammed", "mahmoud"), ("ivan", "igor"), ("vladimir", "vladislav"),
    ],
)  # fmt: skip
def test_other_names_are_not(one, other):
    assert not same(NICKNAMES, one, other)


@pytest.mark.parametrize(
    "names",
    [
        "john ivan juan jean johann giovanni yahya ioannis",
        "alexander aleksandr alejandro iskander",
        "george georgiy jorge georg yorgos", "michael mikhail miguel michel", "peter pyotr pedro",
        "joseph yusuf jose giuseppe iosif", "abraham ibrahim avraham", "moses musa moshe",
        "solomon suleiman", "mary maria maryam miriam", "nicholas nikolay mykola klaus",
        "mohammed muhammad mehmet magomed", "james jacob yakov diego santiago",
    ],
)  # fmt: skip
def test_forms_of_one_name_in_other_countries(names):
    first, *others = names.split()
    assert all(same(VARIANTS, first, other) for other in others)


@pytest.mark.parametrize(
    ("one", "other"),
    [("george", "yuri"), ("mohammed", "ahmed"), ("hassan", "hussein"), ("john", "james")],
)
def test_names_that_only_look_like_forms_of_one(one, other):
    assert not same(VARIANTS, one, other)


@pytest.mark.parametrize("table", [NICKNAMES, VARIANTS])
def test_names_are_folded_and_each_group_has_two(table):
    assert all(name.isascii() and name.isalpha() and name.islower() for name in table)
    groups = [group for found in table.values() for group in found]
    assert min(groups.count(group) for group in set(groups)) > 1
    assert all(group in table for group in groups)


@pytest.mark.parametrize(
    "word",
    (
        "ivanovich sergeevich sergeyevich vladimirovna andreevna andreyevna nikolaevich ilyich "
        "kuzmich petrovych serhiyivna ilyinichna mikhailovitch aliyevogly ogly oglu kyzy uulu"
    ).split(),
)
def test_patronymics(word):
    assert is_patronymic(word)


@pytest.mark.parametrize(
    "word", "ivanov petrova putin novak anna ivan evich ovna petrovic rich erich friedrich".split()
)
def test_names_that_are_no_patronymics(word):
    assert not is_patronymic(word)


def test_particles_of_patronymics():
    assert {"ogly", "oglu", "kyzy", "uulu"} <= PATRONYMIC_PARTICLES
