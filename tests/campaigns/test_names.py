"""When two names are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.directory.names import host_of, same_name_key, script_of, slug_of, sound_key

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Médecins Sans Frontières", "medecins  sans frontieres e.V."),
        ("Love146", "Love 146"),
        ("The Cotton Campaign", "Cotton Campaign, Inc."),
        ("دار المنارة", "دار المناره"),
        ("Women’s Shelter", "Womens Shelter"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert same_name_key(one) == same_name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Walk Free", "Walk Fred"), ("Hope House", "Hope Home"), ("e.V.", "Inc.")]
)
def test_names_that_are_not_the_same(one: str, other: str) -> None:
    assert same_name_key(one) != same_name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beit Sindyan", "بيت السنديان"),
        ("Dar Manara", "دار المنارة"),
        ("Freedom Collaborative", "ฟรีดอม คอลลาบอเรทีฟ"),
        ("Krasnyi Krest", "Красный Крест"),
        ("Walk Free", "وولك فري"),
        ("Nawafidh", "نوافذ"),
    ],
)
def test_names_that_sound_alike_in_two_scripts(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other) != ""
    assert script_of(one) != script_of(other)


def test_too_little_is_no_sound() -> None:
    assert sound_key("Aya") == ""
    assert sound_key("!!") == ""


@given(st.text(max_size=200))
def test_any_text_has_a_key_and_an_address(name: str) -> None:
    assert same_name_key(name) == same_name_key(name)
    assert slug_of(name).isascii()
    assert slug_of(name)
    sound_key(name)
    script_of(name)


@pytest.mark.parametrize(
    ("website", "host"),
    [
        ("https://www.example.org/about", "example.org"),
        ("https://example.org:8443", "example.org"),
        ("https://facebook.com/one", ""),
        ("https://shelter.wordpress.com/", ""),
        ("", ""),
        ("https://[broken", ""),
    ],
)
def test_hosts_that_one_organisation_has(website: str, host: str) -> None:
    assert host_of(website) == host
