"""A store that is opened by both recovery codes is held to what this device remembers, as at every opening."""

import shutil
from pathlib import Path

import pytest

from bedside.errors import StoreRolledBack
from bedside.models.journal import Kind
from bedside.models.people import Access
from bedside.store.entries import read_payload
from bedside.store.store import Store, open_by_codes, open_store
from tests.store.records import NURSE, PASSWORD, HandClock, assessment, new
from tests.store.test_rekey import CODES, Stop, make


def acts(store: Store) -> list[str]:
    """What the journal says about access, in order."""
    with store.read() as reader:
        payloads = (read_payload(entry) for _, entry in reader.entries() if entry.kind is Kind.ACCESS)
        return [payload.act for payload in payloads if isinstance(payload, Access)]


def test_recovery_codes_settle_it_and_a_witness_goes_on_to_vouch(
    folder: Path, tmp_path: Path, clock: HandClock
) -> None:
    make(folder).close()
    state = tmp_path / "state"
    with (
        pytest.raises(KeyboardInterrupt),
        open_store(folder, NURSE.user_id, PASSWORD, clock, witness_folder=state) as store,
    ):
        store.rekey(clock, Stop("rekey_swapped"))
    open_by_codes(folder, CODES, NURSE.user_id, clock, witness_folder=state).close()
    with open_store(folder, NURSE.user_id, PASSWORD, clock, witness_folder=state) as store:
        assert acts(store)[-1] == "rekeyed"
        assert "clone_detected" not in acts(store)


def test_recovery_codes_open_no_older_copy(folder: Path, tmp_path: Path, clock: HandClock) -> None:
    make(folder).close()
    state, older = tmp_path / "state", tmp_path / "older"
    shutil.copytree(folder, older)
    with open_store(folder, NURSE.user_id, PASSWORD, clock, witness_folder=state) as store:
        store.write(lambda work: work.append(new(assessment(note="later"))))
    shutil.rmtree(folder)
    shutil.copytree(older, folder)
    with pytest.raises(StoreRolledBack):
        open_by_codes(folder, CODES, NURSE.user_id, clock, witness_folder=state)
