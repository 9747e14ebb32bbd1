"""A reason of a version -> the record that it names; of two records with one name, that of the reason's own kind."""

from collections.abc import Mapping
from typing import TypeAlias

from handbook.model.handbook import Policy
from handbook.model.record import Correction, Feedback, FrontLineCheck, Measurement, Review
from handbook.model.version import Reason, ReasonKind

Evidence: TypeAlias = Review | Feedback | FrontLineCheck | Correction | Measurement

_TYPES: Mapping[ReasonKind, type[Evidence]] = {
    ReasonKind.REVIEW: Review,
    ReasonKind.FEEDBACK: Feedback,
    ReasonKind.FRONT_LINE_CHECK: FrontLineCheck,
    ReasonKind.CORRECTION: Correction,
    ReasonKind.MEASUREMENT: Measurement,
}


def record_named(reason: Reason, policy: Policy) -> Evidence | None:
    """The record that a reason names: one of its own kind, else the first of that name; None where there is none."""
    kept = policy.records
    records: list[Evidence] = [*kept.reviews, *kept.feedback, *kept.checks]
    records += [*kept.corrections, *kept.measurements]
    found = [record for record in records if record.id == reason.ref]
    own = _TYPES.get(reason.kind)
    return next((record for record in found if type(record) is own), found[0] if found else None)
