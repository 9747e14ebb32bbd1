"""The files of feeds and calendars, made at once."""

from collections.abc import Iterator

from handbook.history.edition import Edition
from handbook.report import calendar
from handbook.report import feeds as feeds_of
from handbook.report.current import published
from handbook.report.syndication import Plain


def feeds(edition: Edition, site_url: str, plain: Plain = str) -> Iterator[tuple[str, bytes]]:
    """Every feed file with its address."""
    titles = {item.id: item.title for item in published(edition)}
    of_policies = (feeds_of.policy_feeds(item.policy, edition, site_url, titles, plain) for item in published(edition))
    groups = (*feeds_of.feeds(edition, site_url, plain), *of_policies)
    return (file for group in groups for file in group.make())


def calendars(edition: Edition, site_url: str, plain: Plain = str) -> Iterator[tuple[str, bytes]]:
    """Every calendar with its address."""
    return (file for group in calendar.calendars(edition, site_url, plain) for file in group.make())
