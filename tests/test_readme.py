"""The README keeps its word: its commands are the ones that are run, and it explains every library."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def code_blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def required(file: str) -> set[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return {match[0].lower() for line in lines if (match := re.match(r"[A-Za-z][\w-]*", line))}


def test_continuous_integration_runs_the_readmes_test_command() -> None:
    (command,) = [block.strip() for block in code_blocks("bash") if "pytest" in block]
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_each_command_has_its_powershell_twin() -> None:
    def plain(command: str) -> str:
        return command.replace("py -3", "python3").replace("\\Scripts\\", "/bin/").replace("; ", " && ").strip()

    twins = [plain(block) for block in code_blocks("powershell")]
    assert twins == [block.strip() for block in code_blocks("bash") if "-m venv" in block]


def test_every_library_is_explained_and_every_explained_library_is_required() -> None:
    table = README.split("## Libraries")[1].split("\n## ")[0]
    explained = {
        name for row in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)[1:] for name in row.lower().split(", ")
    }
    types_only = {name for name in required("requirements-dev.txt") if name.startswith("types-")}
    files = ("requirements.txt", "requirements-dask.txt", "requirements-dev.txt")
    assert explained - {"---"} == set().union(*map(required, files)) - types_only


def test_pictures_are_there() -> None:
    for path in re.findall(r"!\[[^]]+\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file()


def test_the_first_screens_promise_is_kept_by_the_settings() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["server"]["enableStaticServing"] is False
    assert settings["server"]["enableXsrfProtection"] is True
    assert settings["server"]["maxUploadSize"] <= 20
