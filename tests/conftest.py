"""What every test stands on: no screen, no network of habits, and folders that are nobody's own."""

import os
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

# Both must be set before Qt or platformdirs are imported anywhere.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_FOLDERS = tempfile.TemporaryDirectory(prefix="bedside-tests-")
for _name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
    _folder = os.path.join(_FOLDERS.name, _name.lower())
    os.makedirs(_folder, mode=0o700)
    os.environ[_name] = _folder

settings.register_profile("bedside", deadline=None, database=None, derandomize=True, print_blob=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("BEDSIDE_HYPOTHESIS", "bedside"))


@pytest.fixture(scope="session", autouse=True)
def _folders_of_this_run() -> Iterator[None]:
    """Remove the run's own folders when the last test is over."""
    yield
    _FOLDERS.cleanup()
