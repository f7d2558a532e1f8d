"""A visitor without a browser: Streamlit's own protocol, spoken to a server as its pages do.

It costs next to nothing, so that fifty of them fit beside the server they measure.
"""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120
XSRF = "_streamlit_xsrf"
WIDGETS = ("file_uploader", "button", "text_input", "text_area")


@dataclass(slots=True)
class Visitor:
    """One person's page: what it was last shown, by what a person calls it."""

    address: str
    line: ClientConnection
    http: requests.Session
    session: str = ""
    page: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    widgets: dict[str, str] = field(default_factory=dict)

    async def go(self, page: str) -> float:
        """Seconds from the click on a page's link to the end of what the server has to say."""
        self.page = self.pages[page]
        return await self._rerun()

    async def press(self, label: str) -> float:
        """Seconds from the press of a button to the end of what the server has to say."""
        return await self._rerun(WidgetState(id=self.widgets[label], trigger_value=True))

    async def write(self, label: str, text: str) -> float:
        """Seconds from a text that is written to the end of what the server has to say."""
        return await self._rerun(WidgetState(id=self.widgets[label], string_value=text))

    async def give(self, label: str, name: str, data: bytes) -> float:
        """Seconds from the choice of a file to the end of what the server has to say about it."""
        began = time.perf_counter()
        asked = BackMsg()
        asked.file_urls_request.request_id = uuid.uuid4().hex
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.session
        await self.line.send(asked.SerializeToString())
        while not (told := await self._told()).HasField("file_urls_response"):
            pass
        (place,) = told.file_urls_response.file_urls
        await asyncio.to_thread(self._put, place.upload_url, name, data)
        state = WidgetState(id=self.widgets[label])
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(data), place.file_id
        info.file_urls.CopyFrom(place)
        await self._rerun(state)
        return time.perf_counter() - began

    def _put(self, url: str, name: str, data: bytes) -> None:
        token = self.http.cookies.get(XSRF, "")
        answer = self.http.put(f"{self.address}{url}", files={name: (name, data)}, headers={"X-Xsrftoken": token})
        answer.raise_for_status()

    async def _rerun(self, changed: WidgetState | None = None) -> float:
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self.page
        asked.rerun_script.context_info.url = self.address
        if changed:
            asked.rerun_script.widget_states.widgets.append(changed)
        began = time.perf_counter()
        await self.line.send(asked.SerializeToString())
        await self._shown()
        return time.perf_counter() - began

    async def _shown(self) -> None:
        """Take in what the server shows, until it is done. A page that leads on to another is not the end."""
        while True:
            told = await self._told()
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self.session = told.new_session.initialize.session_id
                self.widgets.clear()
            elif kind == "navigation":
                self.pages = {page.page_name: page.page_script_hash for page in told.navigation.app_pages}
                self.page = told.navigation.page_script_hash
            elif kind == "delta" and told.delta.HasField("new_element"):
                self._note(told)
            elif kind == "script_finished" and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _note(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        for widget in WIDGETS:
            if element.HasField(widget):
                shown = getattr(element, widget)
                self.widgets[shown.label] = shown.id

    async def _told(self) -> ForwardMsg:
        return ForwardMsg.FromString(await asyncio.wait_for(self.line.recv(decode=False), PATIENCE))


@asynccontextmanager
async def visiting(address: str) -> AsyncIterator[Visitor]:
    """A new visitor on the first page, until the block ends."""
    http = requests.Session()
    await asyncio.to_thread(http.get, f"{address}/_stcore/health")
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(stream, subprotocols=["streamlit"], origin=address, max_size=None) as line:  # type: ignore[list-item,arg-type]
        visitor = Visitor(address, line, http)
        await visitor._rerun()
        yield visitor
    http.close()
