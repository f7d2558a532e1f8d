"""Rules of combination in words: what was read out of each, to be accepted, corrected or set aside."""

import streamlit as st

from htq_core import Asking, Asks, Report, RuleRead
from pages.parts import as_read, choosing, html

MEASURES = ("units", "credits")
MOST_SHOWN = 20
MOST_IN_OPTION = 80
MOST_ASKED = 10_000


def section(asking: Asking, report: Report) -> None:
    """Every sentence that was read as a rule, or seems to be one, and every option group without a rule."""
    open_ones = [rule for rule in asking.rules if not rule.said or rule.unused]
    if not open_ones and not choosing.choices().rules:
        return
    html.section(
        "Rules of combination",
        "Read out of words, so please look whether each is right. The check runs again at once.",
    )
    readable = [rule for rule in open_ones if can_be_accepted(rule)]
    if len(readable) > 1:
        label = f"All {len(readable)} are right as read"
        st.button(label, on_click=choosing.accept_rules, args=(readable,), key="accept-rules")
    for number, rule in enumerate(open_ones[:MOST_SHOWN], start=1):
        with st.container(key=f"rule-{number}"):
            one_rule(number, rule, asking.groups)
    if len(open_ones) > MOST_SHOWN:
        html.notice(f"{len(open_ones) - MOST_SHOWN} more will be here once some of these are answered.")
    said(report)


def can_be_accepted(rule: RuleRead) -> bool:
    """Whether there is anything that may be right as it was read."""
    return bool(rule.sentence and rule.asks and not rule.unused) and all(each.whole for each in rule.asks)


def one_rule(number: int, rule: RuleRead, groups: tuple[str, ...]) -> None:
    """One sentence: what was read out of it, and what it means."""
    html.show("rule", number=number, rule=rule)
    with st.container(horizontal=True, gap="small"):
        if can_be_accepted(rule):
            label = f"Rule {number} is right as read"
            st.button(label, on_click=choosing.accept_rules, args=([rule],), key=f"accept-rule-{number}")
        if rule.sentence:
            label = f"Rule {number} is no rule of combination"
            st.button(label, on_click=choosing.no_rule, args=(rule,), key=f"no-rule-{number}")
        if can_be_accepted(rule) and not choosing.changing(rule.sentence, needed=False):
            label = f"Correct rule {number}"
            st.button(label, on_click=choosing.change, args=(rule.sentence, True), key=f"correct-rule-{number}")
            return
    if groups:
        correction(number, rule, groups)


def correction(number: int, rule: RuleRead, groups: tuple[str, ...]) -> None:
    """What to fill in where a rule was misread, cannot be read, or is not there."""
    lines = rule.asks or (Asks(""),)
    with st.form(f"rule-form-{number}"):
        for line, asks in enumerate(lines, start=1):
            label = f"Rule {number}" if line == 1 else f"Rule {number}, part {line}"
            fields(f"rule-{number}-{line}", label, asks, groups)
        given = (rule, number, len(lines), groups)
        st.form_submit_button(f"Read rule {number} like this", on_click=choosing.take_rule, args=given)
    if trouble := choosing.rule_trouble(number):
        html.notice(trouble, "Choose a group, and say how many.", tone="fix", alert=True)


def fields(key: str, label: str, asks: Asks, groups: tuple[str, ...]) -> None:
    """The controls for what one rule asks for."""
    alone = groups[0] if len(groups) == 1 else None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            f"{label}: option group",
            groups,
            index=None,
            format_func=lambda name: html.visible(as_read.short(name, MOST_IN_OPTION)),
            placeholder="Choose a group",
            key=choosing.key(f"{key}-group", asks.group if asks.group in groups else alone),
        )
        st.selectbox(f"{label}: counted in", MEASURES, key=choosing.key(f"{key}-choose", asks.choose or MEASURES[0]))
        how_many(f"{label}: at least", f"{key}-minimum", asks.minimum)
        how_many(f"{label}: at most, if that is more", f"{key}-maximum", asks.maximum)


def how_many(label: str, key: str, value: float | None) -> None:
    """A control for a number, which may be blank."""
    most = float(MOST_ASKED)
    st.number_input(label, 0.0, most, step=1.0, format="%g", key=choosing.key(key, value))


def said(report: Report) -> None:
    """What sentences were said to mean, each to be taken back."""
    rules = choosing.choices().rules
    told = [(sentence, "", as_read.rule_said(report, sentence, own)) for sentence, own in rules.items() if sentence]
    told += [("", rule.group, as_read.rule_said(report, rule.group, (rule,))) for rule in rules.get("", ())]
    if not told:
        return
    html.section("What you have said of rules", "The check goes by this. Nothing in your files is changed.", level=3)
    for number, (sentence, group, words) in enumerate(told, start=1):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            html.show("sentence", words=words, width="content")
            label = f"Take rule {number} back"
            st.button(label, on_click=choosing.take_rule_back, args=(sentence, group), key=f"take-rule-back-{number}")
