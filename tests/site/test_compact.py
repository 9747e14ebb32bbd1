from handbook.site.compact import compact

ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 6h18"/></svg>'
SECTION = """<li class="md-nav__item md-nav__item--section md-nav__item--nested">
  <input class="md-nav__toggle md-toggle " type="checkbox" id="__nav_2_2" checked>
  <div class="md-nav__link md-nav__container">
    <a href="x/" class="md-nav__link "><span class="md-ellipsis"> Money </span></a>
    <label class="md-nav__link " for="__nav_2_2" id="__nav_2_2_label"><span class="md-nav__icon md-icon"></span></label>
  </div>
  <nav class="md-nav" data-md-level="2" aria-label="Money">
    <label class="md-nav__title" for="__nav_2_2"><span class="md-nav__icon md-icon"></span> Money </label>
    <ul class="md-nav__list" data-md-scrollfix></ul></nav></li>"""


def test_blanks_between_blocks_go() -> None:
    assert compact('<div>\n  <ul>\n  <li>\n  <a href="x">\n  Home\n  </a>\n</li>\n</ul>\n</div>\n') == (
        '<div><ul><li><a href="x">\nHome\n</a></li></ul></div>'
    )


def test_blanks_between_words_stay() -> None:
    assert compact("<p>One\n  <b>two</b>\n  <i>three</i></p>") == "<p>One\n<b>two</b>\n<i>three</i></p>"


def test_preformatted_text_and_scripts_stay_as_they_are() -> None:
    html = "<pre>\n  <li>\n</pre><textarea>\n\n</textarea><script>a\n  b</script>"
    assert compact(html) == html


def test_section_that_is_always_open_has_no_switch() -> None:
    assert compact(SECTION) == (
        '<li class="md-nav__item md-nav__item--section md-nav__item--nested">'
        '<div class="md-nav__link md-nav__container"><a href="x/" class="md-nav__link ">Money</a></div>'
        '<nav class="md-nav" data-md-level="2" aria-label="Money">'
        '<ul class="md-nav__list" data-md-scrollfix></ul></nav></li>'
    )


def test_list_that_unfolds_keeps_its_switch() -> None:
    nested = SECTION.replace(" md-nav__item--section", "")
    assert compact(nested).count("__nav_2_2") == 4


def test_picture_is_drawn_once() -> None:
    assert compact(ICON + "<b></b>" + ICON) == (
        '<svg viewBox="0 0 24 24"><path id="__icon1" d="M3 6h18"/></svg><b></b>'
        '<svg viewBox="0 0 24 24"><use xlink:href="#__icon1"/></svg>'
    )


def test_picture_that_stands_once_has_no_name() -> None:
    assert compact(ICON) == '<svg viewBox="0 0 24 24"><path d="M3 6h18"/></svg>'


def test_script_of_the_theme_is_told_nothing_of_its_own_search() -> None:
    told = (
        '{"base": "../", "search": "x.js", "tags": null, "translations": {"clipboard.copy": "Copy", "search.x": "X"}}'
    )
    assert compact(f'<script id="__config" type="application/json">{told}</script>') == (
        '<script id="__config" type="application/json">{"base":"../","translations":{"clipboard.copy":"Copy"}}</script>'
    )


def test_what_is_compact_stays_as_it_is() -> None:
    once = compact(f"<div>\n {SECTION}\n {ICON}<b></b>{ICON}\n</div>")
    assert compact(once) == once
