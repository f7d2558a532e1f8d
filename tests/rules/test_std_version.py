"""STD-06, 07 and 16: the version, the notices, and the age of the catalogue."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from htq_core.model.application import Application
from htq_core.model.files import Choice
from htq_core.report import Status
from htq_core.settings import APPROVING_BODY, Settings
from htq_core.standards.library import Library
from htq_core.standards.notices import Notice, NoticeKind
from htq_core.standards.standard import Standard
from tests.builders import application, cells, claim, findings, status, unit
from tests.builders import standard as made_standard
from tests.rules.small import fired

STANDARD_CELL, VERSION_CELL = "Standard!B2", "Standard!B4"
STANDARD_IN_STRUCTURE, VERSION_IN_STRUCTURE = "Qualification!B14", "Qualification!B15"
TEXTS = {"K1": "Principles of bread making at scale", "S1": "Weigh and mix ingredients for a batch"}


def standard(version: str, texts: Mapping[str, str] = TEXTS, reference: str = "ST9001", **dates: str) -> Standard:
    """A version of the test standard."""
    return replace(made_standard(*texts, texts=texts, version=version, reference=reference), **dates)


def made_to(
    record: Standard | None, *newer: Standard, mapping: dict[str, str] | None = None, **rest: Any
) -> Application:
    """A clean application to one version, with other versions at hand."""
    version = record.version if record else "1.1"
    return application(
        [claim("K1"), claim("S1")],
        [unit("U1")],
        standard=record,
        mapping_details=mapping or {"standard": record.reference if record else "ST9001", "version": version},
        library=Library(tuple(filter(None, (record, *newer)))),
        **rest,
    )


class TestStd06:
    def test_accepts_the_newest_version(self) -> None:
        assert fired(made_to(standard("1.1"))) == set()
        assert status(made_to(standard("1.2"), standard("1.1")), "STD-06") is Status.PASSED

    def test_flags_an_older_version_by_the_catalogue(self) -> None:
        of = made_to(standard("1.0"))
        (finding,) = findings(of, "STD-06")
        assert cells(of, "STD-06") == [VERSION_CELL]
        assert finding.message == "Version 1.0 of ST9001 is older than version 1.1."
        assert "what was known in July 2026" in finding.found
        assert "once the records of both versions, 1.0 and 1.1, are loaded" in finding.found
        assert "Load the record of version 1.1" in finding.fix
        assert fired(of) == {"STD-06"}

    def test_compares_versions_as_numbers(self) -> None:
        assert status(made_to(standard("1.10"), standard("1.9")), "STD-06") is Status.PASSED
        of = made_to(standard("1.9"), standard("1.10"))
        assert "older than version 1.10" in findings(of, "STD-06")[0].message

    def test_says_what_changes_where_both_records_are_at_hand(self) -> None:
        later = {
            "K1": "Marine navigation by the stars",
            "K2": TEXTS["K1"],
            "S1": "Weigh and mix ingredients for a batch of any size",
        }
        of = made_to(standard("1.1"), standard("1.2", later, earliest_start="2027-09-01"))
        (finding,) = findings(of, "STD-06")
        assert "Version 1.2 is known by its published record, in use from 1 September 2027." in finding.found
        assert "1 KSB is new: K1." in finding.found
        assert "No KSB is gone." in finding.found
        assert "1 KSB has another code: K1 to K2." in finding.found
        assert "1 KSB is reworded: S1." in finding.found
        assert "If it is 1.2" in finding.fix

    def test_says_so_where_no_ksb_changes(self) -> None:
        (finding,) = findings(made_to(standard("1.1"), standard("1.2")), "STD-06")
        assert "Its KSBs are the same." in finding.found
        assert finding.fix.startswith("Name version 1.2")

    @pytest.mark.parametrize(
        ("last", "words"), [("2027-08-31", "ends on 31 August 2027"), ("2026-01-31", "ended on 31 January 2026")]
    )
    def test_flags_a_version_with_an_end_date(self, last: str, words: str) -> None:
        of = made_to(standard("1.1", latest_start=last))
        (finding,) = findings(of, "STD-06")
        assert words in finding.message
        assert "No newer version is known here." in finding.found
        assert "which version follows" in finding.fix
        assert fired(of) == {"STD-06"}

    def test_flags_a_retired_version_of_an_approved_standard(self) -> None:
        of = made_to(standard("1.1", status="Retired"))
        assert findings(of, "STD-06")[0].message == "Version 1.1 of ST9001 is retired."
        assert fired(of) == {"STD-06"}

    def test_goes_by_the_catalogue_without_a_record(self) -> None:
        of = made_to(None, mapping={"standard": "ST9001", "version": "1.0"})
        assert findings(of, "STD-06")[0].message == "Version 1.0 of ST9001 is older than version 1.1."
        retired = made_to(None, mapping={"standard": "ST0003", "version": "1.0"})
        assert findings(retired, "STD-06")[0].message == "Version 1.0 of ST0003 is retired."
        assert "by what was known in January 2023" in findings(retired, "STD-06")[0].found

    def test_flags_the_cells_that_name_the_version(self) -> None:
        both = made_to(standard("1.0"), qualification={"title": "T", "level": "4", "version": "1.0"})
        assert cells(both, "STD-06") == [f"{VERSION_CELL}, {VERSION_IN_STRUCTURE}"]
        beside = made_to(standard("1.0"), mapping={"standard": "ST9001 v1.0"})
        assert cells(beside, "STD-06") == [STANDARD_CELL]
        chosen = made_to(standard("1.0"), mapping={"standard": "ST9001"}, choice=Choice("ST9001", "1.0"))
        assert cells(chosen, "STD-06") == [STANDARD_CELL]

    def test_looks_at_the_version_in_force_and_not_at_the_one_named(self) -> None:
        of = made_to(standard("1.1"), mapping={"standard": "ST9001", "version": "1.0"})
        assert fired(of) == {"STD-05"}

    def test_waits_until_the_standard_is_approved(self) -> None:
        assert status(made_to(standard("1.0", status="Withdrawn")), "STD-06") is Status.NOT_RUN

    def test_does_not_run_without_a_version(self) -> None:
        assert status(made_to(None, mapping={"standard": "ST9001"}), "STD-06") is Status.NOT_RUN


def notice(kind: NoticeKind = NoticeKind.CONTACT_US, reference: str = "ST9001", **rest: Any) -> Notice:
    return Notice(kind=kind, reference=reference, since=date(2026, 7, 1), text="Please ask us first.", **rest)


class TestStd07:
    @pytest.mark.parametrize(
        ("kind", "words", "remedy"),
        [
            (NoticeKind.IN_SCOPE, "in scope", "Nothing to change"),
            (NoticeKind.CONTACT_US, "contact us", APPROVING_BODY.contact),
            (NoticeKind.OUT_OF_SCOPE, "out of scope", "Choose another standard"),
            (NoticeKind.REVISION_DUE, "a revision is due soon", "which version to map to"),
        ],
    )
    def test_flags_a_notice_of_each_kind(self, kind: NoticeKind, words: str, remedy: str) -> None:
        of = made_to(standard("1.1"), notices=[notice(kind)])
        (finding,) = findings(of, "STD-07")
        assert cells(of, "STD-07") == [STANDARD_CELL]
        assert finding.message == f"There is a notice on ST9001: {words}."
        assert finding.found == "Please ask us first."
        assert remedy in finding.fix
        assert finding.fix[-2:] not in ("…", "….")
        assert fired(of) == {"STD-07"}

    def test_says_when_a_revision_is_due(self) -> None:
        due = notice(NoticeKind.REVISION_DUE, due=date(2027, 9, 1))
        assert "due on 1 September 2027" in findings(made_to(standard("1.1"), notices=[due]), "STD-07")[0].message

    def test_says_each_notice_in_full(self) -> None:
        long = notice().model_copy(update={"text": "A long text. " * 20})
        found = findings(made_to(standard("1.1"), notices=[long, notice(NoticeKind.IN_SCOPE)]), "STD-07")
        assert [len(finding.found) > 200 for finding in found] == [True, False]

    def test_knows_the_occupation_by_either_reference(self) -> None:
        assert cells(made_to(standard("1.1"), notices=[notice(reference="OCC9001")]), "STD-07") == [STANDARD_CELL]

    def test_leaves_the_option_of_another_alone(self) -> None:
        of_b = notice(reference="OCC0087B")
        of_a = made_to(None, mapping={"standard": "OCC0087A"}, notices=[of_b])
        assert status(of_a, "STD-07") is Status.NOT_APPLICABLE

    def test_does_not_apply_without_a_notice_on_the_standard(self) -> None:
        assert status(made_to(standard("1.1"), notices=[notice(reference="ST9002")]), "STD-07") is Status.NOT_APPLICABLE
        assert status(made_to(standard("1.1")), "STD-07") is Status.NOT_APPLICABLE

    def test_does_not_run_without_a_reference(self) -> None:
        assert status(made_to(None, mapping={"version": "1.1"}, notices=[notice()]), "STD-07") is Status.NOT_RUN


class TestStd16:
    def test_notes_a_catalogue_that_is_too_old(self) -> None:
        of = made_to(standard("1.1"), today=date(2026, 12, 29))
        (finding,) = findings(of, "STD-16")
        assert finding.message == "Our catalogue of standards is 181 days old."
        assert "July 2026" in finding.found
        assert "180 days" in finding.expected
        assert finding.where == ()
        assert finding.occupation is None
        assert fired(of) == {"STD-16"}

    def test_accepts_one_that_is_just_not(self) -> None:
        assert status(made_to(standard("1.1"), today=date(2026, 12, 28)), "STD-16") is Status.PASSED

    def test_goes_by_the_setting(self) -> None:
        of = made_to(standard("1.1"), settings=Settings(catalogue_max_age_days=30))
        assert "30 days" in findings(of, "STD-16")[0].expected

    def test_does_not_apply_when_the_day_is_not_known(self) -> None:
        assert status(made_to(standard("1.1"), today=None), "STD-16") is Status.NOT_APPLICABLE
