"""Texts of policies as YAML, and their comparison in a small handbook."""

from handbook.history.edition import Edition
from handbook.load.nodes import compose
from handbook.load.records import read_record
from handbook.model.diagnostic import Diagnostic
from handbook.model.policy import PolicyText
from handbook.model.source import Source
from handbook.report.difference.compare import compare
from handbook.report.difference.facts import Comparison, Difference, PolicyDifference, Side, Status
from handbook.report.difference.impact import surroundings
from tests import builders as build


def read_text(yaml: str) -> PolicyText:
    """The text that YAML describes; it must have no fault."""
    found: list[Diagnostic] = []
    top, problems = compose(yaml.encode(), "policy.yml")
    assert top is not None, problems
    text = read_record(PolicyText, top, Source("policy.yml"), found)
    assert not found, found
    return text


def compared(old: PolicyText | None, new: PolicyText | None, edition: Edition | None = None) -> Comparison:
    """The comparison of two working texts."""
    around = surroundings(edition or Edition(build.handbook(), build.AS_OF))
    before = Side(label="the older text" if old else "nothing", text=old)
    return compare("phone", before, Side(label="the newer text" if new else "nothing", text=new), around)


def difference(*comparisons: Comparison, title: str = "Phone") -> Difference:
    """A difference in one policy."""
    policy = PolicyDifference(
        id="phone", title=title, owner="phone-lead", status=Status.CHANGED, comparisons=comparisons
    )
    return Difference(old="the older state", new="the newer state", as_of=build.AS_OF, policies=(policy,))
