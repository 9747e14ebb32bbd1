"""An edition -> all pages of the site but the hand-written ones: those of each policy, and those of the handbook.

The pages of a policy depend on nothing but the edition and that policy, so policies can be rendered in any order and
by several processes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import TypeAlias

from handbook.history.edition import Edition
from handbook.history.in_force import State
from handbook.model.handbook import Policy
from handbook.render.folders import CATEGORIES, ROLES, folder_of, part, split
from handbook.render.headline import Headline
from handbook.render.page import Entry, Page
from handbook.render.policy.chronology import Issue, current_issue, issues
from handbook.render.policy.history import history_page
from handbook.render.policy.page import policy_page, version_page
from handbook.render.policy.redline import redline_page
from handbook.render.policy.review import review_page
from handbook.render.press import Press
from handbook.render.registers.audit import audit_register
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
from handbook.render.registers.policies import category_pages, policies_register
from handbook.render.registers.printing import register_pages, section_pages
from handbook.render.registers.problems import problems_pages
from handbook.render.registers.register import Register
from handbook.render.registers.reviews import reviews_pages
from handbook.render.registers.roles import role_pages, roles_pages
from handbook.render.registers.standards import standards_register
from handbook.report.review_pack import review_pack

MOST_ENTRIES = 150

Print: TypeAlias = Callable[[], Page]

_REGISTERS: Mapping[str, Callable[[Press], Iterable[Page]]] = {
    "": lambda press: (home_page(press),),
    "changelog": changelog_pages,
    "in-force": in_force_pages,
    "corrections": corrections_pages,
    "registers": overview_pages,
    "mission": mission_pages,
    "authority": authority_pages,
    "escalation": escalation_pages,
    "pilots": pilots_pages,
    "reviews": reviews_pages,
    "benchmarks": benchmarks_pages,
    "feedback": feedback_pages,
    "exceptions": exceptions_pages,
    "roles": roles_pages,
    "a-to-z": index_pages,
    "glossary": glossary_pages,
    "fields": fields_pages,
    "problems": problems_pages,
}
"""The pages of each register that is printed as a whole."""

_BY_CATEGORY: Mapping[str, Callable[[Press], Register]] = {
    "policies": policies_register,
    "standards": standards_register,
    "audit": audit_register,
}
"""The registers of which the pages of each category are printed for themselves."""

_OF_HEADS = frozenset({"", "policies", CATEGORIES, "changelog", "in-force", "reviews", "a-to-z", "audit"})
"""Registers that tell of versions, and nothing of their clauses."""

_SHARED = frozenset({"glossary", "fields", "problems"})
"""Folders whose pages are made of what all policies share; the pages of all others tell of policies."""


def policy_pages(edition: Edition, policy: Policy, press: Press) -> tuple[Page, ...]:
    """The policy's page, then each version with its redline by ascending number, the history, the review pack.

    None for a policy without a published version. `press` is `make_press(edition)`, made once for all policies.
    """
    return tuple(print_page() for print_page in policy_printing(edition, policy, press).values())


def policy_printing(edition: Edition, policy: Policy, press: Press) -> Mapping[str, Print]:
    """What prints each page of a policy, by its address, for whoever needs only one of them."""
    found = issues(policy, edition)
    if not found:
        return {}
    current, shown = current_issue(found), _shown(found)
    sheet = press.policy_sheet(policy.id)
    address = sheet.address
    printing: dict[str, Print] = {address: partial(policy_page, policy, found, shown, sheet)}
    for issue in found:
        printing[f"{address}{issue.number}/"] = partial(version_page, policy, issue, current, sheet)
        printing[f"{address}{issue.number}/changes/"] = partial(redline_page, policy, issue, sheet)
    printing[f"{address}history/"] = partial(history_page, policy, found, shown, sheet)
    pack = review_pack(policy, edition)
    if pack:
        printing[f"{address}review/"] = partial(review_page, pack, found, sheet)
    return printing


def _shown(found: tuple[Issue, ...]) -> Issue:
    """The version that a policy's page shows: in force, else the next to bind, else the last that bound."""
    by_state = {state: [issue for issue in found if issue.state is state] for state in State}
    for candidates in (by_state[State.IN_FORCE], by_state[State.PROSPECTIVE][:1]):
        if candidates:
            return candidates[0]
    bound = [issue for issue in found if issue.period]
    return (bound or list(found))[-1]


def folders_of(press: Press) -> tuple[str, ...]:
    """The folders of the pages about all policies: registers, and their parts; the home page lies in none."""
    edition = press.edition
    return (
        *_REGISTERS,
        *_BY_CATEGORY,
        *(
            part(register, category)
            for register in _BY_CATEGORY
            if register in press.parted
            for category in edition.categories
        ),
        *(part(CATEGORIES, category) for category in edition.categories),
        *(part(ROLES, role) for role in edition.roles),
    )


def telling_folders(press: Press) -> tuple[str, ...]:
    """Those whose pages tell of policies."""
    return tuple(folder for folder in folders_of(press) if folder not in _SHARED)


def needs_clauses(folder: str) -> bool:
    """Whether the pages of a folder tell of clauses; all others need no more of a policy than its head."""
    return split(folder)[0] not in _OF_HEADS


def handbook_pages(press: Press, folders: Collection[str] | None = None) -> Iterator[Page]:
    """The pages about all policies, one after another: home, registers, the lists of categories, roles.

    Args:
        press: of its edition's policies those that a part does not tell of need not be there to print it.
        folders: those that are wanted, as `folders_of` names them; None for all.
    """
    wanted = (folder for folder in folders_of(press) if folders is None or folder in folders)
    made = cache(lambda register: _BY_CATEGORY[register](press))
    return (page for folder in wanted for page in _printed(folder, press, made))


def handbook_page(address: str, press: Press) -> Page | None:
    """One page about all policies; None where there is none at this address.

    A register that is asked for one of its pages need not print the others: a press with stamps takes them as kept.
    """
    only, folder = replace(press, is_kept=lambda other, _: other != address), folder_of(address, folders_of(press))
    printed = _printed(folder, only, lambda register: _BY_CATEGORY[register](only))
    return next((page for page in printed if page.address == address), None)


def _printed(folder: str, press: Press, made: Callable[[str], Register]) -> Iterable[Page]:
    register, name = split(folder)
    if register in _BY_CATEGORY:
        elsewhere = press.edition.categories if register in press.parted else ()
        return section_pages(made(register), press, name) if name else register_pages(made(register), press, elsewhere)
    if not name:
        return _REGISTERS[register](press) if register in _REGISTERS else ()
    return (category_pages if register == CATEGORIES else role_pages)(name, press)


def sidebar_of(edition: Edition, headlines: Iterable[Headline]) -> Mapping[str, tuple[Entry, ...]]:
    """The sidebar's entries of each place that stands for many pages: the policies of a category, the roles.

    A category of more than `MOST_ENTRIES` policies has none: its own page lists them, and no page has to carry them.
    The edition need not hold the policies.
    """
    entries: dict[str, list[Entry]] = {f"policy/{category}": [] for category in edition.categories}
    for item in sorted(headlines, key=lambda item: (item.title.casefold(), item.id)):
        place = entries.get(f"policy/{item.category}")
        if place is not None and item.title and not item.withdrawn:
            place.append(Entry(title=item.title, address=f"policies/{item.id}/"))
    roles = tuple(Entry(title=role.title, address=f"roles/{role.id}/") for role in edition.roles.values())
    listed = {place: tuple(found) if len(found) <= MOST_ENTRIES else () for place, found in entries.items()}
    return {**listed, "role": roles}
