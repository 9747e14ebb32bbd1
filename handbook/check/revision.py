"""What time brings: reviews that are due, observations that grow old, exceptions that lapse.

Nothing here is an error, as nobody did anything wrong by the passing of a day; each is somebody's work to do.
Source: ISO 10002:2018, 8.6 (reviews at planned intervals).
"""

from collections.abc import Iterator

from handbook.check.survey import Expression, Survey, records_beside
from handbook.history.exceptions import ExceptionState, exception_state
from handbook.history.revision import ReviewStatus, is_old, review_due
from handbook.history.wording import duration_in_words
from handbook.load.scalars import shown
from handbook.model.diagnostic import Diagnostic, did_you_mean, note, warning
from handbook.model.handbook import Benchmark
from handbook.model.version import Reason


def reviews(survey: Survey) -> Iterator[Diagnostic]:
    """Each policy in force is reviewed in its cycle.

    Codes: review-overdue, review-due-soon. Customers, competitors and ways of delivery change; the text does not.
    """
    for policy in survey.handbook.policies:
        due = review_due(policy, survey.edition)
        if due is None or due.status is ReviewStatus.LATER:
            continue
        source = (policy.working or policy.versions[-1]).source
        hint = "review it and record that under records/reviews, even if nothing changes"
        if due.status is ReviewStatus.OVERDUE:
            message = f"the review of `{policy.id}` was due on {due.due}; the cycle counts from {due.last}"
            yield warning("review-overdue", source, message, hint)
        else:
            message = f"the review of `{policy.id}` is due on {due.due}"
            yield note("review-due-soon", source, message, hint)


def stale_benchmarks(survey: Survey) -> Iterator[Diagnostic]:
    """What a competitor does was observed not too long ago; earlier observations of the same may be kept.

    Codes: stale-benchmark. A comparison with what competitors did long ago misleads.
    """
    newest: dict[tuple[str, str, str], Benchmark] = {}
    for benchmark in survey.handbook.benchmarks:
        key = (benchmark.competitor, benchmark.metric, benchmark.unit)
        if key not in newest or newest[key].observed < benchmark.observed:
            newest[key] = benchmark
    words = duration_in_words(survey.handbook.organisation.benchmark_age)
    for benchmark in newest.values():
        if is_old(benchmark, survey.edition):
            message = f"the benchmark `{benchmark.id}` was observed on {benchmark.observed}, longer ago than {words}"
            hint = "observe it again, and add what you see as another benchmark"
            yield warning("stale-benchmark", benchmark.source.of("observed"), message, hint)


def lapsed_exceptions(survey: Survey) -> Iterator[Diagnostic]:
    """An exception is closed when its time is over.

    Codes: lapsed-exception. An exception that goes on without a decision is another rule.
    """
    for policy in survey.handbook.policies:
        for exception in policy.records.exceptions:
            if exception_state(exception, survey.as_of) is ExceptionState.LAPSED:
                message = f"the exception `{exception.id}` lapsed on {exception.until}"
                hint = "say under `closed` when it was settled, or grant a new one"
                yield warning("lapsed-exception", exception.source.of("until"), message, hint)


def evidence(survey: Survey) -> Iterator[Diagnostic]:
    """What is named as the reason for a change can be looked up.

    Codes: unknown-evidence. Looked up are findings in the policy's texts, its records, and benchmarks.
    """
    benchmarks = {benchmark.id for benchmark in survey.handbook.benchmarks}
    for policy in survey.handbook.policies:
        texts = survey.texts[policy.id]
        findings = {item.id for expression in texts for pilot in expression.text.pilots for item in pilot.findings}
        known = benchmarks | findings | {record.id for record in records_beside(policy)}
        for reason in (reason for expression in texts for reason in _reasons(expression)):
            if reason.ref and reason.ref not in known:
                message = f"there is no {reason.kind.replace('-', ' ')} {shown(reason.ref)} to look up"
                hint = did_you_mean(reason.ref[:64], known) or "record it, or leave `ref` out"
                yield warning("unknown-evidence", reason.source.of("ref"), message, hint)


def _reasons(expression: Expression) -> tuple[Reason, ...]:
    if expression.version:
        return expression.version.release.reasons
    working = expression.policy.working
    return working.next.reasons if working and working.next else ()
