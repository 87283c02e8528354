"""Real files for the readers, made on the spot: PDF byte by byte, Word by python-docx."""

import io
import textwrap

import docx

SIZE, LEADING, TOP, LEFT = 11, 14, 780, 60


def pdf(pages, *, title="", trailer="", extra=b""):
    """Return a PDF of pages, each a list of lines; "" leaves a line's height empty.

    `trailer` is put into the trailer, `extra` between objects and the table of references.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
                   b" /Encoding /WinAnsiEncoding >>")  # fmt: skip
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(stream(drawn(lines)))
    if title:
        trailer += f" /Info << /Title ({title}) >>"
    return assembled(objects, trailer, extra)


def drawn(lines):
    """Return the operators that draw lines from the top of a page downwards."""
    commands = [b"BT", f"/F1 {SIZE} Tf {LEADING} TL {LEFT} {TOP} Td".encode()]
    for line in lines:
        text = line.encode("cp1252").replace(b"\\", b"\\\\")
        commands.append(b"(" + text.replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*")
    return b"\n".join([*commands, b"ET"])


def stream(data, entries=""):
    """Return a stream object."""
    head = f"<< /Length {len(data)} {entries} >>".encode()
    return head + b"\nstream\n" + data + b"\nendstream"


def assembled(objects, trailer="", extra=b""):
    """Return a PDF file of numbered objects, the first being its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    out += extra
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def printed(text, *, width=95, height=50):
    """Return the pages of a text as a printer would set it: wrapped, with head and foot."""
    lines = []
    for paragraph in text.split("\n\n"):
        lines += [*textwrap.wrap(paragraph, width, break_on_hyphens=False), ""]
    sheets = [lines[i : i + height] for i in range(0, len(lines), height)]
    return [
        ["Analysis of the Centre", "", *sheet, "", f"Page {number} of {len(sheets)}"]
        for number, sheet in enumerate(sheets, start=1)
    ]


def word(text="", *, edit=None):
    """Return a Word file of paragraphs; `edit` may change the document before it is saved."""
    document = docx.Document()
    for paragraph in filter(None, text.split("\n\n")):
        document.add_paragraph(paragraph)
    if edit:
        edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def page(body, *, head="", charset="utf-8"):
    """Return a web page."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head>'
        f"<body><article>{body}</article></body></html>"
    ).encode(charset)


def paragraphs(text):
    """Return a text's paragraphs as those of a web page, the first as its heading."""
    first, *rest = text.strip().split("\n\n")
    return f"<h1>{first}</h1>" + "".join(f"<p>{each}</p>" for each in rest)
