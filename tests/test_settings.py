"""Settings of one's own: what the file may say, what is said about a wrong one, and that everything goes by them."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from htq_core import Report, Source, check
from htq_core.cli import main
from htq_core.export.docx import to_docx
from htq_core.export.workbook import to_workbook
from htq_core.rules import RULES
from htq_core.settings import DEFAULTS, Settings, WrongSettings, allowed, rules_of, settings_from, settings_in_force
from tests.builders import application, claim, findings, standard, unit

pytestmark = pytest.mark.usefixtures("few_first_steps")
ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample_data" / "flawed"
THRESHOLDS = {name: field for name, field in Settings.model_fields.items() if name != "approving_body"}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text('reason_min_words = 9\n[approving_body]\ncontact = "team@example.org"\n', encoding="utf-8")
    return path


def refused(tmp_path: Path, text: str) -> str:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongSettings) as trouble:
        settings_from(path)
    return str(trouble.value)


def test_what_the_file_leaves_out_keeps_its_default(written: Path) -> None:
    own = settings_from(written)
    assert own.reason_min_words == 9
    assert own.approving_body.contact == "team@example.org"
    assert own.same_reason_rows == DEFAULTS.same_reason_rows
    assert own.approving_body.name == DEFAULTS.approving_body.name


def test_the_file_named_on_the_command_comes_before_the_one_in_the_environment(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings_in_force() == DEFAULTS
    other = tmp_path / "other.toml"
    other.write_text("reason_min_words = 7", encoding="utf-8")
    monkeypatch.setenv("HTQ_SETTINGS", str(other))
    assert settings_in_force().reason_min_words == 7
    assert settings_in_force(written).reason_min_words == 9


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reason_min_word = 4", "“reason_min_word” is not a setting. Did you mean “reason_min_words”?"),
        ("reason_min_words = 0", "“reason_min_words” must be a whole number of 1 or more, not 0."),
        ('reason_min_words = "4"', "“reason_min_words” must be a whole number of 1 or more, not “4”."),
        ("reason_min_words = 4.5", "“reason_min_words” must be a whole number of 1 or more, not 4.5."),
        ("kind_gap = 140", "“kind_gap” must be a number from 0 to 100, not 140."),
        ("kind_gap = true", "“kind_gap” must be a number from 0 to 100, not True."),
        ("approving_body = 3", "“approving_body” must be a table, begun with: [approving_body]"),
        ("[approving_body]\nname = 3", "“approving_body.name” must be text, not 3."),
        ('[approving_body]\nnam = "A"', "“approving_body.nam” is not a setting. Did you mean “name”?"),
        (
            '[approving_body]\nmaps_address = "javascript:alert(1)"',
            "“approving_body.maps_address” must be an address that begins with https://",
        ),
        (
            '[approving_body]\nrecord_address = "http://localhost.example.org/{reference}"',
            "“approving_body.record_address” must be an address that begins with https://, or with http://localhost",
        ),
        ("reason_min_words =\n", "own.toml is not TOML at line 1."),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(tmp_path, text)


def test_every_wrong_setting_is_named_at_once(tmp_path: Path) -> None:
    said = refused(tmp_path, "reason_min_words = 0\nkind_gap = 140\n")
    assert "reason_min_words" in said
    assert "kind_gap" in said


def test_a_file_that_cannot_be_opened_or_read_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings, match="cannot be opened"):
        settings_from(tmp_path / "none.toml")
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(WrongSettings, match="not text"):
        settings_from(tmp_path / "own.toml")


def test_a_rule_goes_by_the_settings_and_says_the_number() -> None:
    rows = [claim("K1", "Partial", reason="Five words say it well")]
    of = {"standard": standard("K1"), "units": [unit("U1")]}
    assert not findings(application(rows, **of), "COV-08")
    (finding,) = findings(application(rows, **of, settings=Settings(reason_min_words=6)), "COV-08")
    assert "6 words" in finding.expected


def test_each_threshold_is_named_with_rules_of_the_rulebook_and_reported_to_the_reader() -> None:
    families = {rule.family for rule in RULES} | {"APP", "ASM"}
    for name, field in THRESHOLDS.items():
        assert rules_of(field), name
        assert all(id.split("-")[0] in families for id in rules_of(field))
        assert (field.description or "").endswith(".")
        assert allowed(field) in (ROOT / "README.md").read_text(encoding="utf-8")
    for name, value, meaning in DEFAULTS.thresholds():
        assert f"| `{name}` | {value} | {allowed(THRESHOLDS[name])} | {meaning} |" in (ROOT / "README.md").read_text(
            encoding="utf-8"
        )


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_the_command_goes_by_the_file_and_prints_what_is_in_force(
    form: str, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = ["--mapping", str(SAMPLE / "mapping.xlsx"), "--structure", str(SAMPLE / "structure.xlsx")]
    assert main(["check", *files, "--format", form, "--settings", str(written)]) == 1
    said = capsys.readouterr().out
    assert "team@example.org" in said
    assert "reason_min_words" in said
    assert "9" in said


def test_the_command_refuses_a_wrong_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.toml").write_text("kind_gap = -1", encoding="utf-8")
    files = ["--mapping", str(SAMPLE / "mapping.xlsx"), "--structure", str(SAMPLE / "structure.xlsx")]
    assert main(["check", *files, "--settings", str(tmp_path / "own.toml")]) == 2
    assert "“kind_gap” must be" in capsys.readouterr().err


@pytest.mark.parametrize("to_file", [to_docx, to_workbook])
def test_files_print_each_setting_with_its_meaning(to_file: Callable[[Report], bytes], written: Path) -> None:
    own = settings_from(written)
    report = check(
        Source("mapping.xlsx", (SAMPLE / "mapping.xlsx").read_bytes()),
        Source("structure.xlsx", (SAMPLE / "structure.xlsx").read_bytes()),
        settings=own,
    )
    text = text_of(to_file(report))
    for name, _, meaning in own.thresholds():
        assert name in text
        assert meaning.replace("'", "&apos;") in text or meaning in text
    assert "team@example.org" in text


def text_of(package: bytes) -> str:
    """Every XML part of an Office file, one after another."""
    with ZipFile(BytesIO(package)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
