"""XML read as a stream, with no document type, no entity, and a limit on everything that can grow."""

from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn, TypeVar
from xml.parsers import expat

from htq_core.errors import Reason
from htq_core.reading.limits import Spent, damaged, megabytes, too_much, unsafe

Action = TypeVar("Action")
Start = Callable[[dict[str, str]], None]
End = Callable[[], None]

# Elements are known by namespace, not prefix: the two dialects of Open XML (transitional, strict), relationships, and
# threads of comments.
NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments",
)


def stream(
    chunks: Iterable[bytes],
    spent: Spent,
    starts: Mapping[str, Start],
    ends: Mapping[str, End] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read XML, calling ``starts`` and ``ends`` by local element name, and ``text`` for characters.

    Elements of other namespaces are passed over. Raises UnreadableWorkbook for XML that is broken or built to do harm.
    """
    limits = spent.limits
    on_start, on_end = _qualified(starts), _qualified(ends or {})
    depth = elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > limits.depth:
            raise unsafe(f"nests its contents more than {limits.depth} deep")
        action = on_start.get(name)
        if action:
            action(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        action = on_end.get(name)
        if action:
            action()

    names: dict[str, str] = {}
    prefixes: set[str] = set()
    parser = expat.ParserCreate(namespace_separator=" ", intern=names)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartNamespaceDeclHandler = lambda prefix, uri: prefixes.add(prefix)
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.EntityDeclHandler = _refuse_document_type
    if text:
        parser.CharacterDataHandler = text
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            spent.elements += elements
            elements = 0
            if spent.elements > limits.elements:
                raise too_much(
                    Reason.TOO_LARGE_INSIDE,
                    f"Workbooks of up to {limits.elements:,} elements inside can be read; this one has more.",
                )
            # expat before 2.6 starts an unfinished tag again with each chunk, so a huge one takes minutes.
            if fed - parser.CurrentByteIndex > limits.token_bytes:
                raise unsafe(f"holds a single tag of more than {megabytes(limits.token_bytes)}")
            if len(names) > limits.names or len(prefixes) > limits.names:
                raise unsafe(f"uses more than {limits.names:,} different names inside")
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):
        raise damaged() from None


def _qualified(actions: Mapping[str, Action]) -> dict[str, Action]:
    return {f"{namespace} {name}": action for name, action in actions.items() for namespace in NAMESPACES}


def _refuse_document_type(*_declaration: object) -> NoReturn:
    raise unsafe("declares entities, which can make a small file swell or reach for other files")


def relationship_id(attributes: Mapping[str, str]) -> str:
    """The ``r:id`` of an element; its namespace differs between the two dialects."""
    return next((value for name, value in attributes.items() if name.endswith("/relationships id")), "")
