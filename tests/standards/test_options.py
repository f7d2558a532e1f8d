"""Which KSBs belong to the core and to each option of a record."""

from typing import Any

import pytest

from htq_core.standards.record import read_record
from htq_core.standards.standard import Standard
from tests.standards.published_records import as_bytes, duty, record, statements

OPTIONS = [{"optionId": "o-1", "title": "Day kites"}, {"optionId": "o-2", "title": "Night kites"}]


def read(**changes: Any) -> Standard:
    kites = {
        "coreAndOptions": True,
        "knowledges": statements("knowledge", *(f"Knowledge number {n}" for n in range(1, 13))),
        "skills": statements("skill", "Cut", "Tie", "Fly"),
    }
    return read_record(as_bytes(record(**{**kites, **changes})), "test")


def codes(standard: Standard, option: str) -> list[str]:
    return [ksb.code for ksb in standard.ksbs_for(option)]


BY_DUTIES = {
    "options": OPTIONS,
    "duties": [
        duty("k-1 k-2 k-3 k-4 k-5 k-6 k-7", "s-1", "b-1"),
        duty("k-8 k-10 k-2", "s-2", core=0, options=["O-1 "]),
        duty("k-9 k-12", "s-3", core=0, options=["o-2"]),
        duty("k-11", core=0, options=["o-1", "o-2"]),
    ],
}


def test_by_duties_an_option_is_the_core_and_its_own_with_gaps() -> None:
    standard = read(**BY_DUTIES)
    assert codes(standard, "Day kites") == [*(f"K{n}" for n in range(1, 9)), "K10", "K11", "S1", "S2", "B1"]
    assert codes(standard, "night  KITES") == [*(f"K{n}" for n in range(1, 8)), "K9", "K11", "K12", "S1", "S3", "B1"]
    assert standard.options[0].codes == {"K8", "K10", "K11", "S2"}, "what is core is not the option's own"


def test_a_ksb_in_no_duty_is_asked_of_nobody_and_accepted() -> None:
    standard = read(**BY_DUTIES, skills=statements("skill", "Cut", "Tie", "Fly", "In no duty"))
    assert "S4" not in codes(standard, "Day kites")
    assert "S4" in {ksb.code for ksb in standard.ksbs}


def test_a_duty_of_an_option_that_is_not_there_leaves_its_ksbs_in_the_core() -> None:
    duties = [*BY_DUTIES["duties"][:2], duty("k-9", core=0, options=["o-99"])]
    standard = read(options=OPTIONS, duties=duties)
    assert standard.core_codes is not None
    assert "K9" in standard.core_codes


def test_an_option_that_nothing_is_mapped_to_is_unknown_and_all_ksbs_are_tested() -> None:
    standard = read(options=OPTIONS, duties=BY_DUTIES["duties"][:2])
    assert standard.options[1].codes is None
    assert codes(standard, "Night kites") == [ksb.code for ksb in standard.ksbs]


def test_links_to_statements_that_are_not_there_are_dropped() -> None:
    standard = read(options=OPTIONS, duties=[duty("k-1 k-99 gone", "s-1"), *BY_DUTIES["duties"][1:]])
    assert standard.duties[0].codes == {"K1", "S1"}


def test_a_duty_that_is_neither_core_nor_of_an_option_counts_as_core() -> None:
    standard = read_record(as_bytes(record(duties=[duty("k-1", core=0)])), "test")
    assert [(duty.core, duty.codes) for duty in standard.duties] == [(True, {"K1"})]
    assert standard.core_codes is None


MAPPING = [
    {
        "coreOrOptionTitle": "Core",
        "mappedKnowledge": ["k-1", "k-2"],
        "mappedSkills": ["s-1"],
        "mappedBehaviour": ["b-1"],
    },
    {"coreOrOptionTitle": "Day &amp; dusk kites ", "mappedKnowledge": ["k-3", "k-10"], "mappedSkills": None},
    {"coreOrOptionTitle": "Night kites", "mappedKnowledge": ["k-4"], "mappedSkills": ["s-3"], "mappedBehaviour": []},
]


def test_by_the_unstructured_mapping() -> None:
    standard = read(
        optionsUnstructuredTemplate=["Day & dusk kites", "Night kites"], optionsUnstructuredKsbMapping=MAPPING
    )
    assert [option.title for option in standard.options] == ["Day & dusk kites", "Night kites"]
    assert [option.codes for option in standard.options] == [{"K3", "K10"}, {"K4", "S3"}]
    assert standard.core_codes == {"K1", "K2", "S1", "B1"}, "those mapped to nothing are asked of nobody"


def test_the_mapping_serves_when_no_duty_is_mapped_to_an_option() -> None:
    standard = read(options=OPTIONS, duties=[duty("k-1")], optionsUnstructuredKsbMapping=[MAPPING[0], MAPPING[2]])
    assert {option.title: option.codes for option in standard.options} == {
        "Day kites": None,
        "Night kites": {"K4", "S3"},
    }


def test_an_option_may_be_named_only_in_the_mapping() -> None:
    standard = read(optionsUnstructuredKsbMapping=MAPPING[1:])
    assert [option.title for option in standard.options] == ["Day & dusk kites", "Night kites"]


def test_an_option_whose_title_starts_with_core_is_an_option() -> None:
    mapping = [MAPPING[0], {**MAPPING[2], "coreOrOptionTitle": "Core strength kites"}]
    standard = read(optionsUnstructuredTemplate=["Core strength kites"], optionsUnstructuredKsbMapping=mapping)
    assert [option.codes for option in standard.options] == [{"K4", "S3"}]


@pytest.mark.parametrize(
    "changes",
    [{"options": OPTIONS}, {"optionsUnstructuredTemplate": ["Day kites", "Night kites", "Day kites", None]}],
)
def test_options_without_any_mapping_are_named_and_all_ksbs_are_tested(changes: dict[str, Any]) -> None:
    standard = read(**changes)
    assert [(option.title, option.codes) for option in standard.options] == [("Day kites", None), ("Night kites", None)]
    assert standard.core_codes is None
    assert codes(standard, "Day kites") == [ksb.code for ksb in standard.ksbs]
    assert standard.core_and_options


def test_core_and_options_without_named_options() -> None:
    standard = read()
    assert (standard.core_and_options, standard.options) == (True, ())


def test_options_that_nothing_uses_do_not_make_a_plain_standard_core_and_options() -> None:
    standard = read(coreAndOptions=False, options=OPTIONS)
    assert (standard.core_and_options, standard.options) == (False, ())


@pytest.mark.parametrize("flag", [False, None, "false"])
def test_options_that_duties_use_make_it_core_and_options(flag: object) -> None:
    standard = read(**BY_DUTIES, coreAndOptions=flag)
    assert standard.core_and_options
    assert len(standard.options) == 2
