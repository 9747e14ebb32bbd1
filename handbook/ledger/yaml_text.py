"""Values -> YAML text as an owner would write it: lists indented, long text in blocks, no anchors.

What it writes, `load` reads. Never used on an owner's file: that keeps its own formatting.
"""

from collections.abc import Mapping
from typing import Any

import yaml


def yaml_text(values: Mapping[str, Any]) -> bytes:
    """The mapping as a YAML document in UTF-8."""
    text: str = yaml.dump(dict(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text.encode("utf-8")


class _Dumper(yaml.SafeDumper):
    """PyYAML's, which would refer by an alias to a day that stands twice, and outdent lists."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)
