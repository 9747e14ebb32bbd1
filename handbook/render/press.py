"""What all pages of one edition are printed with: compiled templates, the prose renderer, titles by id.

A `Press` is made once for an edition; `sheet(address)` gives what one page needs to name and link other pages.
Links are relative, so a site works under any prefix.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from handbook.history.edition import Edition
from handbook.render.direction import direction_of
from handbook.render.editing import Editing
from handbook.render.folders import parted
from handbook.render.headline import Headline, headline
from handbook.render.page import base_of
from handbook.render.pieces import Link as Link
from handbook.render.prose import Prose
from handbook.render.templates import make_templates
from handbook.render.terms import ROOT, explained_once
from handbook.render.watch import Watch

IsKept: TypeAlias = Callable[[str, str], bool]
"""Whether the page of an address is there already, made of what a stamp tells."""


def nothing_kept(address: str, made_of: str) -> bool:  # noqa: ARG001
    """No page is there already."""
    return False


class Fact(Struct, frozen=True, kw_only=True):
    """A line of a list of facts: a term and its value, as a day, as text, as links or as a badge."""

    term: str
    text: str = ""
    day: Any = None
    links: tuple[Link, ...] = ()
    badge: str = ""


class Banner(Struct, frozen=True, kw_only=True):
    """A notice on top of a page; `kind` chooses its look: info, warning, past, success."""

    kind: str
    title: str
    text: Markup | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Press:
    """The edition with all that its pages share; `titles` are those of published policies, by id.

    `editing` says where readers can act on what they read; None where the handbook's repository is not known.
    `watch` notes which names of policies a page looks up. `stamps` tell, by id, all that is published of a policy;
    `is_kept` says whether a page is there already that was made of the same. `parted` are the registers by category
    that fill more than a page.
    """

    edition: Edition
    templates: Environment
    prose: Prose
    titles: Mapping[str, str]
    watch: Watch
    stamps: Mapping[str, str] = field(default_factory=dict)
    is_kept: IsKept = nothing_kept
    editing: Editing | None = None
    parted: frozenset[str] = frozenset()

    def sheet(self, address: str) -> "Sheet":
        """What the page with this address is made with."""
        return Sheet(press=self, address=address, base=base_of(address))

    def policy_sheet(self, id_: str) -> "Sheet":
        """What all pages of a policy are made with: what they say of the same thing is the same for all of them."""
        return Sheet(press=self, address=f"policies/{id_}/", base=ROOT)

    def body(self, template: str, **values: object) -> str:
        """The HTML that a template prints of views; values are escaped where they are no Markup."""
        return self.templates.get_template(template).render(values)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Sheet:
    """One page's point of view: from here, `base` leads to the site's root.

    The pages below one address may share a sheet: the way to the root is then `ROOT`, until a page's body is printed.
    """

    press: Press
    address: str
    base: str

    def body(self, address: str, template: str, **values: object) -> str:
        """The HTML of one of the pages that share this sheet; each of them links to the others by the shortest way."""
        html = explained_once(self.press.body(template, **values))
        own = base_of(address.removeprefix(self.address))
        return html.replace(f"{ROOT}{self.address}", own).replace(ROOT, base_of(address))

    def prose(self, text: str, *, first_heading: int = 4) -> Markup:
        """Block HTML of a text field, with terms explained; headings in it start at `first_heading`."""
        return self.press.prose.html(text, self.base, first_heading=first_heading)

    def role(self, id_: str) -> Link:
        """A role by its title; by its id where no such role exists."""
        role = self.press.edition.roles.get(id_)
        return Link(role.title, f"{self.base}roles/{id_}/") if role else Link(id_)

    def roles(self, ids: tuple[str, ...]) -> tuple[Link, ...]:
        """Several roles, in the order given."""
        return tuple(map(self.role, ids))

    def policy(self, id_: str, clause: str = "") -> Link:
        """A policy by its title, or one of its clauses; no link where it has no published version."""
        title = self.press.titles.get(id_)
        return Link(title, f"{self.base}policies/{id_}/{f'#{clause}' if clause else ''}") if title else Link(id_)

    def category(self, id_: str) -> Link:
        """A category by its title."""
        category = self.press.edition.categories.get(id_)
        return Link(category.title, f"{self.base}categories/{id_}/") if category else Link(id_)

    def channels(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Titles of channels, in the order given."""
        known_channels = self.press.edition.channels
        return tuple(known_channels[id_].title if id_ in known_channels else id_ for id_ in ids)

    def branches(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Titles of branches, in the order given."""
        known_branches = self.press.edition.branches
        return tuple(known_branches[id_].title if id_ in known_branches else id_ for id_ in ids)

    def to(self, title: str, address: str) -> Link:
        """A page by its address from the site's root."""
        return Link(title, self.base + address)


def make_press(
    edition: Edition,
    stamps: Mapping[str, str] | None = None,
    is_kept: IsKept = nothing_kept,
    editing: Editing | None = None,
) -> Press:
    """The press of an edition; reads the templates' folder, nothing else.

    Args:
        edition: what is printed.
        stamps: for each policy a stamp of all that is published of it; without them no page can be kept.
        is_kept: whether the page with this address is there already, made of what this stamp tells.
        editing: where readers can act on what they read.
    """
    headlines = (headline(policy, edition.as_of) for policy in edition.handbook.policies)
    return press_of(edition, headlines, stamps, is_kept, editing)


def press_of(
    edition: Edition,
    headlines: Iterable[Headline],
    stamps: Mapping[str, str] | None = None,
    is_kept: IsKept = nothing_kept,
    editing: Editing | None = None,
    templates: Environment | None = None,
) -> Press:
    """The same, where the edition need not hold all policies: the headlines tell what pages name of the others.

    `templates` are those of another press, compiled as far as they were asked for.
    """
    listed = tuple(headlines)
    titles = {item.id: item.title for item in listed if item.title}
    watch = Watch()
    names = watch.over("name", _policy_names(listed, titles))
    return Press(
        edition=edition,
        templates=templates or make_templates(direction_of(edition.handbook.organisation.language)),
        prose=Prose(names, edition.handbook.terms),
        titles=watch.over("title", titles),
        watch=watch,
        stamps=stamps or {},
        is_kept=is_kept,
        editing=editing,
        parted=parted(listed),
    )


def _policy_names(headlines: Iterable[Headline], titles: Mapping[str, str]) -> dict[str, str]:
    """What a link may call a policy -> its id: published policies under their ids and the ids that they had before."""
    names = {former: item.id for item in headlines if item.id in titles for former in item.former}
    return names | {id_: id_ for id_ in titles}
