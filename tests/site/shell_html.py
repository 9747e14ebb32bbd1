"""A page as Material prints it, cut down to what shells and stamps look at."""

from handbook.site.shell import Slot, token

TOC = f"""<nav class="md-nav md-nav--secondary" aria-label="Table of contents">
  <label class="md-nav__title" for="__toc">
    <span class="md-nav__icon md-icon"></span>
    Table of contents
  </label>
  <ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>
    <li class="md-nav__item">
      <a href="#_content" class="md-nav__link">
        <span class="md-ellipsis">
          {token(Slot.TOC)}
        </span>
      </a>
    </li>
  </ul>
</nav>"""

ENTRIES = """<li class="md-nav__item">
  <a href="handbook-entries:policy/contact" class="md-nav__link"><span class="md-ellipsis">Reaching us</span></a>
</li>"""

PAGE = f"""<title>{token(Slot.TITLE)} · Handbook</title>
<meta name="description" content="{token(Slot.DESCRIPTION)}">
<link rel="canonical" href="https://handbook.example.com/{token(Slot.ADDRESS)}">
<a href="{token(Slot.BASE)}standards/">Standards</a>
<ul>{ENTRIES}</ul>
{TOC}
<article>{token(Slot.BODY)}</article>
<footer>{token(Slot.CITED)}{token(Slot.EDITION)}</footer>"""
