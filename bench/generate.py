"""Handbooks of any size, for measuring: `python -m bench.generate --policies N --versions V --out DIR`.

DIR becomes a whole handbook that `handbook build` builds when run in it. The data are valid and vary as real ones do
(lengths, links, tables, lists, changes between versions); the same arguments always give the same bytes. A policy
concerns a handful of roles; a larger handbook has more roles and more categories, as a larger company has.
"""

import argparse
import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

PROJECT = Path(__file__).resolve().parent.parent
CASES = 6
CAST = 6
FIRST_DAY = date(2023, 1, 9)
FIRST_REVIEW = date(2025, 10, 1)

_WORDS = """customer appliance delivery repair branch adviser technician window promise answer refund warranty
complaint call message note case visit date price bill part filter machine washer dryer oven fridge kettle loan
record survey question reply shift desk counter order address invoice reminder standard training manager workshop
planner driver van slot morning evening hour minute week receipt exchange credit offer choice reason result""".split()
_VERBS = "check record confirm explain offer call answer note send arrange compare agree repeat close open".split()
_ADJECTIVES = "open late new clear short careful honest written spoken first second final agreed missing".split()


class _Writer:
    """Words, sentences and blocks of one policy's version; what did not change keeps its seed, so its words."""

    def __init__(self, policy: int, version: int, policies: int) -> None:
        self.policy, self.version, self.policies = policy, version, policies
        self.cast = Random(f"{policy} cast").sample(range(roles(policies)), CAST)

    def role(self, place: int) -> str:
        """A role of those that the policy concerns: 0 owns it, 1 approves it, 2 and 3 are bound by it."""
        return f"role-{self.cast[place % CAST]:03d}"

    def changed(self, element: str) -> int:
        """The last version in which the element changed."""
        return max(
            v for v in range(self.version + 1) if v == 0 or Random(f"{self.policy} {element} {v}").random() < 0.2
        )

    def random(self, element: str) -> Random:
        """A generator that depends on the last version in which the element changed."""
        return Random(f"{self.policy} {element} {self.changed(element)} words")

    def sentence(self, element: str, least: int = 8, most: int = 22) -> str:
        """One sentence."""
        random = self.random(element)
        words = [random.choice(_VERBS).capitalize(), "the", random.choice(_ADJECTIVES)]
        for place in range(random.randint(least, most)):
            words.append(
                random.choice(("and", "with", "for", "before", "after")) if place % 4 == 3 else random.choice(_WORDS)
            )
        return " ".join(words) + random.choice((".", ".", ".", " today.", ", must be logged."))

    def paragraph(self, element: str, sentences: int) -> str:
        """Several sentences, now and then with a link or emphasis."""
        parts = [self.sentence(f"{element} {place}") for place in range(sentences)]
        random = self.random(element)
        if random.random() < 0.3:
            other = random.randrange(self.policies)
            parts.append(f"See [the policy on {random.choice(_WORDS)}s](policy:{policy_id(other)}).")
        if random.random() < 0.4:
            parts[0] = f"**{parts[0]}**"
        return " ".join(parts)

    def prose(self, element: str) -> str:
        """A section: paragraphs, a list, sometimes a table."""
        random = self.random(element)
        blocks = [self.paragraph(f"{element} p{place}", random.randint(2, 5)) for place in range(random.randint(1, 3))]
        blocks.append(
            "\n".join(f"- {self.sentence(f'{element} l{place}', 4, 9)}" for place in range(random.randint(2, 6)))
        )
        if random.random() < 0.3:
            rows = "\n".join(
                f"| {random.choice(_WORDS)} | {random.randint(1, 90)} minutes | {random.choice(_WORDS)} |"
                for _ in range(4)
            )
            blocks.append(f"| what | within | who |\n|---|---|---|\n{rows}")
        return "\n\n".join(blocks)


def roles(policies: int) -> int:
    """How many roles a handbook of so many policies has."""
    return 24 + policies // 20


def categories(policies: int) -> int:
    """How many categories it has."""
    return max(20, policies // 100)


def policy_id(number: int) -> str:
    """The id of the n-th policy."""
    return f"{_WORDS[number % len(_WORDS)]}-{number:05d}"


def generate(policies: int, versions: int, out: Path, part: range | None = None) -> None:
    """Write a handbook with so many policies of so many versions; an existing folder's data are replaced.

    With a `part`, only the policies with these numbers are written, the same bytes as in the whole.
    """
    data = out / "policy_data"
    shutil.rmtree(data, ignore_errors=True)
    (data / "pages").mkdir(parents=True)
    (data / "pages" / "index.md").write_text("# Generated handbook\n\nMade for measuring.\n", encoding="utf-8")
    (data / "handbook.yml").write_text(_organisation(categories(policies)), encoding="utf-8")
    (data / "roles.yml").write_text(_roles(roles(policies)), encoding="utf-8")
    (data / "benchmarks.yml").write_text(_benchmarks(), encoding="utf-8")
    (data / "glossary.yml").write_text(_glossary(), encoding="utf-8")
    shutil.copyfile(PROJECT / "mkdocs.yml", out / "mkdocs.yml")
    for number in part or range(policies):
        _write_policy(data / "policies" / policy_id(number), number, versions, policies)


def _write_policy(folder: Path, number: int, versions: int, policies: int) -> None:
    (folder / "versions").mkdir(parents=True)
    for version in range(versions):
        write_version(folder, number, version, policies)
    write_working_text(folder, number, versions - 1, policies)
    records = folder / "records"
    (records / "reviews").mkdir(parents=True)
    (records / "measurements").mkdir()
    reviewed = FIRST_REVIEW + timedelta(days=number * 37 % 400)
    (records / "reviews" / "yearly.yml").write_text(
        f"reviewed: {reviewed}\nby: {_Writer(number, 0, policies).role(0)}\noutcome: reaffirm\nnote: Looked at, nothing to change.\n",
        encoding="utf-8",
    )
    (records / "measurements" / "first-quarter.yml").write_text(
        f"standard: p0-m0\nbegins: 2026-01-01\nends: 2026-04-01\nvalue: {number % 40}\n", encoding="utf-8"
    )


def write_version(folder: Path, number: int, version: int, policies: int) -> Path:
    """Write one frozen version (counted from 0) of the n-th policy into the policy's folder."""
    file = folder / "versions" / f"{version + 1}.0.yml"
    release = _release(_Writer(number, version, policies))
    text = f"{release}# The policy's text, as approved.\n{_text(number, version, policies, pilots=True)}"
    file.write_text(text, encoding="utf-8")
    return file


def write_working_text(folder: Path, number: int, version: int, policies: int) -> None:
    """Write the working text of the n-th policy: what the version (counted from 0) says."""
    (folder / "policy.yml").write_text(_text(number, version, policies, pilots=False), encoding="utf-8")


def effective_day(number: int, version: int) -> date:
    """The day on which a policy's version takes effect; versions of one policy are 300 days apart."""
    return FIRST_DAY + timedelta(days=300 * version + number % 250)


def _release(writer: _Writer) -> str:
    number, version = writer.policy, writer.version
    effective = effective_day(number, version)
    kind = "first-issue" if version == 0 else "review"
    words = writer.sentence(f"summary of change {version}")
    return (
        f'release:\n  version: "{version + 1}.0"\n  change: substantive\n  summary: {_quoted(words)}\n'
        f"  published: {effective - timedelta(days=20)}\n  effective: {effective}\n"
        f"  reasons:\n    - kind: {kind}\n      note: The yearly review asked for it.\n"
        f"  approval:\n    role: {writer.role(1)}\n    approved: {effective - timedelta(days=22)}\n"
    )


def _text(number: int, version: int, policies: int, *, pilots: bool) -> str:
    writer = _Writer(number, version, policies)
    return "\n".join((*_head(writer), *_goals(writer), *_procedures(writer), *_authority(writer),
                      *_escalation(writer), *_sections(writer), *(_evidence(writer) if pilots else ()))) + "\n"  # fmt: skip


def _head(writer: _Writer) -> Iterator[str]:
    number, random = writer.policy, Random(f"{writer.policy} head")
    words = random.sample(_WORDS, 4)
    yield f"title: {words[0].capitalize()} {words[1]} {number}"
    yield f"summary: {_quoted(writer.sentence('summary'))}"
    yield f"category: category-{number % categories(writer.policies):02d}"
    yield f"owner: {writer.role(0)}"
    yield f"approver: {writer.role(1)}"
    yield f"audience: [{writer.role(2)}, {writer.role(3)}]"
    yield f"keywords: [{', '.join(words)}]"
    yield "scope:\n  channels: [phone, e-mail]"
    others = sorted({policy_id(random.randrange(writer.policies)) for _ in range(3)} - {policy_id(number)})
    if others:
        yield f"related: [{', '.join(others)}]"
    yield "duties:"
    for place in range(3):
        yield f"  - id: d{place}\n    text: {_quoted(writer.sentence(f'duty {place}'))}"


def _goals(writer: _Writer) -> Iterator[str]:
    yield "goals:"
    for place in range(2):
        random = writer.random(f"goal {place}")
        yield f"  - id: g{place}\n    statement: {_quoted(writer.sentence(f'goal {place} words'))}"
        yield f"    mission:\n      - pillar: pillar-{random.randrange(4)}\n        reason: {_quoted(writer.sentence(f'link {place}'))}"
        yield f"    measure:\n      metric: {random.choice(_WORDS)}s per month\n      unit: cases"
        yield f"      target: {random.randint(2, 40)}\n      better: at-most\n      baseline: {random.randint(41, 90)}"
        yield f"    benchmarks: [benchmark-{random.randrange(8)}]"


def _procedures(writer: _Writer) -> Iterator[str]:
    yield "procedures:"
    for place in range(2 + writer.policy % 2):
        random = writer.random(f"procedure {place}")
        yield f"  - id: p{place}\n    title: {_quoted(writer.sentence(f'title {place}', 2, 4).rstrip('.'))}"
        yield f"    goals: [g{place % 2}]\n    trigger: {_quoted(writer.sentence(f'trigger {place}', 3, 6))}"
        yield f"    owner: {writer.role(random.randrange(CAST))}\n    steps:"
        for step in range(random.randint(3, 6)):
            # A clause that went never comes back, so those that not every version has are named after the change.
            id_ = f"p{place}-s{step}" + (f"-{writer.changed(f'procedure {place}')}" if step > 2 else "")
            yield f"      - id: {id_}\n        actor: {writer.role(random.randrange(CAST))}"
            yield f"        action: {_quoted(writer.sentence(f'step {place} {step}'))}\n        evidence: case note"
        yield "    standards:"
        for standard in range(2):
            random = writer.random(f"standard {place} {standard}")
            yield f"      - id: p{place}-m{standard}\n        metric: time to {random.choice(_VERBS)} a {random.choice(_WORDS)}"
            yield f"        better: at-most\n        target: {random.randint(5, 60)}\n        unit: minutes"
            yield "        method: case system, every case\n        origin:\n          kind: customers"
            yield f"        principle: principle-{random.randrange(4)}"
        yield f"    guidance:\n      - id: p{place}-a\n        text: {_quoted(writer.paragraph(f'guidance {place}', 2))}"


def _authority(writer: _Writer) -> Iterator[str]:
    limit = writer.random("limit").randrange(20, 90, 10)
    yield "authority:\n  - id: t\n    title: Who may decide?\n    hit: first"
    yield "    inputs:\n      - id: amount\n        title: Amount\n        type: number\n        unit: EUR"
    yield "    outputs:\n      - id: decides\n        title: Who decides\n        type: role\n    rules:"
    for place, test in enumerate((f"<= {limit}", f"({limit}..{limit * 5}]", f"> {limit * 5}")):
        yield f'      - id: r{place}\n        when:\n          amount: "{test}"'
        yield f"        then:\n          decides: {writer.role(2 + place)}"


def _escalation(writer: _Writer) -> Iterator[str]:
    yield "escalation:"
    for level in (1, 2):
        yield f"  - id: e{level}\n    level: {level}\n    trigger: {_quoted(writer.sentence(f'escalation {level}', 3, 7))}"
        yield f"    cases: [case-{writer.policy % CASES}]\n    role: {writer.role(level)}"
        yield f"    within: PT{30 * level}M\n    urgency: same-day\n    backup: {writer.role(level + 3)}"


def _sections(writer: _Writer) -> Iterator[str]:
    yield "sections:"
    for place in range(1 + writer.policy % 3):
        body = "\n".join(f"      {line}".rstrip() for line in writer.prose(f"section {place}").split("\n"))
        yield f"  - id: x{place}\n    title: {_quoted(writer.sentence(f'heading {place}', 2, 4).rstrip('.'))}\n    text: |-\n{body}"


def _evidence(writer: _Writer) -> Iterator[str]:
    effective = effective_day(writer.policy, writer.version)
    yield f'pilots:\n  - id: pilot-{writer.version}\n    version: "{writer.version + 1}.0"'
    yield f"    begins: {effective - timedelta(days=80)}\n    ends: {effective - timedelta(days=40)}"
    yield "    staff:\n      count: 12\n      groups: [one branch]"
    yield "    customers:\n      count: 80\n      groups: [regulars]\n      notice: This is a trial; what you say changes it."
    yield f"    criteria: [nine of ten in time]\n    findings:\n      - id: finding-{writer.version}"
    yield f"        text: {_quoted(writer.sentence('finding'))}\n        decision: accepted\n        changed: [p0]"
    yield "    outcome: adopt\n    conclusion: It worked."
    yield f"briefings:\n  - id: briefing-{writer.version}\n    held: {effective - timedelta(days=5)}"
    yield f"    audience: [{writer.role(2)}, {writer.role(3)}]\n    material: one page\n    invited: 20\n    attended: 19"


def _organisation(count: int) -> str:
    def listed(name: str, count: int, width: int = 1) -> str:
        return "\n".join(
            f"  - id: {name}-{place:0{width}d}\n    title: {name.capitalize()} {place} {_WORDS[place % len(_WORDS)]}"
            for place in range(count)
        )

    pillars = "\n".join(
        f"    - id: pillar-{place}\n      title: Pillar {place}\n      statement: We keep it." for place in range(4)
    )
    principles = "\n".join(
        f"  - id: principle-{place}\n    title: Principle {place}\n    statement: It holds." for place in range(4)
    )
    return (
        f"title: Generated handbook\norganisation: Generated\nmission:\n  statement: To be measured.\n  pillars:\n{pillars}\n"
        f"categories:\n{listed('category', count, 2)}\nprinciples:\n{principles}\nchannels:\n"
        "  - id: phone\n    title: Phone\n    kind: voice\n  - id: e-mail\n    title: E-mail\n    kind: written\n"
        f"cases:\n{listed('case', CASES)}\n"
    )


def _roles(count: int) -> str:
    lines = (
        f'  - id: role-{place:03d}\n    title: Role {place}\n    handle: "@generated/role-{place}"'
        for place in range(count)
    )
    return "roles:\n" + "\n".join(lines) + "\n"


def _benchmarks() -> str:
    lines = (
        f"  - id: benchmark-{place}\n    competitor: rival-{place % 2}\n    metric: {_WORDS[place]}s per month\n"
        f"    value: {place + 3}\n    unit: cases\n    better: at-most\n    observed: 2026-03-0{place + 1}\n    evidence: test calls"
        for place in range(8)
    )
    rivals = "\n".join(f"  - id: rival-{place}\n    title: Rival {place}" for place in range(2))
    return f"competitors:\n{rivals}\nbenchmarks:\n" + "\n".join(lines) + "\n"


def _glossary() -> str:
    return (
        "terms:\n"
        + "\n".join(f"  - term: {word}\n    meaning: A {word} as we use the word." for word in _WORDS[40:52])
        + "\n"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Read the arguments and generate."""
    parser = argparse.ArgumentParser(description="Write a handbook of any size, for measuring.")
    parser.add_argument("--policies", type=int, default=1000)
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    generate(arguments.policies, arguments.versions, arguments.out)


if __name__ == "__main__":
    main()
