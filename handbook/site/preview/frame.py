"""Configuration, theme and hand-written pages -> the frame that all pages of a preview stand in.

Its shells are rendered by MkDocs in a process beside; sidebar, footer and our own files are as they are now.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from handbook.ledger.chain import newest_seal
from handbook.load.locate import locate, source_line
from handbook.model.diagnostic import Severity
from handbook.model.handbook import Organisation
from handbook.render.headline import Headline
from handbook.render.page import Page
from handbook.render.pages import sidebar_of
from handbook.render.places import addresses, places
from handbook.render.press import Press
from handbook.render.templates import templates_folder
from handbook.report.diagnostics import as_text
from handbook.site.assembly import Assembler, Imprint, Sidebar, section_indexes
from handbook.site.assets import Asset, read_assets
from handbook.site.errors import plainly
from handbook.site.preview.background import Helper, Later, files_within, when_done
from handbook.site.preview.subject import Subject
from handbook.site.shells import Rendered, frame_of, render_shells
from handbook.site.written import WrittenPages, read_written


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What all pages stand in: the assembler, the hand-written pages, and files of the theme and of ours by path."""

    assembler: Assembler
    written: tuple[Page, ...]
    files: Mapping[str, Path]
    assets: Mapping[str, Asset]


NO_FRAME = Frame(
    assembler=Assembler({}, Sidebar(entries={}, indexes={}), Imprint(as_of=date.min)), written=(), files={}, assets={}
)
"""The frame until there are shells: no page can be shown."""


class Frames:
    """Makes frames of the newest shells, which are in `rendered`; None until there are any.

    Args:
        subject: what is previewed.
        helper: the process in which MkDocs runs.
        later: gives a result its turn.
    """

    def __init__(self, subject: Subject, helper: Helper, later: Later) -> None:
        self.rendered: Rendered | None = None
        self._subject, self._helper, self._later = subject, helper, later
        self._files: Mapping[str, Path] = {}
        self._asked = 0

    def ask(
        self, organisation: Organisation, then: Callable[[], None], failed: Callable[[str], None]
    ) -> tuple[str, ...]:
        """Let MkDocs render the shells anew; of several requests the last one counts.

        Returns:
            What is wrong with the hand-written pages; nothing is rendered then.
        """
        subject = self._subject
        written = read_written(subject.data / "pages", addresses(places(organisation)))
        found = locate(written.problems, subject.root)
        errors = tuple(item for item in found if item.severity is Severity.ERROR)
        if errors:
            return tuple(as_text((item,), partial(source_line, subject.root)) for item in errors)
        self._asked += 1
        number, folder = self._asked, subject.scratch / f"theme-{self._asked}"

        def take(rendered: Rendered) -> None:
            if number == self._asked:
                self.rendered, self._files = rendered, files_within(folder)
                shutil.rmtree(subject.scratch / f"theme-{number - 1}", ignore_errors=True)
                then()

        def fail(failure: str) -> None:
            if number == self._asked:
                failed(failure)

        assets = read_assets(templates_folder() / "assets")
        task = self._helper.submit(make_shells, organisation, written, assets, subject.config, folder)
        when_done(task, self._later, take, fail)
        return ()

    def frame(self, press: Press, headlines: Mapping[str, Headline]) -> Frame:
        """The newest shells with sidebar and footer as they are now; no frame until there are shells."""
        if self.rendered is None:
            return NO_FRAME
        edition = press.edition
        sidebar = Sidebar(
            entries=sidebar_of(edition, headlines.values()),
            indexes=section_indexes(places(edition.handbook.organisation)),
        )
        imprint = Imprint(as_of=edition.as_of, seal=newest_seal(self._subject.data))
        return Frame(
            assembler=Assembler(self.rendered.shells, sidebar, imprint),
            written=self.rendered.pages,
            files=self._files,
            assets={asset.path: asset for asset in read_assets(templates_folder() / "assets")},
        )


def make_ready() -> None:
    """Import MkDocs, which takes most of a second, before it is needed."""
    import mkdocs.commands.build
    import mkdocs.config  # noqa: F401

    import handbook.site.plugin  # noqa: F401


def make_shells(
    organisation: Organisation, written: WrittenPages, assets: tuple[Asset, ...], config: Path, folder: Path
) -> Rendered:
    """Render the shells; the theme's files land in the folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with plainly():
        return render_shells(frame_of(organisation, written, assets), config, folder)
