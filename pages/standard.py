"""Choose the occupational standard, its option and version, and load its published record."""

import streamlit as st

from htq_core import Book
from htq_core.standards.catalogue import ROUTE_NOT_KNOWN, Occupation, load_catalogue
from htq_core.standards.shelf import Kept, Places
from htq_core.standards.shelf_place import shelf_at_hand
from pages.parts import at_hand, chosen, frame, html, state, wording

state.require_frame()

BY_ROUTE, BY_WORDS, ILLUSTRATIVE = (
    "By occupational route",
    "By words or reference",
    "An illustrative standard, to try things on",
)
MOST_FITS = 3
catalogue = load_catalogue()


def find() -> dict[str, str]:
    """The standards that fit what the reader is looking for, by reference. Illustrative ones stay apart."""
    way = st.radio(
        "How do you want to find it?", (BY_ROUTE, BY_WORDS, ILLUSTRATIVE), key="way", persist_state="session"
    )
    if way == ILLUSTRATIVE:
        return {each.reference: listed_as(each) for each in catalogue.occupations if each.illustrative}
    if way == BY_WORDS:
        return find_by_words()
    names = [route.name for route in catalogue.routes] + [ROUTE_NOT_KNOWN]
    route = st.selectbox(
        "Occupational route", names, index=None, placeholder="Choose a route", key="route", persist_state="session"
    )
    known = catalogue.route_called(route) if route else None
    if known and not known.available:
        html.notice(f"{known.name}: no standard is available.", known.note, tone="discuss", alert=True)
        return {}
    in_route = catalogue.in_route(known.name if known else "") if route else ()
    return {each.reference: listed_as(each) for each in in_route if not each.illustrative}


def find_by_words() -> dict[str, str]:
    """The standards with these words: in the titles of our list, and anywhere in the records that are kept here."""
    words = st.text_input(
        "Words of its title, a typical job title or its KSBs; or its reference"
        if shelf_at_hand()
        else "Title or reference",
        max_chars=80,
        placeholder="nursing, or ST0827",
        key="title",
        persist_state="session",
    )
    titles = {each.reference: listed_as(each) for each in catalogue.search(words) if not each.illustrative}
    kept, left_out = at_hand.found_by(words)
    titles |= {each.reference: kept_as(each, places) for each, places in kept.items()}
    if words and not titles:
        html.notice(
            "No standard at level 4 or 5 fits these words.", "Try one word of the title, or see below what to do."
        )
    if titles:
        html.show("how_many_found", found=len(titles), left_out=left_out)
    return titles


def pick(titles: dict[str, str]) -> None:
    """One list to choose the standard from, by reference; the options of a standard are one entry."""
    if titles:
        st.selectbox(
            f"Standard ({len(titles)} to choose from)",
            list(titles),
            index=None,
            format_func=lambda reference: titles.get(reference, reference),
            placeholder="Choose a standard",
            key="picked",
            on_change=chosen.choose_picked,
        )


def listed_as(each: Occupation) -> str:
    """A standard in the list: its title, reference and level, and what kind of notice there is on it."""
    kinds = dict.fromkeys(notice.kind for notice in frame.notices(each.reference))
    return " · ".join((each.standard_title, each.reference, f"level {each.level}", *kinds))


def kept_as(each: Kept, places: Places) -> str:
    """A standard that is kept here, in the list: as others are, and where the words were found."""
    kinds = dict.fromkeys(notice.kind for notice in frame.notices(each.reference))
    version = f"version {each.version}"
    facts = (each.title, each.reference, version, f"level {each.level}", *kinds, at_hand.where(places))
    return " · ".join(filter(None, facts))


def options_and_versions(reference: str) -> None:
    """Which option, for a core-and-options standard; which version, where several are at hand."""
    versions = chosen.library().versions(reference)
    if len(versions) > 1:
        version = chosen.choice().version
        at = versions.index(version) if version in versions else len(versions) - 1
        chosen.choose(version=st.selectbox("Version", versions, index=at, key=f"version-{reference}"))
    choice, standard = chosen.choice(), chosen.standard_in_force()
    options = [option.title for option in standard.options] if standard else list(catalogue.options_of(reference))
    if options:
        option = st.selectbox(
            "Option: a core-and-options standard covers several occupations",
            options,
            index=options.index(choice.option) if choice.option in options else None,
            format_func=html.visible,
            placeholder="Choose the option",
            key=f"option-{reference}-{choice.version}",
        )
        chosen.choose(option=option or "")


def chosen_standard(reference: str) -> None:
    """What is known of the standard, and of when."""
    html.section("Your standard")
    options_and_versions(reference)
    standard, listed = chosen.standard_in_force(), catalogue.find(reference)
    html.show(
        "standard",
        title=f"{reference} {standard.title if standard else catalogue.title_of(reference)}",
        illustrative=standard.illustrative if standard else any(each.illustrative for each in listed),
        facts=wording.standard_facts(
            standard, listed[0] if listed else None, catalogue.date_text, chosen.choice().option
        ),
    )
    frame.show_notices(reference)
    if listed and listed[0].approved is False:
        html.notice(
            "This standard is not approved, by the date of our list.",
            "A qualification needs an approved standard at level 4 or 5. Ask the approvals team when it is expected.",
            tone="discuss",
        )


def record(reference: str) -> None:
    """Whether the published record is loaded, what that means, and how to load it."""
    standard = chosen.standard_in_force()
    html.section("Our illustrative record" if standard and standard.illustrative else "The published record")
    html.show("record_state", standard=standard, reference=reference)
    if standard is None or not standard.illustrative:
        html.show(
            "record",
            address=state.settings().approving_body.record_of(reference) if reference.startswith("ST") else "",
            loaded=standard is not None,
        )
    uploader()


def best_fits() -> None:
    """Which standards the mapping fits best, where there is one and records to hold it against."""
    if not state.file(Book.MAPPING) or not chosen.something_to_fit():
        return
    html.section("Which standards does this mapping fit best?", "By the wording of its KSBs, among the records here.")
    statements = state.statements()
    fits = chosen.fitting(statements, MOST_FITS)
    if not statements:
        html.notice("No wording of KSBs was read from your mapping.", "Codes alone do not tell a standard.")
    elif not fits:
        html.notice("No record here has a statement of your mapping, word for word.")
    in_force = chosen.standard_in_force()
    for fit in fits:
        place = fit.best.kept.reference, fit.best.kept.version
        html.show("fit", fit=fit, chosen=in_force and place == (in_force.reference, in_force.version))
        label = "Choose {} version {}".format(*place)
        st.button(label, on_click=chosen.choose_fitting, args=place)


def uploader() -> None:
    """The place for a published record, and what went wrong with the last one."""
    frame.ask_for_file("Add a published record (.json)", chosen.RECORD, chosen.receive_record)


chosen.read_received_record()
html.heading("Choose the occupational standard", "The standard at level 4 or 5 that your qualification aligns with.")
if unread := chosen.library().unread:
    html.notice(unread.message, unread.fix, tone="discuss")
pick(find())
reference = chosen.choice().reference
if reference:
    chosen_standard(reference)
    frame.next_step("Upload your workbooks", "pages/upload.py")
    st.page_link("pages/revision.py", label="See what another version changes")
    best_fits()
    record(reference)
else:
    named = state.standard_named()
    if named:
        html.notice(f"Your files name {named}.", "That is what they are checked against, unless you choose another.")
    else:
        html.notice(
            "No standard is chosen.", "If your mapping names its standard, you may go on: it is then taken from there."
        )
    frame.next_step("Upload your workbooks", "pages/upload.py")
    best_fits()
    html.section("Have you saved a published record?", "Add it here, and its standard is chosen for you.")
    uploader()
html.section("Is there no standard for the occupation?")
html.show("no_standard", body=state.settings().approving_body)
