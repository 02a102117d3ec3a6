"""A log that says where something broke and never about whom: no message, value or name of a patient goes in."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from bedside.errors import UserFacingError

LOGGER_NAME = "bedside"
FILE_NAME = "bedside.log"
LARGEST_BYTES = 500_000


def set_up(folder: Path) -> None:
    """Log into `folder`; where it cannot be written, the program runs without a log rather than not at all."""
    logger = logging.getLogger(LOGGER_NAME)
    close()
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / FILE_NAME, maxBytes=LARGEST_BYTES, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)


def close() -> None:
    """Let go of the log's file."""
    logger = logging.getLogger(LOGGER_NAME)
    for handler in tuple(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def note(event: str) -> None:
    """Log one event by its fixed name."""
    logging.getLogger(LOGGER_NAME).info(event)


def log_error(error: BaseException) -> None:
    """Log where `error` arose. Its own text is left out, because it may carry what a nurse typed."""
    logging.getLogger(LOGGER_NAME).error(error_lines(error))


def error_lines(error: BaseException) -> str:
    """The kind of error, its code if it has one, and the places it passed; not its text."""
    lines = []
    link: BaseException | None = error
    while link is not None:
        code = f" ({link.code})" if isinstance(link, UserFacingError) else ""
        lines.append(f"{type(link).__name__}{code}")
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(lines)
