"""The build recipe names everything the program needs; whether the built program runs, `./dev bundle` tries itself."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SPEC = (ROOT / "build.spec").read_text(encoding="utf-8")


def assigned(name: str) -> ast.expr:
    """The expression that the recipe gives a name at its top level."""
    for node in ast.parse(SPEC).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
            return node.value
    raise AssertionError(f"{name} is not in build.spec")


@pytest.fixture(scope="module")
def left_out() -> re.Pattern[str]:
    """What the recipe leaves out of the folder."""
    pattern = assigned("LEFT_OUT")
    assert isinstance(pattern, ast.Call)
    return re.compile(ast.literal_eval(pattern.args[0]))


def excluded_modules() -> set[str]:
    """Python modules that the recipe keeps out."""
    constants = (node.value for node in ast.walk(assigned("NEVER_LOADED")) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def imported_by_the_program() -> set[str]:
    """Each name before and after the last dot of every import under bedside/."""
    names: set[str] = set()
    for path in (ROOT / "bedside").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_recipe_compiles() -> None:
    compile(SPEC, "build.spec", "exec")


def test_resources_and_licence_go_in() -> None:
    assert '(str(ROOT / "resources"), "resources")' in SPEC
    assert '(str(ROOT / "LICENSE"), ".")' in SPEC
    assert '"resources/fonts"' in SPEC


def test_every_module_of_the_program_goes_in() -> None:
    assert 'collect_submodules("bedside")' in SPEC


def test_nothing_the_program_imports_is_kept_out() -> None:
    # Qt's modules stand there by their short names.
    unwanted = {f"PySide6.{name}" if name.startswith("Qt") else name for name in excluded_modules()}
    assert "PySide6.QtQml" in unwanted
    assert not imported_by_the_program() & unwanted


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libQt6Svg.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "libxcb-cursor.so.0",
        "libfontconfig.so.1",
        "libxkbcommon-x11.so.0",
        "sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "resources/criteria/astct-2019-crs.toml",
        "resources/fonts/wqy-microhei.ttc",
    ],
)
def test_what_is_needed_is_kept(left_out: re.Pattern[str], name: str) -> None:
    assert not left_out.search(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "libgtk-3.so.0",
        "libpangocairo-1.0.so.0",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platforms/libqlinuxfb.so",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6EglFsKmsSupport.so.6",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
    ],
)
def test_what_is_never_loaded_is_left_out(left_out: re.Pattern[str], name: str) -> None:
    assert left_out.search(name)


def test_bundle_is_tried_as_a_user_would() -> None:
    tried = (ROOT / "tools" / "try-bundle").read_text(encoding="utf-8")
    for way in ("grade crs", "selftest", "--demo --smoke"):
        assert f'"$program" {way}' in tried
