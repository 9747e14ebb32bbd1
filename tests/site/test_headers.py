import base64
import re
from hashlib import sha256
from pathlib import Path

from handbook.site.headers import CONTENT_SECURITY_POLICY, INLINE_SCRIPTS, header_files

_INLINE = re.compile(r"<script(?![^>]* src=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL)


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(sha256(script.encode()).digest()).decode()


def test_pages_hold_exactly_the_inline_scripts_that_are_allowed(site: Path) -> None:
    frame = [path for path in site.rglob("*.html") if "policies/grievances/" not in path.as_posix()]
    found = {_hash(script) for path in frame for script in _INLINE.findall(path.read_text(encoding="utf-8"))}
    assert found == set(INLINE_SCRIPTS.values())


def test_pages_hold_no_inline_style_or_event_handler(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|<[a-z][^>]* (?:style|on[a-z]+)=", html), path


def test_policy_allows_nothing_from_elsewhere_and_nothing_unsafe() -> None:
    sources = set(re.sub(r"'sha256-[^']*'", "'hash'", CONTENT_SECURITY_POLICY).replace(";", "").split())
    assert {word for word in sources if "'" in word or ":" in word} == {
        "'self'",
        "'none'",
        "'hash'",
        "data:",
    }
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'self'; ")


def test_header_files_say_the_same_in_both_formats() -> None:
    files = {name: text.decode() for name, text in header_files().items()}
    plain = dict(line.strip().split(": ", 1) for line in files["_headers"].splitlines()[1:])
    nginx = dict(re.findall(r'^add_header (\S+) "(.*)" always;$', files["nginx-headers.conf"], re.MULTILINE))
    assert plain == nginx
    assert files["_headers"].splitlines()[0] == "/*"
    assert plain["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
