import pytest

from nostro.model.errors import InputError
from nostro.model.payments import Notice, Payment
from nostro.screening import load_policy


def test_every_field_of_the_policy_exists():
    known = {*Payment.__struct_fields__, *Notice.__struct_fields__}
    for rule in load_policy().rules:
        assert set(rule.fields) <= known, rule.reason


def test_the_hash_is_of_the_content_not_of_the_layout(tmp_path):
    import nostro.screening.policy as module

    text = module._DEFAULT.read_text()
    (tmp_path / "same.yaml").write_text("# another comment\n" + text)
    (tmp_path / "other.yaml").write_text(text.replace("bar: 0.70", "bar: 0.80"))
    assert load_policy(tmp_path / "same.yaml").hash == load_policy().hash
    assert load_policy(tmp_path / "other.yaml").hash != load_policy().hash


@pytest.mark.parametrize(
    "content",
    ["version: 1", "rules: [", "version: 1\nrules: []\ncolour: red", "!!python/object:os.x {}"],
)
def test_a_policy_that_says_something_unknown_is_refused(tmp_path, content):
    path = tmp_path / "policy.yaml"
    path.write_text(content)
    with pytest.raises(InputError, match="not a screening policy"):
        load_policy(path)


def test_a_missing_policy_is_said_to_be_missing(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        load_policy(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("datasets", "limit"),
    [
        (["us_ofac_sdn"], "block"),
        (["announcement:2024-09-19-x"], "review"),
        (["us_ofac_sdn", "announcement:2024-09-19-x"], "block"),
        (["some_bank_list"], "review"),
        ([], "review"),
    ],
)
def test_only_a_listing_that_freezes_may_block(datasets, limit):
    assert load_policy().at_most(datasets) == limit
