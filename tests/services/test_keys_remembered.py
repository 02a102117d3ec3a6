"""Whatever a use case changes about keys, the file of slots from before it opens the store no more."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest

from bedside.errors import StoreDamaged, StoreError
from bedside.services.credentials import change_password, make_recovery_codes, recover_administrator, reset_password
from bedside.services.desk import Desk
from bedside.services.people import add_person, change_role, end_access
from bedside.store.keys import relabel_slot
from bedside.store.slots import SLOTS_FILE, SlotUser, read_slots
from tests.services.site import ADMINISTRATOR, CHEAP, NURSE, PASSWORD, Site

FRESH = "a fresh phrase"
ACTS: dict[str, Callable[[Desk], object]] = {
    "add_person": lambda desk: add_person(desk, "nurse-z", "Nurse Z", "nurse", FRESH, cost=CHEAP),
    "change_role": lambda desk: change_role(desk, NURSE.user_id, "monitor", "moved"),
    "end_access": lambda desk: end_access(desk, NURSE.user_id, "left"),
    "change_password": lambda desk: change_password(desk, PASSWORD, FRESH),
    "reset_password": lambda desk: reset_password(desk, NURSE.user_id, FRESH, cost=CHEAP),
    "make_recovery_codes": make_recovery_codes,
}


@pytest.mark.parametrize("act", ACTS)
def test_slots_from_before_are_refused_at_once(site: Site, act: str) -> None:
    desk = site.come(ADMINISTRATOR)
    before = (site.folder / SLOTS_FILE).read_bytes()
    ACTS[act](desk)
    site.leave()
    (site.folder / SLOTS_FILE).write_bytes(before)
    with pytest.raises(StoreDamaged, match="an earlier one"):
        site.come(ADMINISTRATOR)


def test_slots_from_before_a_recovery_are_refused_at_once(site: Site) -> None:
    codes = make_recovery_codes(site.come(ADMINISTRATOR))
    site.leave()
    before = (site.folder / SLOTS_FILE).read_bytes()
    recover_administrator(site.folder, *codes, ADMINISTRATOR.user_id, FRESH, site.clock)
    (site.folder / SLOTS_FILE).write_bytes(before)
    with pytest.raises(StoreDamaged, match="an earlier one"):
        site.come(NURSE)


def test_who_changes_slots_waits_for_a_new_key(site: Site) -> None:
    desk = site.come(ADMINISTRATOR)
    renamed = SlotUser(NURSE.user_id, "Another name", NURSE.role)
    with ThreadPoolExecutor(2) as others:
        waiting: list[Future[object]] = []

        def meanwhile(step: str) -> None:
            if step == "rekey_exported":
                change = desk.store.change_keys
                waiting.append(others.submit(change, lambda folder, key: relabel_slot(folder, key, renamed)))
                waiting.append(others.submit(desk.store.let_in, NURSE.user_id, PASSWORD, site.clock))
                assert not wait(waiting, timeout=1).done

        desk.store.rekey(site.clock, meanwhile)
        for one in waiting:
            one.result()
    slot = read_slots(site.folder).slot_of(NURSE.user_id)
    assert slot is not None
    assert slot.user == renamed
    site.come(NURSE)


def test_a_closed_store_changes_no_slots(site: Site) -> None:
    desk = site.come(ADMINISTRATOR)
    site.leave()
    before = (site.folder / SLOTS_FILE).read_bytes()
    with pytest.raises(StoreError, match="closed"):
        desk.store.change_keys(lambda folder, key: relabel_slot(folder, key, NURSE))
    assert (site.folder / SLOTS_FILE).read_bytes() == before
