"""Makes fixtures/hostile/: files that an importer must refuse, or read without harm.

`python -m tests.readers.make_hostile` writes them anew, byte for byte the same; each is small,
though some would unpack to gigabytes.
"""

import base64
import io
import random
import sys
import zipfile
import zlib
from pathlib import Path

from tests.readers import files

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "hostile"
SEED = 20221104
PROSE = (
    "Shells for Moscow\n\nOn November 2, 2022, Russia bought millions of shells from North Korea, "
    "said John Kirby of the National Security Council in Washington.\n\nSouth Korea should "
    "consider sending its own shells to Ukraine, given the Russian veto at the United Nations.\n\n"
    "The United States could work with willing countries to detain the cargo at customs.\n"
)
BODY = files.paragraphs(PROSE)
LINES = PROSE.split("\n\n")
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
MOMENT = (2022, 11, 4, 0, 0, 0)
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)
) + "]>"  # fmt: skip
THIEF = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'


def all_files():
    """Return the bytes of every file, by its name."""
    made = {**_text(), **_markdown(), **_web(), **_pdf(), **_word(), **_misnamed(), **_named()}
    return dict(sorted((name, data) for name, data in made.items()))


def _text():
    good = PROSE.encode()
    return {
        "txt_empty.txt": b"",
        "txt_blank.txt": b" \n\t\r\n",
        "txt_nul.txt": good.replace(b"Moscow", b"Mos\0cow"),
        "txt_latin1.txt": "Le café de Séoul est fermé. Il devrait ouvrir.".encode("latin-1"),
        "txt_utf16_lone_surrogate.txt": b"\xff\xfe"
        + "Shells. ".encode("utf-16-le")
        + b"\x00\xd8a\0",
        "txt_utf16_odd_byte.txt": PROSE.encode("utf-16")[:-1],
        "txt_utf16_unmarked.txt": PROSE.encode("utf-16-le"),
        "txt_utf8_surrogate.txt": good + b"\xed\xa0\x80",
        "txt_utf8_overlong.txt": good + b"\xc0\xaf",
        "txt_utf8_cut.txt": good + "é".encode()[:1],
        "txt_bidi_override.txt": PROSE.replace("Moscow", "\u202eMoscow\u202c\u2066").encode(),
        "txt_zero_width.txt": PROSE.replace("o", "o\u200b\u2060\ufeff").encode(),
        "txt_controls.txt": good.replace(b"Moscow", b"\x1b[31mMoscow\x07\x08"),
        "txt_digits.txt": b"12 345 " * 500,
        "txt_one_word_repeated.txt": b"that " * 8000,
        "txt_brackets.txt": b"(" * 20000 + b")" * 20000,
        "txt_combining.txt": ("Shells" + "\u0301" * 9000 + " came. " + PROSE).encode(),
        "txt_line_separators.txt": PROSE.replace("\n\n", "\u2028\x85\u2029\x0b\x0c").encode(),
        "txt_formula_and_script.txt": b'=HYPERLINK("x")\n\n<script>alert(1)</script>\n\n' + good,
        "txt_bom_alone.txt": b"\xef\xbb\xbf",
    }


def _markdown():
    head = "---\ntitle: Shells\n{}\n---\n\n" + PROSE
    made = {
        "md_invalid_date.md": head.format("date: 2022-02-30"),
        "md_partial_date.md": head.format("date: November 2022"),
        "md_absurd_date.md": head.format("date: 9999999-99-99"),
        "md_head_unclosed.md": "---\ntitle: Shells\n" + PROSE,
        "md_head_broken.md": head.format("a line that is no pair"),
        "md_head_alone.md": "---\ntitle: Shells\n---\n",
        "md_head_laughs.md": head.format(
            "a: &a [ha]\n" + "\n".join(f"b{i}: &b{i} [{'*a,' * 50}]" for i in range(50))
        ),
        "md_head_runs_code.md": head.format("author: !!python/object/apply:os.system ['true']"),
        "md_head_nul.md": head.format('author: "Ann \\u0000 Lee"'),
        "md_head_surrogate.md": head.format('author: "Ann \\ud800 Lee"'),
        "md_head_long.md": head.format("author: " + "Ann " * 8000),
        "md_head_address.md": head.format("url: javascript:alert(1)\nsource: file:///etc/hosts"),
        "md_script.md": PROSE + "\n<script>alert('x')</script>\n<style>p{}</style>\n" + PROSE,
        "md_script_unclosed.md": PROSE + "\n<script>alert('x')",
        "md_handlers.md": PROSE + '\n<img src=x onerror="alert(1)"> [a](javascript:alert(1)) more.',
        "md_comment_unclosed.md": PROSE + "\n<!-- hidden",
        "md_fence_unclosed.md": PROSE + "\n```\ncode without end",
        "md_brackets.md": "[" * 20000 + PROSE + "]" * 20000,
        "md_stars.md": "*a " * 12000 + "\n\n" + PROSE,
        "md_ticks.md": " ".join("`" * (i % 40) + "a" for i in range(2000)) + PROSE,
        "md_links.md": "[a](b" * 8000 + PROSE,
        "md_quotes.md": ">" * 30000 + " " + PROSE,
        "md_table_wide.md": "|a" * 10000 + "|\n" + "|-" * 10000 + "|\n\n" + PROSE,
        "md_reserved.md": PROSE + "\ufdd0\U000f0041",
        "md_entities.md": PROSE + "&#0; &#xD800; &#x110000; &#99999999999; &amp;lt;b&amp;gt;",
        "md_latin1.md": "# Café\n\nThe café should open.",
        "md_empty_marks.md": "# \n\n* \n\n> \n\n---\n",
    }
    return {
        name: text.encode("latin-1" if "latin1" in name else "utf-8") for name, text in made.items()
    }


def _web():
    page = files.page
    made = {
        "html_empty.html": b"<html></html>",
        "html_no_article.html": page("<nav><a href='/'>Home</a></nav>"),
        "html_script_only.html": page("<script>document.write('The US should act now.')</script>"),
        "html_scripts.html": page(
            BODY + "<script>alert('x')</script><style>p{}</style><svg onload=alert(1)>"
            "<p onclick='alert(1)'>Seoul must send <img src=x onerror=alert(1)> help at once.</p>"
        ),
        "html_script_unclosed.html": page(BODY + "<script>alert('x')"),
        "html_javascript_link.html": page(
            BODY + "<p>See <a href='javascript:alert(1)'>here</a>.</p>"
        ),
        "html_deep.html": page("<div>" * 8000 + BODY + "</div>" * 800),
        "html_deep_inline.html": page("<b><i>" * 5000 + BODY),
        "html_deep_within_bounds.html": page("<div>" * 150 + BODY + "</div>" * 150),
        "html_deep_lists.html": page("<ul><li>" * 2500 + BODY),
        "html_laughs.html": LAUGHS.encode() + page(BODY + "<p>&a11;</p>"),
        "html_file_entity.html": THIEF.encode() + page(BODY + "<p>&f;</p>"),
        "html_charset_lies_utf8.html": page(BODY + "<p>Le caf\xe9.</p>", charset="latin-1").replace(
            b"latin-1", b"utf-8"
        ),
        "html_charset_lies_latin1.html": page(BODY + "<p>“Séoul” must act.</p>").replace(
            b'"utf-8"', b'"latin-1"'
        ),
        "html_charset_unknown.html": page(BODY + "<p>Le caf\xe9.</p>", charset="latin-1").replace(
            b"latin-1", b"klingon"
        ),
        "html_charset_utf7.html": page(BODY + "<p>+ADw-script+AD4-alert(1)</p>").replace(
            b"utf-8", b"utf-7"
        ),
        "html_charset_hex.html": page(BODY).replace(b"utf-8", b"hex"),
        "html_utf16_unmarked.html": page(BODY).decode().encode("utf-16-le"),
        "html_utf16_lone_surrogate.html": page(BODY).decode().encode("utf-16") + b"\x00\xd8a\0",
        "html_nul.html": page(BODY).replace(b"Moscow", b"Mos\0cow"),
        "html_references.html": page(
            BODY + "<p>&#0; &#xD800; &#x110000; &#xFFFF; &bogus; end.</p>"
        ),
        "html_open_tags.html": page("<" * 20000 + BODY),
        "html_attribute_long.html": page(f"<p title='{'x' * 30000}'>Seoul must act.</p>" + BODY),
        "html_comment_unclosed.html": page(BODY + "<!-- never closed"),
        "html_comments.html": b"<!--" * 9000 + page(BODY),
        "html_frameset.html": b"<html><frameset><frame src='file:///etc/passwd'></frameset></html>",
        "html_meta_absurd.html": page(
            BODY,
            head="<meta property='og:title' content='x\0'><meta name='author' content='<b>@@ 77'>"
            "<meta property='article:published_time' content='2022-13-45'>"
            "<link rel='canonical' href='javascript:alert(1)'>",
        ).replace(b"\0", b"&#0;"),
        "html_json_ld_bomb.html": page(
            BODY, head="<script type='application/ld+json'>" + "[" * 20000 + "</script>"
        ),
        "html_table_deep.html": page("<table><tr><td>" * 150 + BODY),
        "html_colspan.html": page("<table><tr><td colspan=999999999>a</td></tr></table>" + BODY),
        "html_cut.html": page(BODY)[:-180],
    }
    return {**made, **_flipped("html", page(BODY), 3)}


def _pdf():
    good = files.pdf([LINES, LINES[1:]])
    made = {
        "pdf_head_alone.pdf": b"%PDF-1.7\n",
        "pdf_cut.pdf": good[: len(good) // 2],
        "pdf_cut_late.pdf": good[:-20],
        "pdf_no_pages.pdf": files.pdf([]),
        "pdf_no_text.pdf": files.pdf([[]]),
        "pdf_picture_only.pdf": _picture(),
        "pdf_encrypted.pdf": files.pdf(
            [LINES],
            trailer=f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
            f" /O <{'5a' * 32}> /U <{'a5' * 32}> >>",
        ),
        "pdf_pages_loop.pdf": _tree(b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
        "pdf_pages_loop_far.pdf": _tree(
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 1 /Parent 2 0 R >>",
        ),
        "pdf_pages_doubling.pdf": _tree(
            *(
                f"<< /Type /Pages /Kids [{f'{n + 1} 0 R ' * 20}] /Count 20 >>".encode()
                for n in range(2, 12)
            ),
            b"<< /Type /Page /MediaBox [0 0 9 9] >>",
        ),
        "pdf_pages_many.pdf": _tree(
            b"<< /Type /Pages /Kids [" + b"3 0 R " * 7000 + b"] /Count 7000 >>",
            b"<< /Type /Page /MediaBox [0 0 9 9] >>",
        ),
        "pdf_count_absurd.pdf": good.replace(b"/Count 2", b"/Count 99999999999999999999"),
        "pdf_xref_loop.pdf": _xref_loop(good),
        "pdf_xref_huge.pdf": good.replace(b"xref\n0 ", b"xref\n0 99999999"),
        "pdf_xref_wrong.pdf": good.replace(b"00000 n", b"00007 n"),
        "pdf_size_huge.pdf": good.replace(b"/Size ", b"/Size 9999999"),
        "pdf_root_missing.pdf": good.replace(b"/Root 1 0 R", b"/Root 99 0 R"),
        "pdf_startxref_beyond.pdf": good.replace(b"startxref\n", b"startxref\n9999999"),
        "pdf_length_lies.pdf": good.replace(b"/Length ", b"/Length 99999999"),
        "pdf_length_negative.pdf": good.replace(b"/Length ", b"/Length -"),
        "pdf_length_of_itself.pdf": good.replace(b"<< /Length ", b"<< /Length 5 0 R /Was "),
        "pdf_flate_bomb.pdf": _content(_bomb(1), "/Filter /FlateDecode"),
        "pdf_flate_bomb_twice.pdf": _content(_bomb(2), "/Filter [/FlateDecode /FlateDecode]"),
        "pdf_filters_many.pdf": _content(b"x", f"/Filter [{'/FlateDecode ' * 3000}]"),
        "pdf_flate_damaged.pdf": _content(b"x\x9c" + b"\x07" * 60, "/Filter /FlateDecode"),
        "pdf_runlength_bomb.pdf": _content(b"\x81 " * 20000, "/Filter /RunLengthDecode"),
        "pdf_stream_again_and_again.pdf": _again(),
        "pdf_forms_doubling.pdf": _forms(),
        "pdf_form_of_itself.pdf": _forms(itself=True),
        "pdf_arrays_deep.pdf": _content(b"[" * 30000, ""),
        "pdf_dictionaries_deep.pdf": _tree(b"<< /A " * 6000 + b">>" * 6000),
        "pdf_operators_many.pdf": _content(
            zlib.compress(b"q Q " * 4_000_000, 9), "/Filter /FlateDecode"
        ),
        "pdf_letters_unknown.pdf": _unknown_letters(),
        "pdf_cmap_huge.pdf": _cmap(),
        "pdf_title_absurd.pdf": files.pdf([LINES], title="\\000\\377\\376 <b>" + "A" * 3000),
        "pdf_date_absurd.pdf": files.pdf([LINES], trailer="/Info << /CreationDate (D:99999999) >>"),
        "pdf_script.pdf": good.replace(
            b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
        ),
        "pdf_behind_junk.pdf": b"\x00\xffjunk\n" * 9 + good,
    }
    return {**made, **_flipped("pdf", good, 6)}


def _tree(*objects):
    return files.assembled([b"<< /Type /Catalog /Pages 2 0 R >>", *objects])


def _content(data, entries):
    """Return a PDF whose only page shows a stream as it is given."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>"
    return _tree(pages, page, files.stream(data, entries))


def _bomb(times):
    data = b" " * (40_000_000 if times == 1 else 400_000_000)
    packer = zlib.compressobj(9)
    data = packer.compress(data) + packer.flush()
    return zlib.compress(data, 9) if times > 1 else data


def _again():
    """One stream of a megabyte that a page shows two thousand times."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    shown = b"4 0 R " * 2000
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents [" + shown + b"] >>"
    return _tree(
        pages, page, files.stream(zlib.compress(b" " * 1_000_000, 9), "/Filter /FlateDecode")
    )


def _forms(*, itself=False):
    """Forms that each show the next one ten times over, or themselves."""
    count = 1 if itself else 12
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R"
        b" /Resources << /XObject << /X 5 0 R >> >> >>"
    )
    forms = []
    for number in range(5, 5 + count):
        following = number if itself else number + 1
        more = f"/XObject << /X {following} 0 R >>" if itself or number < 4 + count else ""
        forms.append(
            files.stream(
                b"/X Do " * 10 + files.drawn(["ha"]),
                f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {more} >>",
            )
        )
    return _tree(pages, page, files.stream(b"/X Do"), *forms)


def _picture():
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R"
        b" /Resources << /XObject << /I 5 0 R >> >> >>"
    )
    entries = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
    entries += " /BitsPerComponent 8"
    return _tree(
        pages, page, files.stream(b"q 9 0 0 9 0 0 cm /I Do Q"), files.stream(b"\x80", entries)
    )


def _font(cmap):
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>"
    )
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R"
        b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X >>] >>"
    )
    shown = b"BT /F1 11 Tf 60 700 Td <" + b"00410042004300440045" * 40 + b"> Tj ET"
    return _tree(pages, page, files.stream(shown), font, files.stream(cmap))


def _unknown_letters():
    return _font(b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange "
                 b"<0000> <00FF> <E000> endbfrange")  # fmt: skip


def _cmap():
    return _font(b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange "
                 b"<00000000> <FFFFFFFF> <0041> endbfrange")  # fmt: skip


def _xref_loop(good):
    start = good.rindex(b"xref\n0")
    return good.replace(b"/Root 1 0 R", f"/Root 1 0 R /Prev {start}".encode())


def _word():
    good = _zipped(_document(PROSE))
    deep = "<w:sdt><w:sdtContent>" * 2000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 2000
    circle = (
        f'<w:styles {NS}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    made = {
        "docx_cut.docx": good[: len(good) // 2],
        "docx_cut_late.docx": good[:-30],
        "docx_empty.docx": _zipped(_document("")),
        "docx_no_body.docx": _zipped(f"<w:document {NS}/>"),
        "docx_no_document.docx": _zip(
            {"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "x": "word/document.xml"}
        ),
        "docx_no_types.docx": _zip({"_rels/.rels": RELS, "word/document.xml": _document(PROSE)}),
        "docx_not_xml.docx": _zipped("this is no XML"),
        "docx_xml_cut.docx": _zipped(_document(PROSE)[:-40]),
        "docx_xml_nul.docx": _zipped(_document(PROSE.replace("Moscow", "Mos\0cow"))),
        "docx_laughs.docx": _zipped(LAUGHS + _document("&a11;")),
        "docx_laughs_utf16.docx": _zipped((LAUGHS + _document("&a11;")).encode("utf-16")),
        "docx_file_entity.docx": _zipped(THIEF + _document("&f;")),
        "docx_entity_in_types.docx": _zipped(_document(PROSE), types=LAUGHS + TYPES),
        "docx_bomb.docx": _zipped(
            _document(PROSE), extra={"word/media/a.bin": b"\0" * 1_000_000_000}
        ),
        "docx_bomb_in_text.docx": _zipped(_document(" " * 40_000_000), packed=zipfile.ZIP_BZIP2),
        "docx_bomb_of_ratio.docx": _zipped(
            _document(PROSE), extra={"word/a.xml": " " * 30_000_000}
        ),
        "docx_size_lies.docx": _lying(
            _zipped(_document(" " * 20_000_000), packed=zipfile.ZIP_BZIP2)
        ),
        "docx_paragraphs_many.docx": _zipped(_document("x\n\n" * 60_000)),
        "docx_deep.docx": _zipped(_document(PROSE).replace("<w:body>", "<w:body>" + deep)),
        "docx_tables_deep.docx": _zipped(
            _document(PROSE)
            .replace("<w:body>", "<w:body>" + "<w:tbl><w:tr><w:tc>" * 100)
            .replace("</w:body>", "</w:tc></w:tr></w:tbl>" * 100 + "</w:body>")
        ),
        "docx_styles_in_circle.docx": _zipped(_document(PROSE), extra={"word/styles.xml": circle}),
        "docx_path_outside.docx": _zipped(_document(PROSE), extra={"../../outside.xml": "<a/>"}),
        "docx_script_in_text.docx": _zipped(
            _document(PROSE + "\n\n&lt;script&gt;alert(1)&lt;/script&gt;")
        ),
        "docx_link_absurd.docx": _zipped(
            _document(PROSE), rels=RELS.replace("word/document.xml", "//////")
        ),
        "docx_other_namespace.docx": _zipped("<word/>"),
        "docx_encrypted_member.docx": _flagged(good),
    }
    return {**made, **_flipped("docx", good, 6)}


def _document(text):
    paragraphs = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in text.split("\n\n"))
    return f"<w:document {NS}><w:body>{paragraphs}</w:body></w:document>"


def _zipped(document, *, types=TYPES, rels=RELS, extra=None, packed=zipfile.ZIP_DEFLATED):
    members = {"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": document}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), data, packed)
        for name, data in (extra or {}).items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), data, zipfile.ZIP_BZIP2)
    return out.getvalue()


def _zip(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _lying(archive):
    """Return an archive that says of its largest file, in both its lists, that it is small."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        size = max(member.file_size for member in opened.infolist())
    return archive.replace(size.to_bytes(4, "little"), (999).to_bytes(4, "little"))


def _flagged(archive):
    """Return an archive whose files say that they are encrypted."""
    data = bytearray(archive)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def _misnamed():
    pdf, docx, page = files.pdf([LINES]), _zipped(_document(PROSE)), files.page(BODY)
    made = {
        "pdf.txt": pdf, "docx.txt": docx, "page.txt": page, "png.txt": PNG,
        "pdf.md": pdf, "page.md": page, "png.md": PNG,
        "pdf.html": pdf, "text.html": PROSE.encode(), "docx.html": docx, "png.htm": PNG,
        "png.pdf": PNG, "page.pdf": page, "text.pdf": PROSE.encode(), "docx.pdf": docx,
        "page.docx": page, "pdf.docx": pdf, "text.docx": PROSE.encode(), "png.docx": PNG,
        "zip.docx": _zip({"a.txt": "a"}),
        "workbook.docx": _zip({"xl/workbook.xml": "<a/>"}),
        "old_word.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        "rtf.txt": b"{\\rtf1 Russia bought shells.}",
        "picture.png": PNG, "program.exe": b"MZ\x90\0", "without_suffix": PROSE.encode(),
    }  # fmt: skip
    return {f"misnamed_{name}": data for name, data in made.items()}


def _named():
    """Files that are well, but for their names."""
    absurd = (
        "-rf --by root.txt", "' OR 1=1; --.md", "%00%2e%2e.txt", "名前 \u202etxt.md",
        "é" * 110 + ".txt", "a.pdf.docx.html.txt", "<img src=x onerror=alert(1)>.md",
        "$(id) `id`.txt", "{{7*7}}.TXT",
    )  # fmt: skip
    return {name: f"{PROSE}\nIt was number {i}.".encode() for i, name in enumerate(absurd)}


def _flipped(form, good, count):
    """Copies with one bit in every two hundred turned over."""
    chance = random.Random(SEED)  # noqa: S311  the same files each time
    made = {}
    for number in range(count):
        data = bytearray(good)
        for _ in range(max(len(data) // 200, 3)):
            data[chance.randrange(8, len(data))] ^= 1 << chance.randrange(8)
        made[f"{form}_flipped_{number}.{form}"] = bytes(data)
    return made


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, data in all_files().items():
        (FOLDER / name).write_bytes(data)
    print(f"{len(all_files())} files in {FOLDER.name}", file=sys.stderr)
