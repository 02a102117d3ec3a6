"""How long a CRS and an ICANS grading take, one by one and 100,000 through the command line."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from bedside.grading import load_instruments
from bedside.models.canonical import JsonValue
from bedside.models.facts import CrsFacts, IcansFacts
from bedside.models.protocol import read_protocol
from bedside.resources import resource_path
from benchmarks.table import Figure, median_of, seconds_of

ROUNDS = 2_000
LINES = 100_000
DEVICES = ("room_air", "nasal_cannula", "high_flow_nasal_cannula", "face_mask", "bipap")
PRESSORS: tuple[list[JsonValue] | None, ...] = ([], ["norepinephrine"], ["norepinephrine", "epinephrine"], None)
LOOPBACK = "import json,sys\nfor line in sys.stdin: sys.stdout.write(json.dumps(json.loads(line)) + '\\n')"
"""The floor of the command line: read JSON, write JSON, grade nothing."""


def measure() -> list[Figure]:
    """The grading figures."""
    return [_one_pair(), _command_line()]


def crs_facts(random: Random) -> dict[str, JsonValue]:
    """The facts of one plausible bedside check; some of them unknown."""
    return {
        "temperature_c": round(random.uniform(36.0, 40.5), 1),
        "fever_other_cause": random.random() < 0.1,
        "crs_established": random.random() < 0.5,
        "treated_since_onset": ["tocilizumab"] if random.random() < 0.3 else [],
        "systolic_mmhg": random.randint(70, 160),
        "vasopressors": random.choice(PRESSORS),
        "oxygen_device": random.choice(DEVICES),
        "oxygen_flow_l_min": random.choice((None, 2, 6, 6.5, 15)),
        "spo2_percent": random.randint(85, 100),
        "day": random.randint(0, 28),
    }


def icans_facts(random: Random) -> dict[str, JsonValue]:
    """The neurological half of the same."""
    return {
        "age_years": random.randint(35, 80),
        "ice_score": random.choice((None, 10, 10, 9, 6, 2, 0)),
        "consciousness": random.choice(("alert", "alert", "awakens_to_voice", None)),
        "seizures": random.choice(([], ["resolved_rapidly"], None)),
        "motor_weakness": random.choice(("none", None)),
        "raised_icp": [],
        "imaging": random.choice((None, "pending")),
    }


def _one_pair() -> Figure:
    criteria = {path.stem: path.read_text() for path in sorted(resource_path("criteria").glob("*.toml"))}
    protocol_file = resource_path("protocols", "bedside-demo.toml")
    instruments = load_instruments(criteria, read_protocol(protocol_file.read_text(), protocol_file.name))
    random = Random(4)
    pairs = [
        (
            CrsFacts.model_validate_json(json.dumps(crs_facts(random))),
            IcansFacts.model_validate_json(json.dumps(icans_facts(random))),
        )
        for _ in range(ROUNDS)
    ]

    def grade_all() -> None:
        for crs, icans in pairs:
            instruments.crs.grade(crs)
            instruments.icans.grade(icans)

    cold = seconds_of(grade_all) / ROUNDS * 1e6
    floor = median_of(lambda: [(crs.model_copy(), icans.model_copy()) for crs, icans in pairs], 5) / ROUNDS * 1e6
    return Figure(
        "one CRS + ICANS grading",
        median_of(grade_all, 7) / ROUNDS * 1e6,
        "us",
        100,
        floor,
        "copy the two facts",
        note=f"the first round over the same {ROUNDS} pairs, nothing remembered yet: {cold:.0f} us",
    )


def _command_line() -> Figure:
    random = Random(5)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.jsonl")
        path.write_text("".join(json.dumps(crs_facts(random)) + "\n" for _ in range(LINES)))
        ours = [sys.executable, "-m", "bedside", "grade", "crs", str(path), "--lines"]
        value = seconds_of(lambda: subprocess.run(ours, check=True, stdout=subprocess.DEVNULL))
        with path.open() as lines:
            loop = [sys.executable, "-c", LOOPBACK]
            floor = seconds_of(lambda: subprocess.run(loop, check=True, stdin=lines, stdout=subprocess.DEVNULL))
    return Figure(
        f"{LINES:,} gradings by command line", value, "s", 10, floor, "read and write the JSON", note="one run each"
    )
