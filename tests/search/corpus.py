"""A corpus of this folder -> the folder of a real handbook, which the real program builds.

A corpus names what searching needs (texts, words, facets, former versions); what a handbook must have besides, such as
approvals and days, is filled in here, the same for every policy.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LANGUAGES = ("en", "ru", "he", "kk", "lv")

_KINDS = {"phone": "voice", "telefon": "voice", "talrunis": "voice", "branch": "in-person", "shop": "in-person"}
_WORD = re.compile(r"\w+")


def read_corpus(language: str) -> Mapping[str, Any]:
    """The corpus of a language, as its file says."""
    read: Mapping[str, Any] = yaml.safe_load((HERE / "corpora" / f"{language}.yml").read_text(encoding="utf-8"))
    return read


def words(policy: Mapping[str, Any]) -> int:
    """How many words a reader of the policy in force meets: title, summary, clauses with their headings."""
    clauses = " ".join(f"{clause['title']} {clause['text']}" for clause in policy["clauses"])
    return len(_WORD.findall(f"{policy['title']} {policy['summary']} {clauses}"))


def write_handbook(corpus: Mapping[str, Any], root: Path, configuration: str) -> Path:
    """Write a handbook with its configuration below a folder; returns its data folder."""
    data = root / "policy_data"
    _write(data / "handbook.yml", _handbook(corpus))
    _write(data / "roles.yml", {"roles": [{"id": id_, "title": title} for id_, title in corpus["roles"].items()]})
    _write(data / "glossary.yml", {"terms": corpus["glossary"]})
    for policy in corpus["policies"]:
        for number, version in _versions(policy, corpus).items():
            _write(data / "policies" / policy["id"] / "versions" / f"{number}.yml", version)
    (data / "pages").mkdir()
    (root / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    return data


def _handbook(corpus: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": corpus["title"],
        "organisation": corpus["organisation"],
        "language": corpus["language"],
        "mission": {"statement": corpus["mission"]},
        "categories": [{"id": id_, "title": title} for id_, title in corpus["categories"].items()],
        "channels": [
            {"id": id_, "title": title, "kind": _KINDS.get(id_, "online")} for id_, title in corpus["channels"].items()
        ],
    }


def _versions(policy: Mapping[str, Any], corpus: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The versions of a policy by number: the one in force, and before it the superseded one where there is any."""
    if "archived" not in policy:
        return {"1.0": _version(policy, corpus, policy["clauses"], "1.0", 2024)}
    former = {clause["id"]: clause for clause in policy["archived"]}
    kept = [former.pop(clause["id"], clause) for clause in policy["clauses"]]
    return {
        "1.0": _version(policy, corpus, [*kept, *former.values()], "1.0", 2024),
        "2.0": _version(policy, corpus, policy["clauses"], "2.0", 2025),
    }


def _version(
    policy: Mapping[str, Any], corpus: Mapping[str, Any], clauses: list[dict[str, str]], number: str, year: int
) -> dict[str, Any]:
    approver = next(role for role in reversed(corpus["roles"]) if role != policy["owner"])
    return {
        "release": {
            "version": number,
            "change": "substantive",
            "summary": policy["summary"],
            "published": f"{year}-01-10",
            "effective": f"{year}-02-01",
            "reasons": [{"kind": "first-issue" if number == "1.0" else "review", "note": policy["title"]}],
            "approval": {"role": approver, "approved": f"{year}-01-09"},
        },
        "approver": approver,
        "scope": {"channels": policy["channels"]},
        "sections": clauses,
        **{key: policy[key] for key in ("title", "summary", "category", "owner", "audience", "keywords")},
    }


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
