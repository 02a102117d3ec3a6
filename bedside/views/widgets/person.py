"""One person who may sign in, as a tile shows them; without Qt, so that a screen's state can hold it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UserTile:
    """One person who may sign in here. `demo_password` is filled on a synthetic ward only."""

    user_id: str
    name: str
    role: str
    demo_password: str = ""
