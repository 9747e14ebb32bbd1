"""The fourth layer of verification: a built site against its manifest, and its pages against the ledger.

A manifest shows what was altered in the site after the build: that of the site lists its files and, as its parts, the
manifests of policies, which count only with the hash that it has of them. Whoever alters a page can alter its manifest
too, so that one counts only with a hash from elsewhere: noted down at the build, or that of the site built again. The
citations show that the pages are of the versions that were published. Writes nothing.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from handbook.ledger.chain import Ledger, plain_bytes
from handbook.ledger.finding import Finding, Layer
from handbook.ledger.records import EventKind, sha256_of

MANIFEST = "manifest.json"
_LISTS = ("files", "parts")


def manifest_hash(site: Path) -> str:
    """The SHA-256 of a site's manifest; empty where it cannot be read."""
    try:
        content = plain_bytes(site / MANIFEST)
    except OSError:
        return ""
    return sha256_of(content) if content else ""


def verify_site(site: Path, manifest: str = "") -> Iterator[Finding]:
    """Files of a built site that its manifest does not hold as they are, and a manifest of another hash than given."""
    top = _read_manifest(site, MANIFEST)
    if top is None:
        yield _finding("manifest-missing", MANIFEST, "the site has no manifest that can be read")
        return
    if manifest and manifest_hash(site) != manifest:
        message = "the manifest is not the one whose hash was given"
        yield _finding("other-manifest", MANIFEST, message, manifest, manifest_hash(site))
    files = top["files"] | top["parts"]
    for name, sha256 in top["parts"].items():
        part = _read_manifest(site, name, sha256)
        files |= part["files"] if part else {}
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*")}
    there = {name: path for name, path in paths.items() if path.is_symlink() or not path.is_dir()}
    for name in files.keys() - there.keys():
        yield _finding("file-missing", name, "the file is missing", str(files[name]))
    for name in there.keys() - files.keys() - {MANIFEST}:
        yield _finding("file-unknown", name, "the manifest does not know the file")
    for name in files.keys() & there.keys():
        path = there[name]
        now = sha256_of(path.read_bytes()) if path.is_file() and not path.is_symlink() else ""
        if now != files[name]:
            yield _finding("file-altered", name, "the file is not as it was built", str(files[name]), now)


def _read_manifest(site: Path, name: str, sha256: str = "") -> dict[str, dict[str, str]] | None:
    """What a manifest lists, its files and its parts; None where it cannot be read or has another hash."""
    try:
        content = plain_bytes(site / name)
        read = json.loads(content)
        found = {kind: {str(path): str(value) for path, value in dict(read.get(kind, {})).items()} for kind in _LISTS}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return None
    return found if "files" in read and sha256_of(content).startswith(sha256) else None


def verify_citations(ledger: Ledger, site: Path) -> Iterator[Finding]:
    """Each recorded version's page, where the site has one, cites the hash of the frozen file."""
    for policy, kept in ledger.kept.items():
        for item in kept:
            page = site / "policies" / policy / item.record.name / "index.html"
            if item.record.kind is not EventKind.VERSION or not page.is_file():
                continue
            if item.record.sha256.encode() not in page.read_bytes():
                message = "the page does not cite the hash of the version that was published"
                yield Finding(
                    layer=Layer.SITE,
                    code="other-version-shown",
                    policy=policy,
                    version=item.record.name,
                    file=page.relative_to(site).as_posix(),
                    message=message,
                    expected=item.record.sha256,
                )


def _finding(code: str, file: str, message: str, expected: str = "", found: str = "") -> Finding:
    policy, version = _policy_and_version(file)
    return Finding(
        layer=Layer.SITE,
        code=code,
        policy=policy,
        version=version,
        file=file,
        message=message,
        expected=expected,
        found=found,
    )


def _policy_and_version(file: str) -> tuple[str, str]:
    """What a page of the site is about, by its address; empty where it is about no policy or no version."""
    match file.split("/"):
        case ["policies", policy, version, *_] if version[:1].isdecimal():
            return policy, version
        case ["policies", policy, *_] if "." not in policy:
            return policy, ""
        case _:
            return "", ""
