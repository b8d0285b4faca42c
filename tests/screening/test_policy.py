import pytest

import nostro.screening.policy as module
from nostro.model.errors import InputError, UsageError
from nostro.model.payments import Notice, Payment
from nostro.screening import load_policy


def test_every_field_of_the_policy_exists():
    known = {*Payment.__struct_fields__, *Notice.__struct_fields__}
    for rule in load_policy().rules:
        assert set(rule.fields) <= known, rule.reason


def test_the_hash_is_of_the_content_not_of_the_layout(tmp_path):
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


def changed(tmp_path, old, new):
    """The shipped policy with one thing changed, in a file of its own."""
    text = module._DEFAULT.read_text()
    assert old in text
    (tmp_path / "licences.yaml").write_text("licences: []")
    path = tmp_path / "policy.yaml"
    path.write_text(text.replace(old, new, 1))
    return path


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "bar: 0.70",
            "bar: high",
            r"line \d+: Expected `float`, got `str` - at `\$.rules\[0\].bar`",
        ),
        ("    decision: block", "    decison: block", "line 13: Object contains unknown field"),
        ("debtor_name, cred", "debtor_nmae, cred", r"rules\[0\].fields: nothing is called"),
        ("binds: [US]", "binds: [USA]", "entities.us: nothing is called 'USA'"),
        ("entity: any", "entity: nobody", "entity: nothing is called 'nobody'"),
        ("  reject: reject\n", "", "effects: reject is missing"),
        ("reason: bic", "reason: name", r"rules\[1\]: a second row for name"),
        ("weak_alias: review", "version: 3\nweak_alias: review", "'version' stands twice"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, old, new, told):
    with pytest.raises(InputError, match=told):
        load_policy(changed(tmp_path, old, new))


def test_licences_and_the_entity_are_part_of_the_hash(tmp_path):
    without = load_policy(changed(tmp_path, "version: 2", "version: 2"))
    assert without.licences == []
    assert load_policy().licences != []
    hashes = {load_policy().hash, without.hash, load_policy().for_entity("eu").hash}
    assert len(hashes) == 3


def test_a_file_of_licences_that_is_not_there_is_said_so(tmp_path):
    path = changed(tmp_path, "[licences.yaml]", "[licences.yaml, more.yaml]")
    with pytest.raises(InputError, match=r"more.yaml: No such file"):
        load_policy(path)


def test_an_entity_that_the_policy_lacks_is_refused():
    with pytest.raises(UsageError, match="no legal entity 'mars'; it has any, us, eu"):
        load_policy().for_entity("mars")


def test_a_rule_looks_at_fields_by_message_type(tmp_path):
    old = "    bar: 0.70\n    decision: review"
    path = changed(tmp_path, old, "    by_type: {MT199: [text]}\n" + old)
    rule = load_policy(path).rule["free_text"]
    assert rule.looks_at("pacs.008", "remittance")
    assert rule.looks_at("MT199", "text")
    assert not rule.looks_at("MT199 X", "creditor_address")
