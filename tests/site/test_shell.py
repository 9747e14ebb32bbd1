import pytest

from handbook.site.errors import BuildError
from handbook.site.shell import Shell, Slot, compile_shell, token
from tests.site.shell_html import ENTRIES, PAGE, TOC


def _compiled(html: str = PAGE) -> Shell:
    return compile_shell("policy/contact", html, canonical=True, many=True)


def test_shell_finds_its_marks_in_order() -> None:
    assert [part for part in _compiled().parts if not isinstance(part, str)] == [
        (Slot.TITLE, ""),
        (Slot.DESCRIPTION, ""),
        (Slot.ADDRESS, ""),
        (Slot.BASE, ""),
        (Slot.ENTRIES, "policy/contact"),
        (Slot.TOC, ""),
        (Slot.BODY, ""),
        (Slot.CITED, ""),
        (Slot.EDITION, ""),
    ]


def test_shell_keeps_the_title_of_the_table_of_contents() -> None:
    shell = _compiled()
    assert shell.toc_label == (
        '<label class="md-nav__title" for="__toc"><span class="md-nav__icon md-icon"></span>\nTable of contents</label>'
    )


def test_shell_has_one_table_of_contents_and_no_button_for_another() -> None:
    toggle = '<input class="md-nav__toggle md-toggle" type="checkbox" id="__toc">'
    label = '<label class="md-nav__link md-nav__link--active" for="__toc">Contents</label>'
    shell = _compiled(PAGE.replace(TOC, f"{toggle}{label}<a>Contents</a>{TOC}{TOC}"))
    assert shell.parts.count((Slot.TOC, "")) == 1
    assert [part for part in shell.parts if isinstance(part, str) and "__toc" in part] == []
    assert any("<a>Contents</a>" in part for part in shell.parts)


def test_shell_names_inner_lists_of_the_navigation_by_their_titles() -> None:
    inner = (
        '<nav class="md-nav" data-md-level="1" aria-labelledby="__nav_2_label" aria-expanded="true">\n'
        '<label class="md-nav__title" for="__nav_2">\n<span class="md-nav__icon md-icon"></span>\n Policies\n</label>'
    )
    shell = _compiled(PAGE.replace("<article>", f"{inner}</nav><article>"))
    assert any(
        'data-md-level="1" aria-label="Policies"><label' in part for part in shell.parts if isinstance(part, str)
    )


@pytest.mark.parametrize(
    ("removed", "what", "template"),
    [
        (token(Slot.BODY), "body", "main.html (content)"),
        (token(Slot.DESCRIPTION), "description", "main.html (site_meta)"),
        (token(Slot.ADDRESS), "address", "main.html (site_meta)"),
        (token(Slot.CITED), "cited", "partials/footer.html"),
        (token(Slot.EDITION), "edition", "partials/footer.html"),
        (token(Slot.TITLE), "title", "main.html (htmltitle) and partials/header.html"),
        (token(Slot.BASE), "base", "base.html"),
        (TOC, "the table of contents", "partials/toc.html"),
        (ENTRIES, "the entries of policy/contact", "partials/nav-item.html"),
    ],
)
def test_shell_without_a_mark_is_an_error_that_names_the_template(removed: str, what: str, template: str) -> None:
    with pytest.raises(BuildError) as caught:
        _compiled(PAGE.replace(removed, ""))
    assert str(caught.value) == (
        f"the theme's page for `policy/contact` does not show {what} as often as expected; look at {template}, and "
        "whether mkdocs-material is the version that the lock names"
    )


def test_shell_with_a_mark_twice_is_an_error() -> None:
    with pytest.raises(BuildError, match="does not show body as often as expected"):
        _compiled(PAGE + token(Slot.BODY))


def test_shell_of_a_site_without_address_needs_no_canonical_link() -> None:
    html = PAGE.replace(token(Slot.ADDRESS), "")
    assert compile_shell("policy/contact", html, canonical=False, many=True).place == "policy/contact"
