from handbook.model.handbook import Case, Channel, ChannelKind
from handbook.model.period import Duration
from handbook.model.policy import EscalationLevel, Urgency
from handbook.report.current import Current
from handbook.report.escalation import CasePath, Directory, FirstContact, Level, escalation, first_contacts
from tests.builders import edition, escalation_level, organisation, policy, text, version

REFUND = Case(id="refund-refused", title="A customer refuses our offer")
OUTAGE = Case(id="outage", title="The telephones are down")
PHONE = Channel(id="phone", title="Phone", kind=ChannelKind.VOICE)
BRANCH = Channel(id="branch", title="Branch desk", kind=ChannelKind.IN_PERSON)
OURS = organisation(cases=(REFUND, OUTAGE), channels=(PHONE, BRANCH))
FIRST = escalation_level("first", level=1, role="complaints-lead", within="PT30M")
SECOND = escalation_level("second", level=2, role="service-director", within="P1D", urgency=Urgency.ROUTINE)


def directory(*levels: EscalationLevel) -> tuple[Directory, Current]:
    one = version(text=text(escalation=levels))
    found = policy("complaints", one)
    return escalation(edition(found, organisation=OURS)), Current(policy=found, version=one)


def test_path_holds_levels_in_their_order_and_uncovered_cases_are_named() -> None:
    found, item = directory(SECOND, FIRST)

    assert found == Directory(
        paths=(CasePath(case=REFUND, levels=(Level(current=item, level=FIRST), Level(current=item, level=SECOND))),),
        uncovered=(OUTAGE,),
    )


def test_first_contact_of_all_channels_names_none_of_them() -> None:
    found, item = directory(FIRST, SECOND)

    assert first_contacts(found, edition(item.policy, organisation=OURS)) == (
        FirstContact(
            case=REFUND,
            urgency=Urgency.SAME_DAY,
            role="complaints-lead",
            within=Duration(seconds=1800),
            channels=(),
        ),
    )


def test_first_contact_differs_by_channel_and_a_channel_without_level_1_begins_higher() -> None:
    found, item = directory(escalation_level("first", channels=("phone",)), SECOND)
    contacts = first_contacts(found, edition(item.policy, organisation=OURS))

    assert [(contact.urgency.value, contact.role, contact.channels) for contact in contacts] == [
        ("same-day", "complaints-lead", (PHONE,)),
        ("routine", "service-director", (BRANCH,)),
    ]


def test_first_contacts_begin_with_the_most_urgent() -> None:
    outage = escalation_level("down", cases=("outage",), urgency=Urgency.IMMEDIATE)
    found, item = directory(FIRST, outage)

    assert [contact.case for contact in first_contacts(found, edition(item.policy, organisation=OURS))] == [
        OUTAGE,
        REFUND,
    ]


def test_two_policies_that_say_the_same_say_it_once() -> None:
    one = version(text=text(escalation=(FIRST,)))
    subject = edition(policy("complaints", one), policy("escalation", one), organisation=OURS)

    assert len(escalation(subject).paths[0].levels) == 2
    assert len(first_contacts(escalation(subject), subject)) == 1
