"""A check from start to saved, with what can go wrong on the way."""

from tests.services.ward import Ward


def test_a_whole_check_is_graded_and_saved(ward: Ward) -> None:
    saved = ward.check()
    assert (saved.crs.at_least, saved.crs.at_most) == (0, 0)
    assert (saved.icans.at_least, saved.icans.at_most) == (0, 0)
