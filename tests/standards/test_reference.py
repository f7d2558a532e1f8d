"""References and versions, out of the ways people write them."""

import pytest

from htq_core.standards.reference import normal_reference, normal_version, version_order


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("ST0827", "ST0827"),
        ("st0827", "ST0827"),
        ("ST 0827", "ST0827"),
        ("ST-0827", "ST0827"),
        ("ST\u00a00827", "ST0827"),
        ("st 827", "ST0827"),
        ("ST0827 v1.1 – Nursing associate", "ST0827"),
        ("ST0827v1.1", "ST0827"),
        ("ST0827@1.1", "ST0827"),
        ("KSB mapping - ST0827_v1.1.xlsx", "ST0827"),
        ("(ST0827)", "ST0827"),
        ("OCC0087a", "OCC0087A"),
        ("occ 0087A", "OCC0087A"),
        ("OCC0087", "OCC0087"),
        ("OCC0087 a choice", "OCC0087"),
        ("OCC0087v1.0", "OCC0087"),
        ("FA0012", "FA0012"),
        ("au0003", "AU0003"),
        ("best 1234", ""),
        ("ST12345", ""),
        ("1st 100", ""),
        ("Nursing associate", ""),
        ("", ""),
        (None, ""),
        (827, ""),
    ],
)
def test_a_reference_is_found_in_a_text(text: object, reference: str) -> None:
    assert normal_reference(text) == reference


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("1.1", "1.1"),
        (1.1, "1.1"),
        ("1.10", "1.10"),
        ("1.00", "1.0"),
        (1, "1.0"),
        ("v1", "1.0"),
        ("v1.1", "1.1"),
        ("V01.1", "1.1"),
        ("Version 1.1", "1.1"),
        ("version no. 2", "2.0"),
        ("ver. 1.3", "1.3"),
        ("1.1 (2023)", "1.1"),
        ("ST0827 v1.1", "1.1"),
        ("ST0827@1.2", "1.2"),
        ("ST0827 1.1", "1.1"),
        ("ST0827", ""),
        ("Level 5", ""),
        ("July 2023", ""),
        ("12.10.2021", ""),
        ("Nov 3", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_version_is_found_in_a_text(text: object, version: str) -> None:
    assert normal_version(text) == version


def test_versions_are_ordered_as_numbers() -> None:
    versions = ["1.10", "2.0", "1.9", "", "1", "1.1"]
    assert sorted(versions, key=version_order) == ["", "1", "1.1", "1.9", "1.10", "2.0"]
