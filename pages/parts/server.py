"""What the server sees to for everybody: that files are read apart, and that nothing outlives the page it was for."""

import asyncio
import gc
import time
from contextlib import suppress
from socket import AF_INET, AF_INET6, IPPROTO_TCP, SOCK_STREAM, TCP_NODELAY, socket
from threading import Thread

import streamlit as st
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import RuntimeState, SessionClient
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from htq_core import forget_texts, isolate_reading, renew_readers

SECONDS_BETWEEN_SWEEPS = 30
ONLY_IN_SWEEPS = 1_000_000


@st.cache_resource(show_spinner=False)
def isolate() -> None:
    """Read every upload in a process of its own from now on: what a file does there, it does not do to anybody here."""
    isolate_reading()


@st.cache_resource(show_spinner=False)
def send_at_once() -> None:
    """Have what is sent leave at once, from now on and to everybody.

    A page is sent in many small pieces. Left to itself, the system holds them back until the browser has confirmed the
    first, which browsers put off for 40 milliseconds and more. New connections take this after the one that listens.
    """
    for held in gc.get_objects():
        if isinstance(held, socket) and held.type is SOCK_STREAM and held.family in (AF_INET, AF_INET6):
            with suppress(OSError):  # closed meanwhile
                held.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)


def end_with_page() -> None:
    """Have this session end when its page is closed. Streamlit would keep it for a while, in case the page comes back.

    What it keeps is all that was on the screen, and every file that was uploaded.
    """
    context = get_script_run_ctx()
    if context and runtime.exists():
        _end_with_page(context.session_id)


def _closed(_ended: None) -> None:
    """Serve nobody in a moment: Streamlit's loop holds on to whom it served last, until it serves somebody else."""
    with suppress(RuntimeError):  # called outside the loop: the program is ending
        asyncio.get_running_loop().call_later(1, _serve_nobody)


@st.cache_resource(scope="session", on_release=_closed, show_spinner=False)
def _end_with_page(session: str) -> None:
    runtime.get_instance().mark_session_nonresumable(session)


def _serve_nobody() -> None:
    if not runtime.exists():
        return
    served = runtime.get_instance()
    if served.state is RuntimeState.NO_SESSIONS_CONNECTED:
        session = served.connect_session(_Nobody(), user_info={})
        served.handle_backmsg(session, BackMsg(app_heartbeat=True))
        asyncio.get_running_loop().call_later(1, served.close_session, session)


class _Nobody(SessionClient):
    """A visitor who is not there."""

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Show it to nobody."""


def let_go(file: UploadedFile) -> None:
    """Have Streamlit forget a file that was uploaded. It would keep its own copy for as long as the page is open."""
    context = get_script_run_ctx()
    if context:
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


@st.cache_resource(show_spinner=False)
def keep_sweeping() -> None:
    """Clear away twice a minute, from now on, what those who have gone left behind.

    Streamlit would collect garbage in full after every run, which takes most of a run's time; its settings switch that
    off. Python would do it several times a minute, and everybody waits for as long as it takes.
    """
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, ONLY_IN_SWEEPS)
    Thread(target=_sweep, daemon=True).start()


def _sweep() -> None:
    while True:
        time.sleep(SECONDS_BETWEEN_SWEEPS)
        forget_texts()
        renew_readers()
        gc.collect()


@st.cache_resource(show_spinner=False)
def say_address() -> None:
    """Print, once, where the program is; Streamlit's own welcome is switched off."""
    print(f"The HTQ readiness checker is at http://localhost:{st.get_option('server.port')}", flush=True)  # noqa: T201
