"""The whole handbook -> all that is wrong with it, found in a process beside, as after a save only that is checked."""

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.check.kept import check_kept, kept_outlines
from handbook.check.outline import Outline
from handbook.check.survey import Survey
from handbook.history.edition import Edition
from handbook.model.diagnostic import Diagnostic
from handbook.site.preview.subject import Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a check of everything found: all problems with their positions, and the outlines of all policies."""

    problems: tuple[Diagnostic, ...]
    outlines: dict[str, Outline]


def check_everything(inputs: Inputs) -> Findings:
    """Look anew only at what changed since the last check."""
    loaded, _, store = inputs.load()
    root = inputs.data.parent
    problems = check_kept(loaded, inputs.as_of, root, store).problems
    outlines: Mapping[str, Outline] = kept_outlines(loaded, inputs.as_of, root, store)
    if len(outlines) < len(loaded.policies) and loaded.handbook is not None:
        outlines = Survey(Edition(loaded.handbook, inputs.as_of)).outlines.of
    store.close()
    return Findings(problems=problems, outlines=dict(outlines))
