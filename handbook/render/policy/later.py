"""What takes effect after the edition's day -> a notice that shows itself when that day has come.

The page carries the days; `templates/assets/later.js` compares them with the reader's day. Until then, and without
scripts, the banners of `head` say what takes effect when.
"""

import json
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from handbook.history.edition import Edition
from handbook.history.in_force import binding, known_withdrawal
from handbook.model.handbook import Policy
from handbook.model.version_number import VersionNumber
from handbook.render.phrases import day_text


class LaterNotice(Struct, frozen=True, kw_only=True):
    """The notice. `data` is a JSON list, the soonest first, of what the page does not know to have happened.

    Each item has `effective` (`YYYY-MM-DD` in the handbook's `time_zone`), `title`, and `link` with its `address`,
    which are empty where nothing else is to be read.
    """

    data: str
    time_zone: str


def later_notice(policy: Policy, number: VersionNumber | None, edition: Edition) -> LaterNotice | None:
    """The notice of a policy's page (`number` None) or of a version's page; None where nothing is known to come."""
    items = list(_items(policy, number, edition))
    if not items:
        return None
    organisation = edition.handbook.organisation
    return LaterNotice(data=json.dumps(items, ensure_ascii=False), time_zone=organisation.time_zone)


def _items(policy: Policy, number: VersionNumber | None, edition: Edition) -> Iterator[dict[str, str]]:
    as_of = edition.as_of
    for version, period in binding(policy, as_of):
        if period.start <= as_of or (number is not None and version.number < number):
            continue
        if version.number == number:
            yield _item(period.start, "This version took effect")
        else:
            address = f"{'./' if number is None else '../'}{version.number}/"
            yield _item(
                period.start, f"Version {version.number} took effect", f"Read version {version.number}", address
            )
    ending = known_withdrawal(policy, as_of)
    if ending and ending.effective > as_of:
        yield _item(ending.effective, "This policy was withdrawn")


def _item(effective: date, what: str, link: str = "", address: str = "") -> dict[str, str]:
    title = f"{what} on {day_text(effective)}, after this page was made"
    return {"effective": effective.isoformat(), "title": title, "link": link, "address": address}
