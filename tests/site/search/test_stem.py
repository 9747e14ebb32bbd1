import json
import shutil
import subprocess
from pathlib import Path

import pytest

from handbook.render.templates import templates_folder
from handbook.site.search.stem import rules_of, stemmer

FORMS = {
    "en": ("refund refunds refunded refunding", "policy policies", "cancel cancelled cancellation", "e pay paid pays"),
    "ru": ("жалоба жалобы жалобу жалобами", "возврат возврата возвратом", "заявка заявок заявками"),
    "lv": ("sūdzība sūdzības sūdzību sūdzībām", "preces prece preču precēm", "piegāde piegādes piegādi"),
    "kk": ("шағым шағымдар шағымдарды шағымның", "тауар тауарлар тауарларды", "төлем төлемдерге"),
    "he": ("לקוח הלקוח לקוחות ללקוחות", "משלוח המשלוח משלוחים"),
}


@pytest.mark.parametrize(("language", "forms"), [(key, group) for key, groups in FORMS.items() for group in groups])
def test_forms_of_a_word_share_a_stem(language: str, forms: str) -> None:
    rules = stemmer(language)
    words = [word for word in rules.words(forms) if len(word) > 1]
    shared = set.intersection(*(set(rules.stems(word)) for word in words))
    assert shared


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("lv", "sudziba", "sūdzība"),
        ("kk", "шагым", "шағым"),
        ("ru", "елка", "ёлка"),
        ("he", "מעמ", 'מע"מ'),
        ("en", "cafe", "café"),
    ],
)
def test_words_are_found_without_marks(language: str, typed: str, written: str) -> None:
    rules = stemmer(language)
    assert rules.words(typed) == rules.words(written)


def test_word_with_a_hyphen_comes_in_parts_and_in_one_piece() -> None:
    assert stemmer("en").words("An e-mail") == ["an", "e", "mail", "email"]


def test_apostrophe_parts_no_word() -> None:
    assert stemmer("en").words("the customer's") == ["the", "customers"]


def test_numbers_are_never_shortened() -> None:
    assert stemmer("en").stems("100s") == ("100s",)


def test_language_without_rules_is_only_folded() -> None:
    assert stemmer("fi").stems("autoissa") == ("autoissa",)


def test_rules_of_a_region_are_those_of_its_language() -> None:
    assert rules_of("lv-LV") == rules_of("lv")


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node; the browser's suite compares them too")
@pytest.mark.parametrize("language", FORMS)
def test_browser_finds_the_same_stems(language: str, tmp_path: Path) -> None:
    """The same texts through both programs that read the rules: all words of the corpora, and hostile ones."""
    corpus = Path(__file__).parents[2] / "search" / "corpora" / f"{language}.yml"
    text = corpus.read_text(encoding="utf-8") + " x-y-z it's ß Ǆ ﬁ 12a É̀ ЁЙ ךםןףץ " + " ".join(FORMS[language])
    modules = tmp_path / "modules"
    shutil.copytree(templates_folder() / "assets" / "search", modules)
    (modules / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    script = (
        'import { Stemmer } from "./stem.js"; import { readFileSync } from "node:fs";'
        "const { rules, text } = JSON.parse(readFileSync(0)); const stemmer = new Stemmer(rules);"
        "const found = stemmer.words(text).map((word) => [word, stemmer.stems(word)]);"
        "process.stdout.write(JSON.stringify(found));"
    )
    (modules / "compare.js").write_text(script, encoding="utf-8")
    given = json.dumps({"rules": rules_of(language), "text": text})
    done = subprocess.run(
        ["node", "compare.js"], cwd=modules, input=given, capture_output=True, text=True, encoding="utf-8", check=True
    )
    rules = stemmer(language)
    words = rules.words(text)
    plain = words[: len(json.loads(done.stdout))]
    assert json.loads(done.stdout) == [[word, list(rules.stems(word))] for word in plain]
