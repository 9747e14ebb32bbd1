from datetime import date

from handbook.check.outline import living
from tests import builders


def test_living_texts_bind_will_bind_or_are_being_written() -> None:
    titles = {"1.0": "old", "2.0": "in force", "3.0": "to come"}
    versions = [builders.version(number, text=builders.text(title=title)) for number, title in titles.items()]
    policy = builders.policy("a", *versions, working=builders.working(text=builders.text(title="being written")))
    assert [text.title for text in living(policy, date(2026, 12, 31))] == ["in force", "to come", "being written"]
