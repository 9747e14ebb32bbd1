from handbook.model.handbook import Policy, Term
from handbook.report.a_to_z import EntryKind, IndexEntry, IndexWord, Letter, a_to_z
from tests.builders import edition, organisation, policy, rename, text, version, withdrawal, working


def published(id_: str, title: str, *keywords: str) -> Policy:
    return policy(id_, version("1.0", text=text(title=title, keywords=keywords)))


def entry(kind: EntryKind, policy_id: str, title: str) -> IndexEntry:
    return IndexEntry(kind=kind, policy_id=policy_id, title=title)


def test_index_files_titles_and_keywords_signs_first() -> None:
    subject = edition(published("complaints", "Complaints", "Refund", "14 days"))

    assert a_to_z(subject) == (
        Letter(
            letter="#",
            words=(IndexWord(word="14 days", entries=(entry(EntryKind.KEYWORD, "complaints", "Complaints"),)),),
        ),
        Letter(
            letter="C",
            words=(IndexWord(word="Complaints", entries=(entry(EntryKind.TITLE, "complaints", "Complaints"),)),),
        ),
        Letter(
            letter="R",
            words=(IndexWord(word="Refund", entries=(entry(EntryKind.KEYWORD, "complaints", "Complaints"),)),),
        ),
    )


def test_word_of_several_policies_stands_once_whatever_its_case() -> None:
    subject = edition(published("returns", "Returns", "refund"), published("complaints", "Complaints", "Refund"))

    assert a_to_z(subject)[-1] == Letter(
        letter="R",
        words=(
            IndexWord(
                word="Refund",
                entries=(
                    entry(EntryKind.KEYWORD, "complaints", "Complaints"),
                    entry(EntryKind.KEYWORD, "returns", "Returns"),
                ),
            ),
            IndexWord(word="Returns", entries=(entry(EntryKind.TITLE, "returns", "Returns"),)),
        ),
    )


def test_former_title_and_former_id_lead_to_the_policy_of_today() -> None:
    one = version("1.0", text=text(title="Grievances"))
    subject = edition(policy("complaints", one, version("2.0"), rename(former="customer-anger")), as_of="2026-03-01")
    words = {item.word: item.entries for letter in a_to_z(subject) for item in letter.words}

    assert words == {
        "Complaints": (entry(EntryKind.TITLE, "complaints", "Complaints"),),
        "Customer anger": (entry(EntryKind.FORMER, "complaints", "Complaints"),),
        "Grievances": (entry(EntryKind.FORMER, "complaints", "Complaints"),),
    }


def test_withdrawn_policy_keeps_its_title_and_loses_its_keywords() -> None:
    fax = policy("fax", version("1.0", text=text(title="Fax", keywords=("thermal paper",))), withdrawal())
    words = {item.word: item.entries for letter in a_to_z(edition(fax)) for item in letter.words}

    assert words == {"Fax": (entry(EntryKind.WITHDRAWN, "fax", "Fax"),)}


def test_term_and_its_aliases_lead_to_the_glossary() -> None:
    term = Term(term="goodwill gesture", meaning="Something not owed.", aliases=("gesture",))
    letters = a_to_z(edition(terms=(term,)))

    assert [word for letter in letters for word in letter.words] == [
        IndexWord(word="gesture", entries=(entry(EntryKind.TERM, "", "goodwill gesture"),)),
        IndexWord(word="goodwill gesture", entries=(entry(EntryKind.TERM, "", "goodwill gesture"),)),
    ]


def test_letters_that_share_a_capital_stand_under_one_heading() -> None:
    subject = edition(published("a", "ice", "ısı", "zebra"))

    assert [letter.letter for letter in a_to_z(subject)] == ["I", "Z"]


def test_working_text_is_in_no_index() -> None:
    draft = policy("draft", versions=(), working=working(text=text(title="Canary", keywords=("canary",))))

    assert a_to_z(edition(draft)) == ()


def test_index_follows_the_alphabet_of_the_handbooks_language() -> None:
    titled = [published("a", "Ірімшік"), published("b", "Қайтару"), published("c", "Әріптес"), published("d", "Кезек")]
    subject = edition(*titled, organisation=organisation(language="kk"))

    assert [letter.letter for letter in a_to_z(subject)] == ["Ә", "К", "Қ", "І"]
