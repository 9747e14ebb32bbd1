"""What a search can be narrowed by: the facets that mkdocs.yml names, the ids that a page has for each, their labels.

Keys and values are ids, the same in every language and in every address; labels are given beside them. A facet of one's
own is any field of a policy that holds short values: `{field: scope.branches, label: Branch}`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from handbook.history.edition import Edition
from handbook.history.wording import duration_in_words
from handbook.model.field import Format, Target
from handbook.model.period import Duration
from handbook.model.policy import PolicyText
from handbook.model.schema import FieldSchema, schema
from handbook.render.page import Page


class FacetError(ValueError):
    """What mkdocs.yml says about facets cannot be used; the message names the place and what would mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One thing to narrow by. `field` is the way to it in a policy's text; without one it is a fact of the page."""

    id: str
    label: str
    field: str = ""

    def values(self, page: Page) -> tuple[str, ...]:
        """The page's ids for it, as declared; none for a page that has no such field."""
        if not self.field:
            return tuple(value for value in (page.facts.get(self.id),) if value)
        if page.text is None:
            return ()
        value = attrgetter(self.field)(page.text)
        many = value if isinstance(value, tuple) else (value,)
        return tuple(str(item) for item in many if item not in (None, ""))


BUILT_IN = {
    facet.id: facet
    for facet in (
        Facet(id="status", label="Status"),
        Facet(id="owner", label="Owner", field="owner"),
        Facet(id="category", label="Category", field="category"),
        Facet(id="audience", label="For", field="audience"),
        Facet(id="channel", label="Channel", field="scope.channels"),
        Facet(id="review", label="Next review"),
    )
}
"""The facets that a handbook has unless it says otherwise, in the order in which they are shown."""


SHOWN = (BUILT_IN["status"], BUILT_IN["owner"], BUILT_IN["category"])
"""What each hit says of its page, also where nothing can be narrowed by it."""

RESERVED = frozenset({"q", "archive", "page", "status", "version", "review"})
"""What no field is called as a facet: the search page's address says these itself, or every page has such a fact."""


def read_facets(settings: object) -> tuple[Facet, ...]:
    """The facets that `search:` of the plugin asks for; all that are built in where it asks for none.

    Raises:
        FacetError: the settings are not laid out so, or name a field that cannot be a facet.
    """
    if settings is None:
        return tuple(BUILT_IN.values())
    if not isinstance(settings, Mapping) or set(settings) - {"facets"}:
        raise FacetError("`search` of the plugin `handbook` takes `facets`, a list, and nothing else")
    wanted = settings.get("facets", list(BUILT_IN))
    if not isinstance(wanted, list):
        raise FacetError("`search: facets` is a list of names such as [status, owner]; an empty list means no facets")
    found = tuple(map(_facet, wanted))
    ids = [facet.id for facet in found]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise FacetError(f"`search: facets` names `{id_}` twice; leave one out")
    return found


def _facet(wanted: object) -> Facet:
    if isinstance(wanted, str):
        if wanted not in BUILT_IN:
            names = ", ".join(BUILT_IN)
            raise FacetError(
                f"`search: facets` names `{wanted}`, which is none of {names}; "
                f"for a field of policies write {{field: {wanted}, label: …}}"
            )
        return BUILT_IN[wanted]
    if not isinstance(wanted, Mapping) or set(wanted) - {"field", "label"} or not isinstance(wanted.get("field"), str):
        raise FacetError(
            f"`search: facets` holds {wanted!r}; write a name, or {{field: scope.branches, label: Branch}}"
        )
    path = wanted["field"]
    id_ = path.rpartition(".")[2]
    if id_ in RESERVED:
        raise FacetError(f"`search: facets`: `{id_}` in the address of the search means something else; leave it out")
    _described(path)
    label = wanted.get("label", id_.replace("_", " ").capitalize())
    if not isinstance(label, str) or not label.strip():
        raise FacetError(f"`search: facets`: the label of `{path}` is no text")
    return Facet(id=id_.replace("_", "-"), label=label.strip(), field=path)


def _described(path: str) -> FieldSchema:
    """The declaration of a field that can be a facet."""
    record: Any = PolicyText
    found = None
    for name in path.split("."):
        fields = {item.name: item for item in schema(record)} if record else {}
        if name not in fields:
            places = ", ".join(fields) or "nothing"
            raise FacetError(f"`search: facets`: a policy has no field `{path}`; at `{name}` there are: {places}")
        found = fields[name]
        if found.many and found.record:
            raise FacetError(f"`search: facets`: `{path}` leads into the list `{name}`, whose items are clauses")
        record = found.record
    if found is None or record or Format.PROSE in found.formats:
        raise FacetError(f"`search: facets`: `{path}` holds no short values; name a field such as scope.branches")
    return found


def facet_labels(facet: Facet, ids: Iterable[str], edition: Edition) -> dict[str, str]:
    """What readers call each id of a facet; the id itself where it names nothing."""
    field = _described(facet.field) if facet.field else None
    named = _named(field.refers.to, edition) if field and field.refers else {}
    return {id_: named.get(id_) or _in_words(id_, facet, field) for id_ in sorted(ids)}


def _in_words(id_: str, facet: Facet, field: FieldSchema | None) -> str:
    """A state, or a length of time; anything else says what it means."""
    duration = Duration.parse(id_) if field and field.kind is Duration else None
    if duration:
        return duration_in_words(duration)
    return id_.replace("-", " ") if facet.id == "status" else id_


def _named(target: Target, edition: Edition) -> Mapping[str, str]:
    organisation = edition.handbook.organisation
    things: Mapping[Target, Iterable[Any]] = {
        Target.ROLE: edition.handbook.roles,
        Target.CATEGORY: organisation.categories,
        Target.CHANNEL: organisation.channels,
        Target.BRANCH: organisation.branches,
        Target.PILLAR: organisation.mission.pillars,
        Target.PRINCIPLE: organisation.principles,
        Target.CASE: organisation.cases,
    }
    return {thing.id: thing.title for thing in things.get(target, ())}
