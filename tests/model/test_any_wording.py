"""Properties of comparing wording: what was done to any statement is seen, and nothing where nothing was done."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from htq_core.model.rewording import Rewording, rewording_of
from htq_core.model.statements import PublishedWording, TwoTexts
from htq_core.standards.standard import Ksb
from htq_core.standards.wording import fold
from tests.builders import standard

FEW = settings(max_examples=25, deadline=None)
WORDS = [
    "method",
    "record",
    "tool",
    "client",
    "budget",
    "report",
    "sample",
    "drawing",
    "pressure",
    "colour",
    "site",
    "team",
    "stage",
    "order",
    "signal",
    "batch",
    "recipe",
    "valve",
    "panel",
    "garden",
    "soil",
    "surface",
    "contract",
    "survey",
]
STATEMENTS = st.lists(st.sampled_from(WORDS), min_size=8, max_size=16, unique=True)
TYPED = st.sampled_from(["{}", "  {} ", "• {}", "{}.", "K1 {}", "K1: {}", "“{}”", "{}\n"])


@FEW
@given(STATEMENTS, TYPED, st.sampled_from([" ", "  ", "\n", "\N{NO-BREAK SPACE}"]), st.booleans())
def test_how_a_statement_is_typed_makes_no_difference(words: list[str], form: str, space: str, upper: bool) -> None:
    text = space.join(words)
    assert fold(form.format(text.upper() if upper else text)) == fold(" ".join(words))


@FEW
@given(STATEMENTS, st.data())
def test_a_word_more_less_or_other_does(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    for other in ([*words[:at], *words[at + 1 :]], [*words[:at], "quince", *words[at:]]):
        assert fold(" ".join(other)) != fold(" ".join(words))


@FEW
@given(STATEMENTS, STATEMENTS)
def test_the_pieces_of_a_comparison_are_the_two_texts(one: list[str], other: list[str]) -> None:
    texts = TwoTexts(" ".join(one), " ".join(other))
    comparison = texts.comparison("K1")
    assert " ".join(piece.text for piece in comparison.found).split() == one
    assert " ".join(piece.text for piece in comparison.published).split() == other
    alike = [[piece.text for piece in side if not piece.differs] for side in (comparison.found, comparison.published)]
    assert " ".join(alike[0]) == " ".join(alike[1])
    assert any(piece.differs for piece in (*comparison.found, *comparison.published)) == (one != other)


@FEW
@given(STATEMENTS, st.data())
def test_what_was_done_to_a_statement_is_seen(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    at = data.draw(st.integers(1, len(words) - 1))

    def done(other: list[str]) -> Rewording:
        return rewording_of(TwoTexts(" ".join(other), text))

    assert done(words[: len(words) // 2]) is Rewording.CUT_SHORT
    assert done(["not", *words]) is Rewording.NEGATED
    assert done([*words[:at], "not", *words[at:]]) is Rewording.NEGATED
    assert done(["aware", "of", *words]) is Rewording.SOFTENED
    assert done([*words[:at], "quince", *words[at + 1 :]]) is Rewording.OTHER


@FEW
@given(st.lists(STATEMENTS, min_size=2, max_size=5), st.data())
def test_a_statement_is_its_own_code_s_and_no_other_s(texts: list[list[str]], data: st.DataObject) -> None:
    said = [" ".join(words) for words in texts]
    assume(len(set(said)) == len(said))
    of = standard(*(f"K{n}" for n in range(1, len(said) + 1)), texts={f"K{n}": t for n, t in enumerate(said, start=1)})
    ksbs: dict[str, Ksb] = {ksb.code: ksb for ksb in of.ksbs}
    at = data.draw(st.integers(0, len(said) - 1))
    assert PublishedWording(ksbs).codes_with(fold(said[at])) == (f"K{at + 1}",)
