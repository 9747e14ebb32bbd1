"""What was read of a handbook, as values: policies that are decoded when asked for, and what is known of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from handbook.load.packing import unpack
from handbook.machine.collector import collector_paused
from handbook.model.diagnostic import Diagnostic
from handbook.model.handbook import Handbook, Policy


@dataclass(frozen=True, kw_only=True)
class LoadedPolicy:
    """A policy that was read, now or earlier. `stamp` tells all its files, `published` all but the working text."""

    id: str
    stamp: str
    published: str
    read: Callable[[bool], Policy] = field(compare=False, repr=False)

    @cached_property
    def policy(self) -> Policy:
        """The policy itself; decoded when it is first asked for."""
        return self.read(True)

    @cached_property
    def bare(self) -> Policy:
        """The policy for whoever reports nothing about it: its records need not know where they stand."""
        return vars(self).get("policy") or self.read(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """A policy as it was before its files were changed; `published` is the stamp that it had."""

    published: str
    content: bytes = field(repr=False)

    @property
    def policy(self) -> Policy:
        """The policy itself."""
        return decoded(self.content, sources=False)


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What was read; `policies` by id, in order of id, and `published` the stamps of what is published of each.

    `incomplete` names the files and folders whose content is missing from the handbook, or a part of it, because they
    cannot be read. `shared` is the handbook without policies, None where `handbook.yml` cannot be read at all;
    `shared_stamp` tells its files. `previous` are policies as they were before the changes since `forget_previous`, as
    far as they are known.
    """

    shared: Handbook | None
    shared_stamp: str
    policies: Mapping[str, LoadedPolicy]
    published: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    incomplete: frozenset[str]
    previous: Mapping[str, Previous] = field(default_factory=dict)

    @cached_property
    def handbook(self) -> Handbook | None:
        """The whole handbook; None where `handbook.yml` cannot be read at all."""
        if self.shared is None:
            return None
        with collector_paused():
            return replace(self.shared, policies=tuple(item.policy for item in self.policies.values()))


def in_memory(policy: Policy, stamp: str, published: str) -> LoadedPolicy:
    """A policy that was read, or made of what was read."""
    return LoadedPolicy(id=policy.id, stamp=stamp, published=published, read=lambda _: policy)


def decoded(content: bytes, *, sources: bool) -> Policy:
    """The policy that these bytes were packed of."""
    policy = unpack(content, Policy, sources=sources)
    assert policy is not None
    return policy
