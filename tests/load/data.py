"""A small handbook without problems as files, and what writes files below a folder."""

from collections.abc import Mapping
from pathlib import Path

HANDBOOK = """\
title: Customer service handbook
organisation: Ardenhall Appliances
mission:
  statement: Appliances that work.
  pillars:
    - {id: keep-promises, title: Keep every promise, statement: We name only dates that we hold.}
categories:
  - {id: contact, title: Reaching us}
"""

ROLES = """\
roles:
  - {id: adviser, title: Adviser}
  - {id: complaints-lead, title: Complaints lead}
  - {id: service-director, title: Service director}
"""

TEXT = """\
title: Complaints
summary: How a complaint is taken and answered.
category: contact
owner: complaints-lead
approver: service-director
duties:
  - {id: answer-today, text: Answer every complaint on the day it arrives.}
"""

VERSION = f"""\
release:
  version: "1.0"
  change: substantive
  summary: The first version.
  published: 2024-12-18
  effective: 2025-01-01
  approval: {{role: service-director, approved: 2024-12-18}}
{TEXT}"""

REVIEW = "reviewed: 2025-10-06\nby: complaints-lead\noutcome: reaffirm\nnote: Targets met.\n"

SMALL: Mapping[str, str] = {
    "handbook.yml": HANDBOOK,
    "roles.yml": ROLES,
    "policies/complaints/policy.yml": TEXT,
    "policies/complaints/versions/1.0.yml": VERSION,
    "policies/complaints/records/reviews/2025-10.yml": REVIEW,
}


def write(data: Path, *files: Mapping[str, str | bytes]) -> Path:
    """Write the files below the data folder, later ones over earlier ones."""
    for name, content in (item for group in files for item in group.items()):
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return data
