"""A site with somebody of each role, and the hands of whoever has its page of people open."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from bedside.services import credentials
from bedside.services import people as people_service
from bedside.store.slots import SlotUser
from bedside.views.people import flows
from bedside.views.people.presenter import PeoplePresenter
from bedside.views.tasks import DirectRunner
from tests.services.conftest import clock, instruments, site, site_template
from tests.services.site import CHEAP, Site
from tests.views.people.hands import Hands

__all__ = ["clock", "instruments", "site", "site_template"]


@pytest.fixture
def opened(qtbot: QtBot, site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[SlotUser], Hands]]:
    """Opens the page for somebody who comes to the desk."""
    monkeypatch.setattr(flows, "add_person", partial(people_service.add_person, cost=CHEAP))
    monkeypatch.setattr(flows, "reset_password", partial(credentials.reset_password, cost=CHEAP))
    made: list[Hands] = []

    def come(user: SlotUser) -> Hands:
        presenter = PeoplePresenter(DirectRunner(), site.come(user))
        qtbot.addWidget(presenter.screen)
        presenter.screen.resize(1366, 768)
        presenter.screen.show()
        presenter.screen.activateWindow()
        qtbot.waitUntil(presenter.screen.isActiveWindow)
        presenter.open()
        made.append(Hands(presenter, site))
        return made[-1]

    yield come
    made.clear()
