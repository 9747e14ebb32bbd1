"""An edition -> all pages of the site but the hand-written ones: those of each policy, and those of the handbook.

The pages of a policy depend on nothing but the edition and that policy, so policies can be rendered in any order and
by several processes.
"""

from collections.abc import Callable, Mapping

from handbook.history.edition import Edition
from handbook.history.in_force import State, withdrawal
from handbook.model.handbook import Policy
from handbook.render.page import Entry, Page
from handbook.render.policy.chronology import Issue, current_issue, issues
from handbook.render.policy.history import history_page
from handbook.render.policy.page import policy_page, version_page
from handbook.render.policy.redline import redline_page
from handbook.render.policy.review import review_pages
from handbook.render.press import Press
from handbook.render.registers.audit import audit_pages
from handbook.render.registers.authority import authority_pages
from handbook.render.registers.benchmarks import benchmarks_pages
from handbook.render.registers.changelog import changelog_pages
from handbook.render.registers.corrections import corrections_pages
from handbook.render.registers.escalation import escalation_pages
from handbook.render.registers.exceptions import exceptions_pages
from handbook.render.registers.feedback import feedback_pages
from handbook.render.registers.fields import fields_pages
from handbook.render.registers.home import home_page
from handbook.render.registers.in_force import in_force_pages
from handbook.render.registers.index import glossary_pages, index_pages
from handbook.render.registers.mission import mission_pages
from handbook.render.registers.overview import overview_pages
from handbook.render.registers.pilots import pilots_pages
from handbook.render.registers.policies import category_pages, policies_pages
from handbook.render.registers.reviews import reviews_pages
from handbook.render.registers.roles import roles_pages
from handbook.render.registers.standards import standards_pages
from handbook.report.current import published

MOST_ENTRIES = 150

_REGISTERS: tuple[Callable[[Press], tuple[Page, ...]], ...] = (
    policies_pages,
    category_pages,
    changelog_pages,
    in_force_pages,
    corrections_pages,
    overview_pages,
    mission_pages,
    standards_pages,
    authority_pages,
    escalation_pages,
    pilots_pages,
    reviews_pages,
    benchmarks_pages,
    feedback_pages,
    exceptions_pages,
    roles_pages,
    index_pages,
    glossary_pages,
    fields_pages,
    audit_pages,
)


def policy_pages(edition: Edition, policy: Policy, press: Press) -> tuple[Page, ...]:
    """The policy's page, then each version with its redline by ascending number, the history, the review pack.

    None for a policy without a published version. `press` is `make_press(edition)`, made once for all policies.
    """
    found = issues(policy, edition)
    if not found:
        return ()
    current, shown = current_issue(found), _shown(found)
    pages = [policy_page(policy, found, shown, press)]
    for issue in found:
        pages += [version_page(policy, issue, current, press), redline_page(policy, issue, press)]
    return (*pages, history_page(policy, found, shown, press), *review_pages(policy, found, press))


def _shown(found: tuple[Issue, ...]) -> Issue:
    """The version that a policy's page shows: in force, else the next to bind, else the last that bound."""
    by_state = {state: [issue for issue in found if issue.state is state] for state in State}
    for candidates in (by_state[State.IN_FORCE], by_state[State.PROSPECTIVE][:1]):
        if candidates:
            return candidates[0]
    bound = [issue for issue in found if issue.period]
    return (bound or list(found))[-1]


def handbook_pages(edition: Edition, press: Press) -> tuple[Page, ...]:
    """The pages about all policies: home, lists, registers, roles, index. `press` is `make_press(edition)`.

    Raises:
        ValueError: the press was made for another edition.
    """
    if press.edition is not edition:
        raise ValueError("the press was made for another edition")
    return (home_page(press), *(page for pages in _REGISTERS for page in pages(press)))


def sidebar(edition: Edition) -> Mapping[str, tuple[Entry, ...]]:
    """The sidebar's entries of each place that stands for many pages: the policies of a category, the roles.

    A category of more than `MOST_ENTRIES` policies has none: its own page lists them, and no page has to carry them.
    """
    entries: dict[str, list[Entry]] = {f"policy/{category}": [] for category in edition.categories}
    for item in published(edition):
        place = entries.get(f"policy/{item.text.category}")
        if place is not None and withdrawal(item.policy, edition.as_of) is None:
            place.append(Entry(title=item.title, address=f"policies/{item.id}/"))
    roles = tuple(Entry(title=role.title, address=f"roles/{role.id}/") for role in edition.roles.values())
    listed = {place: tuple(found) if len(found) <= MOST_ENTRIES else () for place, found in entries.items()}
    return {**listed, "role": roles}
