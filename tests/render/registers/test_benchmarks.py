from handbook.model.policy import Direction
from handbook.render.press import make_press
from handbook.render.registers.benchmarks import benchmarks_pages
from tests.builders import benchmark, edition, measurement, policy, procedure, standard, text, version
from tests.render.registers.reading import rows, tags, words

MEASURED = version("1.0", text=text(procedures=(procedure(standards=(standard(),)),)))


def body(*records: object, **fields: str) -> str:
    subject = edition(policy("complaints", MEASURED, *records), benchmarks=(benchmark(**fields),))
    return next(benchmarks_pages(make_press(subject))).body


def test_row_tells_the_gap_to_a_competitor() -> None:
    found = body(measurement(value="3.6"), observation="A *person* answers.", url="https://voltmart.example/report")

    assert rows(found) == [
        ["Competitor", "Value", "Gap to us", "How it was found"],
        [
            "Voltmart",
            "6 working hours 11 February 2025",
            "Ahead we are ahead by 2.4 working hours",
            "30 test complaints A person answers. where it is published",
        ],
    ]


def test_competitor_who_does_better_is_ahead_of_us() -> None:
    assert rows(body(measurement(value="7")))[1][2] == "Behind we are behind by 1 working hour"


def test_equal_values_are_level() -> None:
    assert rows(body(measurement(value="6.0")))[1][2] == "Level"


def test_bars_are_told_in_words_to_those_who_cannot_see_them() -> None:
    pictures = [attributes for tag, attributes in tags(body(measurement(value="3.6"))) if tag == "svg"]

    assert [picture["aria-label"] for picture in pictures] == [
        "Bars: time to first answer. Ardenhall Appliances: 3.6 working hours. Voltmart: 6 working hours. "
    ]


def test_value_that_is_a_target_is_told_as_one() -> None:
    found = words(body())

    assert "Our target 4 working hours" in found
    assert "our value 4 working hours the target of our standard; not measured yet from Complaints" in found


def test_metric_that_we_do_not_have_is_not_compared() -> None:
    found = body(unit="minutes")

    assert rows(found)[1][2] == "not compared: we have no value of the same metric and unit"
    assert "We have no value of the same metric and unit." in words(found)


def test_exact_values_are_not_compared_though_we_have_one() -> None:
    assert rows(body(better=Direction.EXACTLY))[1][2] == "not compared: an exact value is aimed at, so nobody is ahead"


def test_old_observation_is_marked() -> None:
    assert rows(body(observed="2024-02-01"))[1][0] == "Voltmart Old"


def test_row_is_found_under_the_benchmarks_id() -> None:
    assert "voltmart-answer" in [attributes.get("id") for _, attributes in tags(body())]
