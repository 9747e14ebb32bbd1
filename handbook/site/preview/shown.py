"""What was read -> the next snapshot: what pages show of it, with what is wrong.

A policy with errors is shown as it was before them. Only what was read is checked here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from handbook.check.kept import check_some
from handbook.history.edition import Edition
from handbook.load.loaded import Loaded, LoadedPolicy, in_memory
from handbook.load.locate import locate
from handbook.model.diagnostic import Diagnostic, Severity, has_errors
from handbook.model.handbook import Handbook
from handbook.model.source import policy_of
from handbook.render.digest import kept_digest
from handbook.render.headline import Headline, headline
from handbook.render.press import Press, press_of
from handbook.site.preview.frame import NO_FRAME
from handbook.site.preview.snapshot import Snapshot, by_policy
from handbook.site.preview.subject import Subject

Problems: TypeAlias = Mapping[str, tuple[Diagnostic, ...]]


def everything_shown(
    subject: Subject, loaded: Loaded, shared: Handbook, problems: Problems, old: Snapshot | None
) -> Snapshot:
    """All that was read, with the reader's problems by policy; still in the frame that there was."""
    as_of = subject.today(shared)
    shown, held = {}, set()
    for item in loaded.policies.values():
        before = old.shown.get(item.id) if old else None
        if before is not None and before.stamp != item.stamp and has_errors(problems.get(item.id, ())):
            shown[item.id] = before
            held.add(item.id)
        else:
            shown[item.id] = item
    headlines = kept_digest(shown, as_of, subject.store).headlines
    known = old.problems if old else {}
    rest = {id_: found for id_, found in known.items() if id_ in shown and id_ not in problems}
    return Snapshot(
        root=subject.root,
        loaded=loaded,
        as_of=as_of,
        press=new_press(subject, _empty_of_policies(shared, as_of), headlines),
        shown=shown,
        headlines=headlines,
        frame=old.frame if old else NO_FRAME,
        problems={**rest, **problems},
        held=frozenset(held),
        outlines=old.outlines if old else {},
        last=old.last if old else {},
    )


def saved_shown(subject: Subject, loaded: Loaded, ids: frozenset[str], old: Snapshot) -> Snapshot:
    """These policies as they were read again, and all others as before.

    There is another press where pages of others, or the sidebar, say something else of them.
    """
    found = _found_in(loaded, ids, old)
    shown, held, headlines = dict(old.shown), set(old.held - ids), dict(old.headlines)
    for id_ in ids:
        shown.pop(id_, None)
        headlines.pop(id_, None)
        if id_ in loaded.policies:
            shown[id_] = _good(loaded.policies[id_], old.shown.get(id_), found.get(id_, ()))
            headlines[id_] = headline(shown[id_].bare, old.as_of)
            held |= {id_} if shown[id_] is not loaded.policies[id_] else set()
    headlines = dict(sorted(headlines.items()))
    named = all(_named(old.headlines.get(id_)) == _named(headlines.get(id_)) for id_ in ids)
    return old.after(
        ids,
        loaded=loaded,
        shown=dict(sorted(shown.items())),
        headlines=headlines,
        press=old.press if named else new_press(subject, old.press.edition, headlines),
        problems={id_: listed for id_, listed in old.problems.items() if id_ not in ids} | found,
        held=frozenset(held),
    )


def new_press(subject: Subject, edition: Edition, headlines: Mapping[str, Headline]) -> Press:
    """What pages are printed with, with templates as they are now."""
    return press_of(edition, headlines.values(), editing=subject.editing())


def _empty_of_policies(shared: Handbook, as_of: date) -> Edition:
    """An edition in which pages look up what all policies share."""
    return Edition(replace(shared, policies=()), as_of)


def _found_in(loaded: Loaded, ids: frozenset[str], old: Snapshot) -> dict[str, tuple[Diagnostic, ...]]:
    """The reader's problems in these policies; what the rules find in those without any."""
    own: Iterable[Diagnostic] = (item for item in loaded.diagnostics if policy_of(item.source.file) in ids)
    read = by_policy(locate(own, old.root))
    focus = ids - read.keys()
    if not focus or not old.outlines:
        return read
    return read | by_policy(check_some(loaded, focus, old.outlines, old.as_of, old.root))


def _good(now: LoadedPolicy, before: LoadedPolicy | None, found: tuple[Diagnostic, ...]) -> LoadedPolicy:
    """What is shown of a policy: as it is now; where that has errors, what was shown before.

    Errors in the working text alone hold back nothing but the working text.
    """
    errors = [item for item in found if item.severity is Severity.ERROR]
    if not errors or before is None:
        return now
    if all(item.source.file.endswith("/policy.yml") for item in errors):
        policy = replace(now.policy, working=before.bare.working)
        return in_memory(policy, now.stamp, now.published)
    return before


def _named(item: Headline | None) -> Headline | None:
    """All that the pages of others, and the sidebar, say of a policy."""
    return replace(item, draft="") if item else None
