import re
from pathlib import Path

import pytest

from handbook.site.errors import BuildError
from tests.site.sample import PROJECT, build_sample, write_pages


def _configured(tmp_path: Path, old: str, new: str) -> Path:
    """The project's mkdocs.yml with one text replaced."""
    text = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mkdocs.yml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def _failure(tmp_path: Path, config: Path = PROJECT / "mkdocs.yml", **pages: str) -> str:
    data = write_pages(tmp_path / "policy_data")
    for name, text in pages.items():
        (data / "pages" / f"{name}.md").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        build_sample(data, tmp_path / "site", config=config)
    assert not (tmp_path / "site").exists()
    return str(caught.value)


def test_missing_configuration_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    assert _failure(tmp_path, path) == f"there is no {path}; it says how the site looks"


def test_configuration_that_mkdocs_refuses_is_named(tmp_path: Path) -> None:
    config = _configured(tmp_path, "name: material", "name: immaterial")
    assert "Config value 'theme': Unrecognised theme name: 'immaterial'" in _failure(tmp_path, config)


def test_configuration_without_the_plugin_is_refused(tmp_path: Path) -> None:
    config = _configured(tmp_path, "plugins:\n  - handbook", "plugins: []")
    assert _failure(tmp_path, config) == f"{config}: `plugins` does not name `handbook`"


def test_configuration_with_materials_search_is_refused(tmp_path: Path) -> None:
    config = _configured(tmp_path, "  - handbook", "  - handbook\n  - search")
    assert _failure(tmp_path, config) == f"{config}: `plugins` names `search`; the handbook brings its own"


def test_broken_template_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/main.html").write_text('{% extends "base.html" %}\n{% block %}\n', encoding="utf-8")
    config = _configured(tmp_path, "  name: material", f"  name: material\n  custom_dir: {tmp_path}/own")
    assert re.match(rf"{re.escape(str(tmp_path))}/own/main.html:2: ", _failure(tmp_path, config))


def test_template_that_loses_a_mark_is_named(tmp_path: Path) -> None:
    (tmp_path / "own/partials").mkdir(parents=True)
    (tmp_path / "own/partials/footer.html").write_text("<footer></footer>", encoding="utf-8")
    config = _configured(tmp_path, "  name: material", f"  name: material\n  custom_dir: {tmp_path}/own")
    assert "does not show edition as often as expected; look at partials/footer.html" in _failure(tmp_path, config)


def test_markdown_that_explodes_is_refused(tmp_path: Path) -> None:
    assert "takes more than 2 seconds" in _failure(tmp_path, slow="[" * 60_000)


def test_hand_written_page_with_a_problem_is_named_with_its_place(tmp_path: Path) -> None:
    assert _failure(tmp_path, tips="---\ntitel: x\n---\n") == (
        "hand-written pages cannot be published:\n"
        "policy_data/pages/tips.md:2:1: the key `titel` is not known here; did you mean `title`?"
    )


def test_broken_link_between_hand_written_pages_is_a_warning(tmp_path: Path) -> None:
    data = write_pages(tmp_path / "policy_data")
    (data / "pages/tips.md").write_text("[gone](gone.md)\n", encoding="utf-8")
    (warning,) = build_sample(data, tmp_path / "site").warnings
    assert "'tips.md' contains a link 'gone.md'" in warning


def test_facets_that_there_are_not_are_explained(tmp_path: Path) -> None:
    config = _configured(
        tmp_path, "plugins:\n  - handbook", "plugins:\n  - handbook:\n      search: {facets: [owners]}"
    )
    assert _failure(tmp_path, config) == (
        f"{config}: `search: facets` names `owners`, which is none of "
        "status, owner, category, audience, channel, review; for a field of policies write {field: owners, label: …}"
    )
