from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.node.config import FILE, NodeFileError, load, parse
from samakki.node.founding import settings_text
from samakki.node.setting import Setting, SettingError, Value
from samakki.node.setting_table import SETTINGS

HERE = Path("/srv/samakki") / FILE


def refused(text: str) -> list[str]:
    with pytest.raises(NodeFileError) as error:
        parse(text, HERE)
    return str(error.value).splitlines()


@pytest.mark.parametrize(
    ("text", "key", "allowed"),
    [
        ('country = "khm"', "country", "two capital letters"),
        ("port = true", "port", "a whole number from 1 to 65535"),
        ("port = 70000", "port", "a whole number from 1 to 65535"),
        ('hosts = "kh.example"', "hosts", "a list of host names"),
        ("hosts = []", "hosts", "a list of host names"),
        ('demo = "yes"', "demo", "true or false"),
        ('time_zone = "Phnom Penh"', "time_zone", "Asia/Phnom_Penh"),
        ('language = "kh"', "language", "km"),
        ("[sessions]\nidle_minutes = 90", "sessions.idle_minutes", "from 1 to 60"),
        ('[logs]\nto = "syslog"', "logs.to", '"files" or "stdout"'),
    ],
)
def test_a_wrong_value_is_told_with_file_key_and_what_is_allowed(text: str, key: str, allowed: str) -> None:
    (line,) = refused(text)
    assert line.startswith(f"{HERE}: {key}: ")
    assert allowed in line


def test_every_wrong_key_is_told_at_once() -> None:
    lines = refused('naem = "x"\nport = 0\n[https]\nproxy = 1\n')
    assert [line.split(": ")[1] for line in lines] == ["naem", "port", "https.proxy"]


def test_a_file_that_is_no_toml_is_told_with_the_line() -> None:
    assert "line 1" in refused("port 8001")[0]


def test_a_password_in_a_database_address_is_not_repeated() -> None:
    assert "s3cret" not in refused('database = "mysql://u:s3cret@host/x"')[0]


@pytest.mark.parametrize("text", ['[https]\ncertificate = "c"', '[https]\ncertificate = "c"\nkey = "k"\nproxy = true'])
def test_settings_that_contradict_each_other_are_refused(text: str) -> None:
    assert "https" in refused(text)[0]


def test_a_folder_without_settings_gives_defaults_and_says_so(tmp_path: Path) -> None:
    config = load(tmp_path)
    assert not config.is_present
    assert config.number("port") == 8001


def test_what_a_deployment_takes_from_roles_is_kept_as_written() -> None:
    config = parse('[tighten.investigator]\nwithout_duties = ["break_glass"]\n', HERE)
    assert config.tighten == {"investigator": {"without_duties": ["break_glass"]}}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_default_is_a_value_that_is_allowed(setting: Setting) -> None:
    assert setting.read(setting.default) == setting.default


@given(st.sampled_from(SETTINGS), st.one_of(st.text(), st.integers(), st.booleans(), st.lists(st.text()), st.none()))
def test_a_value_of_any_kind_is_taken_as_it_is_or_refused_in_words(setting: Setting, value: object) -> None:
    try:
        read = setting.read(value)
    except SettingError as error:
        told = str(error)
    else:
        assert setting.read(read) == read
        return
    assert setting.what_is_allowed in told


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60),
    st.integers(1, 65535),
    st.booleans(),
)
def test_written_settings_read_back_as_they_were_given(title: str, port: int, proxy: bool) -> None:
    given_values: dict[str, Value] = {
        "title": title,
        "port": port,
        "hosts": ("a.example", "b.example"),
        "https.proxy": proxy,
    }
    config = parse(settings_text(given_values), HERE)
    assert {key: config.values[key] for key in given_values} == given_values
