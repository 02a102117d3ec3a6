"""Shipped files are found in a checkout and in the frozen bundle, and a missing one is said in one line."""

from pathlib import Path

import pytest

from bedside.errors import ResourceMissing
from bedside.resources import resource_path, resource_root, resource_texts


def test_a_checkout_has_them_beside_the_package() -> None:
    assert resource_root() == Path(__file__).parents[1] / "resources"
    assert resource_path("criteria", "crs-astct-2019.toml").is_file()


def test_a_bundle_has_them_in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    (tmp_path / "resources" / "criteria").mkdir(parents=True)
    (tmp_path / "resources" / "criteria" / "b.toml").write_text("二", encoding="utf-8")
    (tmp_path / "resources" / "criteria" / "a.toml").write_text("one", encoding="utf-8")
    (tmp_path / "resources" / "criteria" / "notes.md").write_text("no", encoding="utf-8")
    assert resource_path("criteria") == tmp_path / "resources" / "criteria"
    assert resource_texts("criteria") == {"a": "one", "b": "二"}


@pytest.mark.parametrize("parts", [("criteria", "none.toml"), ("none",)])
def test_a_missing_one_is_named(parts: tuple[str, ...]) -> None:
    with pytest.raises(ResourceMissing, match=f"the installation lacks resources/{'/'.join(parts)}; install"):
        resource_path(*parts)
