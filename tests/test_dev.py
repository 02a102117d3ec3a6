"""The one shell script that a newcomer meets: plain sh, one line when the machine is not ready, nothing asked."""

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = ("dev", ".ci/run", "tools/try-bundle", "tools/prove-bare-debian")
COMMANDS = ("demo", "test", "bench", "soak", "screenshots", "bundle", "setup", "system", "lock")
# What a POSIX system has, and what ./dev may therefore use; no Python, no apt-get, no sudo, no uv.
PLAIN = ("sh", "cat", "cksum", "cut", "dirname", "env", "mktemp", "printf", "pwd", "rm", "tail", "tr")


@dataclass(frozen=True)
class Machine:
    """A made-up computer: a copy of the scripts, and a folder that is all of its PATH."""

    clone: Path
    programs: Path

    def has(self, name: str, script: str) -> None:
        """Give it a program that does what `script` says."""
        path = self.programs / name
        # What stands there may be a link to the real program, and writing would go through it.
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run ./dev there, with no variables but those given."""
        return subprocess.run(
            [shutil.which("sh") or "sh", str(self.clone / "dev"), *arguments],
            cwd=self.clone,
            env={"PATH": str(self.programs), "HOME": str(self.clone), **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A computer with a clone and nothing else."""
    clone, programs = tmp_path / "clone", tmp_path / "programs"
    (clone / "bedside").mkdir(parents=True)
    programs.mkdir()
    shutil.copy(ROOT / "dev", clone)
    shutil.copy(ROOT / "bedside" / "preflight.py", clone / "bedside")
    shutil.copytree(ROOT / "requirements", clone / "requirements")
    for name in PLAIN:
        found = shutil.which(name)
        if found:  # some are built into the shell
            (programs / name).symlink_to(found)
    made_up = Machine(clone, programs)
    made_up.has("uname", "echo Linux")
    made_up.has("id", "echo 1000")
    return made_up


@pytest.fixture
def with_python(machine: Machine) -> Machine:
    """The same with a Python that suits, all of Qt's libraries, and the other programs that tests want."""
    machine.has("python3", f'case "$*" in *preflight.py*) exit 0 ;; esac\nexec "{sys.executable}" "$@"')
    for name in ("Xvfb", "xauth", "openbox", "xdotool", "objdump"):
        machine.has(name, "exit 0")
    return machine


def test_made_up_programs_never_reach_the_real_ones(machine: Machine, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.write_text("real\n", encoding="utf-8")
    (machine.programs / "linked").symlink_to(real)
    machine.has("linked", "echo made up")
    assert real.read_text(encoding="utf-8") == "real\n"
    assert not (machine.programs / "linked").is_symlink()


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_is_executable_and_starts_with_its_shell(script: str) -> None:
    path = ROOT / script
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").startswith("#!/")


@pytest.mark.parametrize("script", [name for name in SCRIPTS if name != ".ci/run"])
def test_script_is_read_by_a_posix_shell(script: str) -> None:
    outcome = subprocess.run(["sh", "-n", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stderr) == (0, "")


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_passes_shellcheck(script: str) -> None:
    shellcheck = Path(sys.executable).with_name("shellcheck")
    if not shellcheck.exists():
        assert platform.machine() == "aarch64", "only there is no wheel of it"
        return
    outcome = subprocess.run([str(shellcheck), script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout


def test_every_command_is_in_the_help(machine: Machine) -> None:
    outcome = machine.run("help")
    assert outcome.returncode == 0
    assert all(f"./dev {command}" in outcome.stdout for command in COMMANDS)


def test_unknown_command_is_refused_with_the_help(machine: Machine) -> None:
    outcome = machine.run("dmeo")
    assert outcome.returncode == 2
    assert outcome.stdout == ""
    assert "./dev demo" in outcome.stderr


@pytest.mark.parametrize("command", ["test", "setup", "bench", "soak", "screenshots", "bundle"])
def test_bare_machine_without_root_is_told_in_one_line_what_to_run(machine: Machine, command: str) -> None:
    machine.has("apt-get", "echo apt-get must not be run; exit 1")
    machine.has("sudo", "exit 1")  # -n: a password would be needed
    outcome = machine.run(command)
    assert outcome.returncode == 3
    assert outcome.stdout == ""
    assert outcome.stderr.count("\n") == 1
    assert outcome.stderr.endswith("Run: sudo ./dev system\n")
    assert "python3 python3-venv" in outcome.stderr


def test_machine_without_sudo_is_told_of_su(machine: Machine) -> None:
    machine.has("apt-get", "exit 1")
    outcome = machine.run("test")
    assert outcome.returncode == 3
    assert outcome.stderr.endswith("Run: su -c './dev system'\n")


def test_machine_without_apt_is_told_the_names(machine: Machine) -> None:
    outcome = machine.run("test")
    assert outcome.returncode == 3
    assert outcome.stderr.count("\n") == 1
    assert "python3" in outcome.stderr


def test_sudo_without_a_password_installs_and_says_what(machine: Machine) -> None:
    machine.has("sudo", 'echo "sudo $*" >>"$HOME/log"\nshift\n[ "$1" = true ] || exec "$@"')
    machine.has("apt-get", 'echo "apt-get $* $DEBIAN_FRONTEND" >>"$HOME/log"')
    outcome = machine.run("setup")
    log = (machine.clone / "log").read_text(encoding="utf-8")
    asked = [line for line in log.splitlines() if line.startswith("sudo")]
    assert all(line.startswith("sudo -n ") for line in asked), "a password prompt would stop an unattended run"
    assert "apt-get -qq -o Dpkg::Use-Pty=0 update noninteractive" in log
    assert "install -y --no-install-recommends python3 python3-venv" in log
    assert "Installing system packages: python3" in outcome.stderr
    assert outcome.returncode == 3, "this apt-get installs nothing, which must not pass for success"
    assert "Still missing" in outcome.stderr


def test_apt_that_fails_is_shown_by_its_last_lines(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", "echo E: no such mirror; exit 100")
    outcome = machine.run("setup")
    assert outcome.returncode == 3
    assert "E: no such mirror" in outcome.stderr


def test_demo_without_a_screen_offers_pictures_in_one_line(machine: Machine) -> None:
    outcome = machine.run("demo")
    assert outcome.returncode == 3
    assert outcome.stderr.count("\n") == 1
    assert "no screen" in outcome.stderr
    assert "./dev screenshots" in outcome.stderr


def ready(machine: Machine, script: str) -> None:
    """A virtual environment whose Python does what `script` says, stamped as the machine's own ./dev would."""
    (machine.clone / ".venv" / "bin").mkdir(parents=True)
    python = machine.clone / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\n[ "$1" = -VV ] && echo "Python 3" && exit\n{script}\n', encoding="utf-8")
    python.chmod(0o755)
    fingerprint = '{ cksum <requirements/dev.txt && echo "Python 3" && pwd; } | cksum >.venv/.bedside-dev'
    subprocess.run(["sh", "-c", fingerprint], cwd=machine.clone, check=True)


def test_second_start_installs_nothing(with_python: Machine) -> None:
    ready(with_python, 'echo "started: $*"')
    outcome = with_python.run("demo", "--smoke", DISPLAY=":0")
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "started: -m bedside --demo --smoke\n", "")


def test_changed_lock_sets_up_anew(with_python: Machine) -> None:
    ready(with_python, 'case "$*" in "-m pip install"*) echo "$*" >>"$HOME/log" && exit 1 ;; esac')
    with (with_python.clone / "requirements" / "dev.txt").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    outcome = with_python.run("test", "-q")
    assert outcome.returncode == 1
    assert "Setting up .venv" in outcome.stderr
    log = (with_python.clone / "log").read_text(encoding="utf-8")
    assert "--require-hashes --only-binary :all: --no-deps -r requirements/dev.txt" in log


def test_failed_installation_leaves_no_stamp(with_python: Machine) -> None:
    ready(with_python, 'case "$*" in "-m pip install"*) exit 1 ;; esac')
    (with_python.clone / ".venv" / ".bedside-dev").write_text("old\n", encoding="utf-8")
    assert with_python.run("setup").returncode == 1
    assert not (with_python.clone / ".venv" / ".bedside-dev").exists()


def test_one_failing_gate_fails_all_and_is_named(with_python: Machine) -> None:
    ready(with_python, 'case "$*" in "-m pytest"*) exit 1 ;; *) exit 0 ;; esac')
    for tool in ("ruff", "mypy", "lint-imports"):
        path = with_python.clone / ".venv" / "bin" / tool
        path.write_text("#!/bin/sh\necho ran\n", encoding="utf-8")
        path.chmod(0o755)
    if not Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc").exists():
        with_python.has("apt-get", "exit 0")
    outcome = with_python.run("test")
    assert outcome.returncode == 1
    assert outcome.stdout.count("ran") == 4
    assert outcome.stderr.endswith("FAILED: pytest\n")
    ready_again = with_python.run("test", "tests/grading", "-q")
    assert ready_again.returncode == 1
    assert "FAILED:" not in ready_again.stderr


def test_ci_hands_on_the_status_and_asks_nothing(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    dev = tmp_path / "dev"
    dev.write_text('#!/bin/sh\nread -r answer && exit 9\necho "$*"\nexit 7\n', encoding="utf-8")
    dev.chmod(0o755)
    outcome = subprocess.run(
        [str(tmp_path / ".ci" / "run")], input="yes\n", capture_output=True, text=True, check=False
    )
    assert (outcome.returncode, outcome.stdout) == (7, "test\n")
