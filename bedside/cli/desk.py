"""Signs in for one act on the command line, as the window does, and out again."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from bedside import settings
from bedside.cli.inputs import protocol_in
from bedside.clock import SystemClock
from bedside.services.criteria_texts import CriteriaInForce, shipped_texts
from bedside.services.desk import Desk
from bedside.services.sign_in import sign_in, sign_out


@contextmanager
def at_desk(args: argparse.Namespace, password: str) -> Iterator[Desk]:
    """The desk of `args.user` in the store of `args.folder`, under the device's own witness.

    Raises:
        UserFacingError: the sign-in was refused.
    """
    criteria = CriteriaInForce(shipped_texts(), protocol_in(None))
    desk = sign_in(
        args.folder,
        args.user,
        password,
        SystemClock(),
        criteria.protocol,
        criteria.instruments,
        witness_folder=settings.default_state_folder(),
    )
    try:
        yield desk
    finally:
        # One act is no shift: a backup at each would only push older ones out.
        sign_out(desk, with_backup=False)
