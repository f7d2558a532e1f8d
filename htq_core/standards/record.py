"""The published record of a standard, as the standards API gives it, read into a ``Standard``."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from htq_core.model.ksb import KIND_OF_LETTER
from htq_core.standards.published import PublishedDuty, PublishedRecord, Statement, parse_record, unusable
from htq_core.standards.reference import normal_reference, normal_version
from htq_core.standards.standard import Duty, Ksb, Standard, StandardOption
from htq_core.standards.wording import display_text, fold, printed_code

MOST_STATEMENTS = 1_000
LONGEST_STATEMENT = 20_000
ILLUSTRATIVE_PREFIX = "ST90"

# Where the published identifiers of statements lead: to the codes at their positions.
CodesOf = Mapping[str, frozenset[str]]
# The codes of the core, and those mapped to each option by its title.
Split = tuple[frozenset[str], dict[str, frozenset[str]]]


def read_record(data: bytes, source: str) -> Standard:
    """Read one published record, as it was saved from the standards API. ``source`` says where it came from.

    Raises ``UnreadableWorkbook`` with a plain sentence when it is not such a record, or holds no KSBs.
    The level is not judged here: that is for a rule.
    """
    record = parse_record(data)
    reference = normal_reference(record.reference_number)
    if not reference:
        raise unusable("This record does not say which standard it is of: it has no reference such as ST0827.")
    ksbs = _ksbs(record)
    codes_of = _codes_by_identifier(record)
    duties = tuple(
        Duty(display_text(duty.duty_detail), _is_core(duty), _codes(duty.identifiers, codes_of))
        for duty in record.duties
    )
    core, options = _options(record, codes_of)
    return Standard(
        reference=reference,
        version=normal_version(record.version or record.version_number),
        title=display_text(record.title),
        level=record.level,
        route=display_text(record.route),
        status=display_text(record.status),
        ksbs=ksbs,
        options=options,
        core_and_options=bool(record.core_and_options or options),
        core_codes=core,
        duties=duties,
        earliest_start=record.earliest_start_date,
        latest_start=record.latest_start_date,
        last_updated=record.last_updated,
        source=source,
        illustrative=reference.startswith(ILLUSTRATIVE_PREFIX),
        job_titles=tuple(display_text(title) for title in record.typical_job_titles),
    )


def _statements(record: PublishedRecord) -> dict[str, list[Statement]]:
    return {"K": record.knowledges, "S": record.skills, "B": record.behaviours}


def _ksbs(record: PublishedRecord) -> tuple[Ksb, ...]:
    """The statements, coded by position. A code typed in the text is kept beside it; nothing is renumbered."""
    ksbs: list[Ksb] = []
    for letter, statements in _statements(record).items():
        for position, statement in enumerate(statements, 1):
            if len(statement.detail) > LONGEST_STATEMENT:
                raise unusable(f"The statement {letter}{position} in this record is far too long to be a KSB.")
            text = display_text(statement.detail)
            ksb = Ksb(f"{letter}{position}", KIND_OF_LETTER[letter], text, fold(text), printed_code(text, letter))
            ksbs.append(ksb)
    if not any(ksb.text for ksb in ksbs):
        raise unusable(
            "This record holds no knowledge, skills or behaviours, so there is nothing to check against.",
            "Some older, withdrawn or unfinished versions are published without them. Load another version of the "
            "standard, or check without a record: the KSB list is then taken from your mapping.",
        )
    if len(ksbs) > MOST_STATEMENTS:
        raise unusable(f"This record holds {len(ksbs):,} statements. No standard has more than {MOST_STATEMENTS:,}.")
    return tuple(ksbs)


def _codes_by_identifier(record: PublishedRecord) -> CodesOf:
    found: dict[str, set[str]] = defaultdict(set)
    for letter, statements in _statements(record).items():
        for position, statement in enumerate(statements, 1):
            if statement.identifier:
                found[statement.identifier].add(f"{letter}{position}")
    return {identifier: frozenset(codes) for identifier, codes in found.items()}


def _codes(identifiers: Iterable[str], codes_of: CodesOf) -> frozenset[str]:
    """The codes of identifiers. Some published links point at statements that are not there: those lead nowhere."""
    return frozenset(code for identifier in identifiers for code in codes_of.get(identifier, ()))


def _options(record: PublishedRecord, codes_of: CodesOf) -> tuple[frozenset[str] | None, tuple[StandardOption, ...]]:
    """The codes of the core and each option's own, by the duties or else by the unstructured mapping.

    Where neither tells them apart, the core is ``None`` and so are the options' codes: all KSBs are then tested.
    The same goes for an option that nothing is mapped to. A KSB that neither the core nor any option claims is asked
    of nobody; a row for it is accepted, because it is a KSB of the standard all the same.
    """
    core, named = _by_duties(record, codes_of) or _by_unstructured_mapping(record, codes_of) or (None, {})
    if core is None:
        if record.core_and_options is False:
            return None, ()
        titles = dict.fromkeys(display_text(title) for title in _option_titles(record))
        return None, tuple(StandardOption(title, None) for title in titles if title)
    return core, tuple(StandardOption(title, codes - core if codes else None) for title, codes in named.items())


def _is_core(duty: PublishedDuty) -> bool:
    """A duty that belongs to no option counts as core: many records mark no duty as core at all."""
    return bool(duty.is_this_a_core_duty) or not duty.mapped_options


def _option_titles(record: PublishedRecord) -> list[str]:
    return [option.title for option in record.options] or record.options_unstructured_template


def _by_duties(record: PublishedRecord, codes_of: CodesOf) -> Split | None:
    """Core and options by the duties; ``None`` when no duty is mapped to an option."""
    title_of = {option.option_id: display_text(option.title) for option in record.options}
    core: frozenset[str] = frozenset()
    named: dict[str, frozenset[str]] = {title: frozenset() for title in title_of.values() if title}
    mapped = False
    for duty in record.duties:
        titles = {title for option in duty.mapped_options if (title := title_of.get(option))}
        mapped = mapped or bool(titles)
        codes = _codes(duty.identifiers, codes_of)
        if _is_core(duty) or not titles:
            core |= codes
        for title in titles:
            named[title] |= codes
    return (core, named) if mapped else None


def _by_unstructured_mapping(record: PublishedRecord, codes_of: CodesOf) -> Split | None:
    """Core and options by the mapping of older records; ``None`` when it maps nothing to an option."""
    titles = {fold(title): display_text(title) for title in _option_titles(record)}
    core: frozenset[str] = frozenset()
    named: dict[str, frozenset[str]] = {title: frozenset() for title in titles.values() if title}
    for part in record.options_unstructured_ksb_mapping:
        codes = _codes(part.identifiers, codes_of)
        folded = fold(part.core_or_option_title)
        if folded not in titles and folded.split(" ")[0] in ("core", ""):
            core |= codes
        else:
            title = titles.get(folded) or display_text(part.core_or_option_title)
            named[title] = named.get(title, frozenset()) | codes
    return (core, named) if any(named.values()) else None
