import pytest

from nostro.lists.official import OFFICIAL
from nostro.lists.settings import read_settings
from nostro.model.errors import InputError

SDN = "us_ofac_sdn"


def test_without_a_file_the_defaults_hold(tmp_path):
    settings = read_settings(tmp_path)
    assert settings.official(SDN) == OFFICIAL[SDN]
    assert settings.official("unknown").urls == {}
    assert settings.limits(SDN, official=True).minimum["person"] > 0
    assert settings.limits(SDN, official=False).minimum == {}


def test_what_is_set_goes_before(tmp_path):
    (tmp_path / "settings.yaml").write_text(
        "lists:\n  us_ofac_sdn:\n    urls: {sdn.csv: 'https://mirror/x'}\n    stale_days: 0\n"
        "    checks: {max_loss: 1, minimum: {vessel: 1}}\n"
    )
    settings = read_settings(tmp_path)
    assert settings.official(SDN).urls == {"sdn.csv": "https://mirror/x"}
    assert settings.official(SDN).stale_days == 0
    limits = settings.limits(SDN, official=False)
    assert (limits.max_loss, limits.minimum) == (1.0, {"vessel": 1})
    assert settings.limits(SDN, official=True).minimum["vessel"] == 1
    assert settings.limits(SDN, official=True).minimum["person"] > 1


@pytest.mark.parametrize(
    "text",
    [
        "[1]",
        "lists: 3",
        "lists: {x: {url: a}}",
        "lists: {x: {checks: {max_los: 1}}}",
        "lists: {x: {checks: {minimum: 3}}}",
        "a: [",
        "lists: {x: {urls: {../x: a}}}",
        "lists: {x: {checks: {max_loss: much}}}",
    ],
)
def test_what_is_no_setting_is_refused_and_named(tmp_path, text):
    (tmp_path / "settings.yaml").write_text(text)
    with pytest.raises(InputError, match="not settings"):
        read_settings(tmp_path)
