"""One address of every kind of page in the sample handbook, and the colour schemes it is shown in."""

from typing import Literal

Scheme = Literal["light", "dark"]

KINDS: dict[str, str] = {
    "home": "",
    "policies": "policies/",
    "category": "categories/putting-it-right/",
    "policy": "policies/complaints/",
    "policy-with-prospective": "policies/phone/",
    "policy-withdrawn": "policies/fax-and-post/",
    "policy-tables": "policies/authority-and-exceptions/",
    "version-superseded": "policies/complaints/1.0/",
    "version-prospective": "policies/phone/3.0/",
    "redline": "policies/complaints/3.0/changes/",
    "redline-of-first": "policies/complaints/1.0/changes/",
    "history": "policies/complaints/history/",
    "changelog": "changelog/",
    "in-force": "in-force/",
    "corrections": "corrections/",
    "registers": "registers/",
    "mission": "mission/",
    "standards": "standards/",
    "authority": "authority/",
    "escalation": "escalation/",
    "pilots": "pilots/",
    "reviews": "reviews/",
    "benchmarks": "benchmarks/",
    "feedback": "feedback/",
    "exceptions": "exceptions/",
    "roles": "roles/",
    "role": "roles/adviser/",
    "a-to-z": "a-to-z/",
    "glossary": "glossary/",
    "audit": "audit/",
    "search": "search/",
    "fields": "fields/",
    "problems": "problems/",
    "hand-written": "how-to-use/",
    "not-found": "404.html",
}
