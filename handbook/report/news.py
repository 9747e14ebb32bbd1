"""The changelog -> what changed lately, for the whole handbook and for the policies of one reader.

Lately is a period before the edition's day; a version that is published and does not bind yet always counts.
"""

from collections import defaultdict
from collections.abc import Iterable

from handbook.history.changelog import Entry, changelog
from handbook.history.edition import Edition
from handbook.history.in_force import State
from handbook.model.period import Duration

LATELY = Duration(months=12)


def news(edition: Edition) -> tuple[Entry, ...]:
    """What was published lately or is still to take effect, newest first."""
    begin = LATELY.before(edition.as_of)
    return tuple(entry for entry in changelog(edition) if entry.published >= begin or entry.state is State.PROSPECTIVE)


def by_policy(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """The same entries under the policy that each is about, in their order."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.policy_id].append(entry)
    return {policy: tuple(listed) for policy, listed in found.items()}
