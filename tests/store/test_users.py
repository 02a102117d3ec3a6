"""Who can open a store: each by a password of their own, journalled before their slot is written."""

from dataclasses import replace
from pathlib import Path

import pytest

from bedside.errors import InputRefused, StoreDamaged
from bedside.models.journal import Kind
from bedside.store import store as store_module
from bedside.store.slots import SLOTS_FILE, SlotUser, read_slots, users
from bedside.store.store import Store, create_store, open_store
from tests.store.records import CHEAP, COLLEAGUE, NURSE, PASSWORD, HandClock


class TestUsers:
    """Who can open it."""

    def test_each_opens_it_with_their_own_password(self, store: Store, clock: HandClock) -> None:
        store.add_user(COLLEAGUE, "another one", cost=CHEAP)
        store.close()
        with open_store(store.folder, COLLEAGUE.user_id, "another one", clock) as opened:
            assert opened.user == COLLEAGUE
            with opened.read() as reader:
                assert [found.user_id for found in reader.users()] == ["nurse-a", "nurse-b"]
                entry = reader.entries()[-1][1]
        assert (entry.kind, entry.author_id) == (Kind.USER, NURSE.user_id)
        assert users(store.folder) == (NURSE, COLLEAGUE)

    def test_who_adds_them_is_journalled(self, store: Store) -> None:
        by = SlotUser("admin", "Admin", "administrator")
        store.add_user(COLLEAGUE, "another one", author=by, cost=CHEAP)
        with store.read() as reader:
            entry = reader.entries()[-1][1]
        assert (entry.author_id, entry.role) == ("admin", "administrator")

    @pytest.mark.parametrize(
        ("user", "password", "field"),
        [
            (NURSE, "another one", "user_id"),
            (COLLEAGUE, "short", "password"),
            (replace(COLLEAGUE, user_id="a b"), "another one", "user_id"),
            (replace(COLLEAGUE, printed_name=""), "another one", "printed_name"),
            (replace(COLLEAGUE, role="king"), "another one", "role"),
        ],
    )
    def test_one_that_cannot_be_added_changes_nothing(
        self, store: Store, user: SlotUser, password: str, field: str
    ) -> None:
        with store.read() as reader:
            before = reader.counts()
        slots = (store.folder / SLOTS_FILE).read_bytes()
        with pytest.raises(InputRefused) as caught:
            store.add_user(user, password, cost=CHEAP)
        assert caught.value.field == field
        with store.read() as reader:
            assert reader.counts() == before
        assert (store.folder / SLOTS_FILE).read_bytes() == slots

    def test_one_whose_slot_was_never_written_is_added_again_with_new_keys(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as broken:
            broken.setattr(store_module, "add_slot", fail)
            with pytest.raises(KeyboardInterrupt):
                store.add_user(COLLEAGUE, "another one", cost=CHEAP)
        assert users(store.folder) == (NURSE,)
        store.add_user(COLLEAGUE, "another one", cost=CHEAP)
        with store.read() as reader:
            assert reader.entries()[-1][1].reason == "set up again"
            known = reader.users()[1]
        assert users(store.folder) == (NURSE, COLLEAGUE)
        slot = read_slots(store.folder).slots[1]
        assert (known.sealing_key, known.signing_key) == (slot.sealing_key.hex(), slot.signing_key.hex())

    def test_one_set_up_again_under_another_name_is_a_new_version(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as broken:
            broken.setattr(store_module, "add_slot", lambda *_, **__: None)
            store.add_user(COLLEAGUE, "another one", cost=CHEAP)
        store.add_user(replace(COLLEAGUE, printed_name="Nurse B2"), "another one", cost=CHEAP)
        with store.read() as reader:
            assert [found.printed_name for found in reader.users()] == ["Nurse A", "Nurse B2"]
            assert reader.entries()[-1][1].reason == "set up again"
        assert store.check().sound


class TestLetIn:
    """Somebody else at the open store."""

    def test_is_known_as_the_journal_knows_them(self, store: Store, clock: HandClock) -> None:
        store.add_user(COLLEAGUE, "another one", cost=CHEAP)
        user, unlocked = store.let_in(COLLEAGUE.user_id, "another one", clock)
        assert user == COLLEAGUE
        assert (unlocked.key, unlocked.must_change) == (store.key, False)
        assert unlocked.secret != store.unlocked.secret

    def test_keys_of_another_store_put_in_the_place_of_its_own_let_nobody_in(
        self, store: Store, clock: HandClock, tmp_path: Path
    ) -> None:
        other = tmp_path / "other"
        create_store(other, NURSE, PASSWORD, "site-1", "trial-1", clock, cost=CHEAP).close()
        own = (store.folder / SLOTS_FILE).read_bytes()
        (store.folder / SLOTS_FILE).write_bytes((other / SLOTS_FILE).read_bytes())
        with pytest.raises(StoreDamaged, match="changed outside"):
            store.let_in(NURSE.user_id, PASSWORD, clock)
        (store.folder / SLOTS_FILE).write_bytes(own)
        assert store.let_in(NURSE.user_id, PASSWORD, clock)[0] == NURSE
