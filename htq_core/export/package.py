"""The parts of an Excel file, changed in place: what is not touched stays as it was, byte for byte."""

from io import BytesIO
from posixpath import dirname, join, normpath, relpath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo, is_zipfile

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_MOST_LINKS = 10_000


def is_open_xml(data: bytes) -> bool:
    """Whether a file that reading has opened is an .xlsx or .xlsm workbook, which alone can be changed in place."""
    if not is_zipfile(BytesIO(data)):
        return False
    with ZipFile(BytesIO(data)) as archive:
        return {"mimetype", "xl/workbook.bin"}.isdisjoint(name.casefold() for name in archive.namelist())


class Package:
    """One workbook in memory. Give it only bytes that reading has opened: it trusts their size and their XML."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            self._parts = {entry.filename.replace("\\", "/"): archive.read(entry) for entry in entries}
        self._time = entries[0].date_time
        self._spelt = {part.casefold(): part for part in self._parts}
        self._trees: dict[str, etree._Element] = {}
        self._read: dict[str, bytes] = {}

    def __contains__(self, part: str) -> bool:
        return part in self._parts or part in self._trees

    def tree(self, part: str) -> etree._Element:
        """The XML of a part. What is changed in it is saved."""
        if part not in self._trees:
            # Drawings in the old form (.vml) are not always well formed. Excel mends them as it reads; so does this.
            parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=part.endswith(".vml"))
            self._trees[part] = etree.fromstring(self._parts[part], parser)
            self._read[part] = etree.tostring(self._trees[part])
        return self._trees[part]

    def raw(self, part: str) -> bytes:
        """The bytes that a part came with."""
        return self._parts.get(part, b"")

    def put(self, part: str, root: etree._Element) -> None:
        """A new part, or a new content for one."""
        self._trees[part] = root
        self._read.pop(part, None)

    def free_name(self, pattern: str) -> str:
        """The first part name of a pattern such as ``xl/comments{}.xml`` that is not taken."""
        taken = {name.casefold() for name in (*self._parts, *self._trees)}
        return next(name for n in range(1, _MOST_LINKS) if (name := pattern.format(n)).casefold() not in taken)

    def linked(self, part: str, kind: str) -> str:
        """The part that a part points to for a kind such as ``comments``; empty when there is none."""
        return next((target for _, found, target in self._links(part) if found == kind and target in self), "")

    def target(self, part: str, link: str) -> str:
        """The part behind the id of one of a part's links; empty when it leads out of the package."""
        return next((target for id, _, target in self._links(part) if id == link), "")

    def link(self, part: str, kind: str, target: str) -> str:
        """Point from a part to another. Gives the id of the new link."""
        links = _links_part(part)
        if links not in self:
            self.put(links, etree.Element(f"{{{_LINKS}}}Relationships", nsmap={None: _LINKS}))
        root = self.tree(links)
        taken = {link.get("Id") for link in root}
        id = next(name for n in range(1, _MOST_LINKS) if (name := f"rIdHtq{n}") not in taken)
        way = relpath(f"/{target}", f"/{dirname(part)}")
        etree.SubElement(root, f"{{{_LINKS}}}Relationship", Id=id, Type=f"{OFFICE}/{kind}", Target=way)
        return id

    def declare(self, part: str, content_type: str) -> None:
        """Say what kind of content a new part has."""
        etree.SubElement(self.tree(_TYPES_PART), f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say what kind of content the parts with this ending have, unless that is said already."""
        types = self.tree(_TYPES_PART)
        if ending not in [kind.get("Extension", "").lower() for kind in types]:
            types.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension=ending, ContentType=content_type))

    def content_type(self, part: str) -> str:
        """What kind of content a part is said to have, where it is said of that part alone."""
        wanted = f"/{part}".casefold()
        found = (t.get("ContentType", "") for t in self.tree(_TYPES_PART) if t.get("PartName", "").casefold() == wanted)
        return next(found, "")

    def to_bytes(self) -> bytes:
        """The workbook as a file: the same parts in the same order, new ones at the end."""
        file = BytesIO()
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for part in dict.fromkeys((*self._parts, *self._trees)):
                entry = ZipInfo(part, self._time)
                entry.compress_type = ZIP_DEFLATED
                archive.writestr(entry, self._content(part))
        return file.getvalue()

    def _content(self, part: str) -> bytes:
        if part not in self._trees or etree.tostring(self._trees[part]) == self._read.get(part):
            return self._parts[part]
        return bytes(etree.tostring(self._trees[part], encoding="UTF-8", xml_declaration=True, standalone=True))

    def _links(self, part: str) -> list[tuple[str, str, str]]:
        """The links of a part that stay in the package: id, kind, target."""
        links = _links_part(part)
        if links not in self:
            return []
        return [
            (link.get("Id", ""), link.get("Type", "").rpartition("/")[2], self._resolved(part, link.get("Target", "")))
            for link in self.tree(links).iterchildren(f"{{{_LINKS}}}Relationship")
            if link.get("TargetMode") != "External"
        ]

    def _resolved(self, part: str, target: str) -> str:
        target = target.replace("\\", "/")
        named = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
        return self._spelt.get(named.casefold(), named)


def _links_part(part: str) -> str:
    folder, _, file = part.rpartition("/")
    return join(folder, "_rels", f"{file}.rels")
