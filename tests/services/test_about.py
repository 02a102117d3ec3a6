"""The intended use is there in both languages, whole."""

from bedside import __version__
from bedside.services.about import about
from tests.services.states import demo_protocol


def test_it_names_version_and_protocol() -> None:
    protocol = demo_protocol()
    told = about(protocol)
    assert told.version == __version__
    assert (told.protocol_id, told.protocol_checksum) == (protocol.id, protocol.checksum[:12])


def test_every_section_is_in_both_languages() -> None:
    sections = about(demo_protocol()).intended_use
    assert len(sections) == 5
    for section in sections:
        for wording in (section.heading, section.text):
            assert wording.en
            assert wording.zh != wording.en
