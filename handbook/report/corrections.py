"""Records of corrections -> the errata of the whole handbook, with the day each mistake began and was put right."""

from dataclasses import dataclass

from handbook.history.clauses import clause_title
from handbook.history.edition import Edition, once
from handbook.history.in_force import known
from handbook.model.record import Correction
from handbook.report.current import Current, happened, published


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """A correction with the version that holds the mistake; `clause_title` is empty where that lacks the clause."""

    current: Current
    correction: Correction
    clause_title: str = ""


@once
def corrections(edition: Edition) -> tuple[CorrectionLine, ...]:
    """All corrections made by the edition's day to versions known on it, the last one first."""
    lines = []
    for item in published(edition):
        versions = {version.number: version for version in known(item.policy, edition.as_of)}
        for record in item.policy.records.corrections:
            version = versions.get(record.version)
            if version and happened(record.corrected, edition):
                title = clause_title(version.text, record.clause)
                held = Current(policy=item.policy, version=version)
                lines.append(CorrectionLine(current=held, correction=record, clause_title=title))
    return tuple(sorted(lines, key=lambda line: line.correction.corrected, reverse=True))
