"""A password that is made up for somebody can be read out, and is another one each time."""

from bedside.services.temporary_passwords import GROUP_LENGTH, GROUPS, LETTERS, suggested_password


def test_it_is_long_enough_and_nothing_in_it_is_mistaken_for_something_else() -> None:
    made = [suggested_password() for _ in range(50)]
    assert all(len(one) == GROUPS * GROUP_LENGTH + GROUPS - 1 for one in made)
    assert set("".join(made)) <= {*LETTERS, "-"}
    assert not set("ilo01") & set(LETTERS)


def test_none_comes_twice() -> None:
    assert len({suggested_password() for _ in range(200)}) == 200
