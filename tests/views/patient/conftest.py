"""A real ward with a cheap store for the presenters of the patient page."""

from tests.services.conftest import at_desk, clock, desk, folder, instruments, template, ward

__all__ = ["at_desk", "clock", "desk", "folder", "instruments", "template", "ward"]
