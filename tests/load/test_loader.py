"""A data folder -> the handbook: what stands where, and everything in it that does not belong or cannot be read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.load.loader import load, read_again
from handbook.load.locate import locate
from handbook.model.version_number import VersionNumber
from tests.load.data import REVIEW, ROLES, SMALL, TEXT, VERSION, write

POLICY = "policies/complaints"


def problems(data: Path) -> list[str]:
    return [
        f"{item.source.file}:{item.line}:{item.column}: {item.severity}[{item.code}]: {item.message} | {item.hint}"
        for item in locate(load(data).diagnostics, data.parent)
    ]


def incomplete(data: Path) -> list[str]:
    return sorted(load(data).incomplete)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write(tmp_path / "policy_data", SMALL)


def test_a_small_handbook_is_read_without_a_problem(data: Path) -> None:
    loaded = load(data)
    assert (loaded.diagnostics, loaded.incomplete) == ((), frozenset())
    assert loaded.handbook is not None
    (policy,) = loaded.handbook.policies
    assert (policy.id, policy.source.file) == ("complaints", "policy_data/policies/complaints")
    assert policy.working is not None
    assert policy.working.text == policy.versions[0].text
    assert [review.id for review in policy.records.reviews] == ["2025-10"]


def test_the_hash_of_a_version_is_that_of_its_bytes(data: Path) -> None:
    loaded = load(data)
    assert loaded.handbook is not None
    expected = subprocess.run(
        ["sha256sum", data / POLICY / "versions/1.0.yml"], capture_output=True, check=True, text=True
    ).stdout.split()[0]
    assert loaded.handbook.policies[0].versions[0].sha256 == expected


def test_versions_are_sorted_by_number_not_by_name(data: Path) -> None:
    write(data, {f"{POLICY}/versions/1.{n}.yml": VERSION.replace('"1.0"', f'"1.{n}"') for n in (2, 10)})
    loaded = load(data)
    assert loaded.handbook is not None
    numbers = [version.number for version in loaded.handbook.policies[0].versions]
    assert numbers == [VersionNumber(1, 0), VersionNumber(1, 2), VersionNumber(1, 10)]


def test_policies_are_sorted_by_id(data: Path) -> None:
    write(data, {"policies/phone/policy.yml": TEXT, "policies/billing/policy.yml": TEXT})
    loaded = load(data)
    assert loaded.handbook is not None
    assert [policy.id for policy in loaded.handbook.policies] == ["billing", "complaints", "phone"]


def test_a_data_folder_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    loaded = load(tmp_path / "nowhere")
    assert loaded.handbook is None
    assert problems(tmp_path / "nowhere") == [
        "nowhere:1:1: error[unreadable-file]: the folder cannot be read: No such file or directory | "
        "is the path right, and may you read what is there?"
    ]


def test_a_data_folder_that_is_a_file_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"policy_data": "a: b\n"})
    assert problems(tmp_path / "policy_data") == [
        "policy_data:1:1: error[unreadable-file]: the folder cannot be read: Not a directory | "
        "is the path right, and may you read what is there?"
    ]


def test_an_empty_data_folder_lacks_what_every_handbook_needs(tmp_path: Path) -> None:
    data = write(tmp_path / "policy_data", {"pages/index.md": "# Welcome\n"})
    assert problems(data) == [
        "policy_data/handbook.yml:1:1: error[missing-file]: the handbook needs `handbook.yml` | "
        "write policy_data/handbook.yml",
        "policy_data/roles.yml:1:1: error[missing-file]: the handbook needs `roles.yml` | write policy_data/roles.yml",
    ]


def test_the_current_folder_can_be_the_data_folder(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "roles.yml").unlink()
    monkeypatch.chdir(data)
    assert [item.source.file for item in load(Path()).diagnostics] == ["policy_data/roles.yml"]


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("role.yml", "`role.yml` does not belong here", "did you mean `roles.yml`?"),
        ("policies/notes.txt", "`notes.txt` does not belong here", "only .yml files named by ids belong here"),
        (f"{POLICY}/polcy.yml", "`polcy.yml` does not belong here", "did you mean `policy.yml`?"),
        (f"{POLICY}/version/1.0.yml", "`version` does not belong here", "did you mean `versions`?"),
        (f"{POLICY}/versions/2.0.yaml", "`2.0.yaml` does not belong here", "only .yml files named by ids belong here"),
        (f"{POLICY}/versions/2.0.YML", "`2.0.YML` does not belong here", "only .yml files named by ids belong here"),
        (f"{POLICY}/versions/2.0.yml~", "`2.0.yml~` does not belong here", "only .yml files named by ids belong here"),
        (f"{POLICY}/versions/.swp", "`.swp` does not belong here", "only .yml files named by ids belong here"),
        (f"{POLICY}/versions/old/1.0.yml", "`old` does not belong here", "only .yml files named by ids belong here"),
        (f"{POLICY}/records/review/a.yml", "`review` does not belong here", "did you mean `reviews`?"),
        (f"{POLICY}/records/reviews/a.txt", "`a.txt` does not belong here", "only .yml files named by ids belong here"),
        ("pages/sub/.git", "`.git` does not belong here", "only .yml files named by ids belong here"),
    ],
)
def test_a_file_that_belongs_nowhere_is_reported(data: Path, name: str, message: str, hint: str) -> None:
    write(data, {name: "a: b\n"})
    assert [item.partition(": ")[2] for item in problems(data)] == [f"error[unexpected-file]: {message} | {hint}"]


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        (
            "policies/Complaints/policy.yml",
            "`Complaints` is not an id, but files and folders here are named by ids",
            "use at most 64 of a to z, 0 to 9 and -, beginning with a letter or digit",
        ),
        (
            "policies/cоmplaints/policy.yml",
            "`cоmplaints` is not an id, but files and folders here are named by ids",
            "use at most 64 of a to z, 0 to 9 and -, beginning with a letter or digit",
        ),
        (
            f"policies/{'x' * 200}/policy.yml",
            f"`{'x' * 57}...` is not an id, but files and folders here are named by ids",
            "use at most 64 of a to z, 0 to 9 and -, beginning with a letter or digit",
        ),
        (
            "policies/a\nb/policy.yml",
            "`a\\u000ab` is not an id, but files and folders here are named by ids",
            "use at most 64 of a to z, 0 to 9 and -, beginning with a letter or digit",
        ),
        (
            "policies/con/policy.yml",
            "`con` is not an id, but files and folders here are named by ids",
            "Windows reserves this name",
        ),
        (
            f"{POLICY}/records/reviews/October 2025.yml",
            "`October 2025` is not an id, but files and folders here are named by ids",
            "use at most 64 of a to z, 0 to 9 and -, beginning with a letter or digit",
        ),
        (
            f"{POLICY}/records/reviews/nul.yml",
            "`nul` is not an id, but files and folders here are named by ids",
            "Windows reserves this name",
        ),
        (
            f"{POLICY}/versions/v2.0.yml",
            "`v2.0.yml` is not named by a version",
            "name it MAJOR.MINOR.yml, such as 2.0.yml",
        ),
        (
            f"{POLICY}/versions/2.yml",
            "`2.yml` is not named by a version",
            "name it MAJOR.MINOR.yml, such as 2.0.yml",
        ),
        (
            f"{POLICY}/versions/01.0.yml",
            "`01.0.yml` is not named by a version",
            "name it MAJOR.MINOR.yml, such as 2.0.yml",
        ),
        (
            f"{POLICY}/versions/2.0 .yml",
            "`2.0 .yml` is not named by a version",
            "name it MAJOR.MINOR.yml, such as 2.0.yml",
        ),
    ],
)
def test_a_name_that_is_no_id_or_version_is_refused(data: Path, name: str, message: str, hint: str) -> None:
    write(data, {name: "a: b\n"})
    assert [item.partition(": ")[2] for item in problems(data)] == [f"error[file-name]: {message} | {hint}"]


def test_a_name_that_is_not_utf_8_is_shown_escaped(data: Path) -> None:
    path = os.fsencode(data / "policies") + b"/caf\xe9"
    os.mkdir(path)  # noqa: PTH102
    assert problems(data) == [
        "policy_data/policies/caf\\udce9:1:1: error[file-name]: `caf\\udce9` is not an id, "
        "but files and folders here are named by ids | "
        "use at most 64 of a to z, 0 to 9 and -, beginning with a letter or digit"
    ]


def test_a_version_that_holds_another_number_is_refused(data: Path) -> None:
    write(data, {f"{POLICY}/versions/2.0.yml": VERSION})
    assert problems(data) == [
        "policy_data/policies/complaints/versions/2.0.yml:2:12: error[file-name]: "
        "the file is named 2.0.yml but holds version 1.0 | a frozen version is never renumbered"
    ]


def test_a_version_whose_number_cannot_be_read_is_reported_once(data: Path) -> None:
    write(data, {f"{POLICY}/versions/1.0.yml": VERSION.replace('"1.0"', "first")})
    assert problems(data) == [
        "policy_data/policies/complaints/versions/1.0.yml:2:12: error[invalid-value]: "
        '`first` is not a version number | write MAJOR.MINOR in quotes, such as "2.0"'
    ]


LINKS = [
    "handbook.yml",
    "roles.yml",
    "benchmarks.yml",
    "policies",
    POLICY,
    "policies/phone",
    f"{POLICY}/policy.yml",
    f"{POLICY}/versions",
    f"{POLICY}/versions/1.0.yml",
    f"{POLICY}/versions/2.0.yml",
    f"{POLICY}/records",
    f"{POLICY}/records/reviews",
    f"{POLICY}/records/reviews/2025-10.yml",
    "pages",
    "pages/index.md",
    "pages/sub/deeper/index.md",
    "ledger",
    "seals/0001.json",
    "anything",
]


@pytest.mark.parametrize("name", LINKS)
def test_a_symbolic_link_is_refused_and_never_followed(data: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    target = data / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.rename(elsewhere)
    else:
        write(elsewhere, {"canary.yml": "a: b\n"})
    target.symlink_to(elsewhere)
    last = name.rpartition("/")[2]
    assert problems(data) == [
        f"policy_data/{name}:1:1: error[symbolic-link]: `{last}` is a symbolic link; links are not followed | "
        "put the file itself here"
    ]
    assert incomplete(data) == [f"policy_data/{name}"]


@pytest.mark.parametrize("target", ["/etc/passwd", "/", "nowhere", "roles.yml"])
def test_a_symbolic_link_is_refused_wherever_it_leads(data: Path, target: str) -> None:
    (data / "glossary.yml").symlink_to(target)
    assert problems(data) == [
        "policy_data/glossary.yml:1:1: error[symbolic-link]: `glossary.yml` is a symbolic link; "
        "links are not followed | put the file itself here"
    ]


@pytest.mark.parametrize("name", ["handbook.yml", "glossary.yml", f"{POLICY}/policy.yml", f"{POLICY}/versions/2.0.yml"])
def test_a_folder_in_the_place_of_a_file_is_reported(data: Path, name: str) -> None:
    (data / name).unlink(missing_ok=True)
    (data / name).mkdir()
    (found,) = problems(data)
    assert found.startswith(f"policy_data/{name}:1:1: error[unexpected-file]: `{name.rpartition('/')[2]}` ")


@pytest.mark.parametrize("name", ["policies", f"{POLICY}/versions", f"{POLICY}/records", f"{POLICY}/records/checks"])
def test_a_file_in_the_place_of_a_folder_is_reported(tmp_path: Path, name: str) -> None:
    kept = {key: content for key, content in SMALL.items() if not key.startswith(f"{name}/")}
    data = write(tmp_path / "policy_data", kept, {name: "a: b\n"})
    last = name.rpartition("/")[2]
    assert problems(data) == [
        f"policy_data/{name}:1:1: error[unexpected-file]: `{last}` must be a folder | rename or delete the file"
    ]


def test_a_pipe_in_the_place_of_a_file_is_reported_and_not_read(data: Path) -> None:
    os.mkfifo(data / "glossary.yml")
    assert problems(data) == [
        "policy_data/glossary.yml:1:1: error[unexpected-file]: `glossary.yml` must be a file | "
        "rename or delete what stands there"
    ]


def test_a_file_that_is_too_large_is_not_read(data: Path) -> None:
    with (data / "glossary.yml").open("wb") as file:
        file.truncate(50_000_000_000)
    assert problems(data) == [
        "policy_data/glossary.yml:1:1: error[too-large]: the file has 50,000,000,000 bytes; "
        "at most 1,000,000 are read | split the policy"
    ]


def test_a_file_that_cannot_be_read_is_noted_as_missing(data: Path) -> None:
    write(data, {f"{POLICY}/policy.yml": "title: 'Complaints\n", "roles.yml": ROLES + ROLES})
    assert incomplete(data) == ["policy_data/policies/complaints/policy.yml", "policy_data/roles.yml"]


def test_a_file_with_too_many_problems_is_noted_as_missing(data: Path) -> None:
    write(data, {"glossary.yml": "".join(f"unknown-{n}: a\n" for n in range(200))})
    assert problems(data)[-1] == (
        "policy_data/glossary.yml:100:1: error[unknown-key]: the key `unknown-99` is not known here | known are `terms`"
    )
    assert problems(data)[0] == (
        "policy_data/glossary.yml:1:1: error[too-many-problems]: the file has more than 100 problems; "
        "the rest is not shown | fix the first ones and check again"
    )
    assert incomplete(data) == ["policy_data/glossary.yml"]


def test_the_rest_of_a_handbook_is_read_where_a_file_cannot_be(data: Path) -> None:
    write(
        data,
        {
            "handbook.yml": "",
            "roles.yml": "roles: x\n",
            f"{POLICY}/policy.yml": TEXT.replace("owner", "ower"),
            f"{POLICY}/records/reviews/2025-10.yml": REVIEW.replace("2025-10-06", "06.10.2025"),
        },
    )
    assert [item.split(": ")[0] + item.split(": ")[1].removeprefix("error") for item in problems(data)] == [
        "policy_data/handbook.yml:1:1[empty-file]",
        "policy_data/policies/complaints/policy.yml:1:1[missing-key]",
        "policy_data/policies/complaints/policy.yml:4:1[unknown-key]",
        "policy_data/policies/complaints/records/reviews/2025-10.yml:1:11[invalid-value]",
        "policy_data/roles.yml:1:8[wrong-shape]",
    ]


def test_a_file_that_vanishes_while_it_is_read_is_reported(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vanished(path: Path) -> bytes:
        raise FileNotFoundError(2, "No such file or directory", str(path))

    monkeypatch.setattr(Path, "read_bytes", vanished)
    assert problems(data)[0] == (
        "policy_data/handbook.yml:1:1: error[unreadable-file]: the file cannot be read: No such file or directory | "
        "is the path right, and may you read what is there?"
    )


CHILD = """
import os, sys
from pathlib import Path
from handbook.load.loader import load, read_again
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
for item in load(Path(sys.argv[1])).diagnostics:
    print(item.source.file, item.code, item.message, sep="|")
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody without rights")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", "policy_data|unreadable-file|the folder cannot be read: Permission denied"),
        ("glossary.yml", "policy_data/glossary.yml|unreadable-file|the file cannot be read: Permission denied"),
        ("policies", "policy_data/policies|unreadable-file|the folder cannot be read: Permission denied"),
        (POLICY, f"policy_data/{POLICY}|unreadable-file|the folder cannot be read: Permission denied"),
        (
            f"{POLICY}/versions",
            f"policy_data/{POLICY}/versions|unreadable-file|the folder cannot be read: Permission denied",
        ),
    ],
)
def test_what_may_not_be_read_is_reported(data: Path, name: str, expected: str) -> None:
    write(data, {"glossary.yml": "terms: []\n"})
    folder = data.parent
    while folder != folder.parent and folder != Path("/tmp"):
        folder.chmod(0o755)
        folder = folder.parent
    (data / name).chmod(0)

    child = subprocess.run([sys.executable, "-c", CHILD, data], capture_output=True, check=True, text=True)
    assert child.stdout.splitlines() == [expected]


@given(st.data())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_a_mutated_file_is_read_or_reported(data: Path, draw: st.DataObject) -> None:
    name = draw.draw(st.sampled_from(sorted(SMALL)))
    content = bytearray(SMALL[name].encode())
    for _ in range(draw.draw(st.integers(1, 4))):
        start = draw.draw(st.integers(0, len(content)))
        end = min(len(content), start + draw.draw(st.integers(0, 12)))
        content[start:end] = draw.draw(
            st.one_of(
                st.binary(max_size=6), st.sampled_from([b"\n", b": ", b"- ", b"  ", b'"', b"[", b"#", b"&a ", b"\t"])
            )
        )
    write(data, SMALL, {name: bytes(content)})
    loaded = load(data)
    assert all(item.line >= 1 and item.column >= 1 for item in locate(loaded.diagnostics, data.parent))


def test_policies_that_are_read_again_are_as_in_a_whole_reading(data: Path) -> None:
    before = load(data)
    write(data, {f"{POLICY}/policy.yml": "title: [", "policies/new/policy.yml": TEXT})
    again, whole = read_again(before, data, {"complaints", "new"}), load(data)
    assert (again.policies, again.diagnostics, again.incomplete) == (
        whole.policies,
        whole.diagnostics,
        whole.incomplete,
    )
    assert again.handbook == whole.handbook


def test_a_policy_whose_folder_is_gone_is_gone_when_it_is_read_again(data: Path) -> None:
    before = load(data)
    (data / POLICY).rename(data.parent / "elsewhere")
    assert read_again(before, data, {"complaints"}).policies == {}
