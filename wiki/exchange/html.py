"""HTML files: one page that stands alone, to be kept, sent and printed. It is a file, not a page of the product.

Everything is in it: no script, no font, nothing is fetched, and its own policy holds browsers to that: a picture that
the text takes from elsewhere would tell its host who reads the file. The body comes sanitised from the renderer.
"""

from html import escape

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1b; --faint: #595959; --line: #8a8a8a; --link: #0b4f8a;
  --added: #e3f3e3; --removed: #fbe4e4; --marked: #fff1b8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #161616; --ink: #ececec; --faint: #b3b3b3; --line: #858585; --link: #9ecbff;
    --added: #1d3a21; --removed: #4a2023; --marked: #4d4313; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 1.0625rem/1.6 "Source Serif 4", "Times New Roman", "Noto Naskh Arabic", "Noto Serif SC", serif; }
header, main, footer { max-inline-size: 42rem; margin-inline: auto; padding-inline: 1.25rem; }
header { padding-block-start: 2.5rem; }
header p, footer { color: var(--faint); }
.title { font-size: 1.75rem; font-weight: bold; color: var(--ink); margin-block: 0 .5rem; }
footer { font-size: .875rem; padding-block: 2rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin-block: 2rem .75rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.35rem; } h3 { font-size: 1.15rem; } h4, h5, h6 { font-size: 1rem; }
p, ul, ol, table, pre, blockquote { margin-block: 0 1rem; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main { overflow-x: auto; }
table { border-collapse: collapse; inline-size: 100%; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: start; vertical-align: top; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
pre { white-space: pre-wrap; } pre, code { font-family: "Source Code Pro", monospace; font-size: .9em; }
img { max-inline-size: 100%; }
ins { background: var(--added); } del { background: var(--removed); }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
.restyled { border-block-end: 1px dotted var(--faint); } span.moved { border-inline-start: 3px solid var(--line); }
ins img, ins hr { outline: 3px solid; } .restyled img { outline: 2px dotted; }
del img, del hr { outline: 3px dashed; opacity: .55; }
details.fold { color: var(--faint); margin-block: 0 1rem; }
mark { background: var(--marked); color: inherit; }
code.digest { overflow-wrap: anywhere; }
@page { size: A4; margin: 25mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --faint: #333; --line: #666; --link: #000; }
  body { font-size: 11pt; line-height: 1.4; }
  header, main, footer { max-inline-size: none; padding-inline: 0; } main { overflow: visible; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; } tr, img { break-inside: avoid; } thead { display: table-header-group; }
  p { orphans: 3; widows: 3; }
}
""".strip()


def write_html(
    *,
    title: str,
    subtitle: str,
    language: str,
    direction: str,
    body_html: str,
    digest: str = "",
    date: str = "",
) -> str:
    """A page of a text: `body_html` is put in as it stands, all else is escaped.

    `direction` is "ltr" or "rtl". The title stands in the page's head, and above the text only where the text does not
    begin with a heading of its own; subtitle and date stand above it, the digest (SHA-256 of the source) below.
    """
    own = "<h1" in body_html
    above = [] if own else [f'<h1 class="title">{escape(title)}</h1>']
    if subtitle:
        above.append(f"<p>{escape(subtitle)}</p>")
    if date:
        above.append(f'<p><time datetime="{escape(date)}">{escape(date)}</time></p>')
    header = f"<header>\n{chr(10).join(above)}\n</header>\n" if above else ""
    footer = f'<footer>\n<p>SHA-256 <code class="digest">{escape(digest)}</code></p>\n</footer>\n' if digest else ""
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(language)}" dir="{escape(direction)}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>\n{_STYLE}\n</style>\n"
        "</head>\n"
        f"<body>\n{header}<main>\n{body_html}\n</main>\n{footer}</body>\n"
        "</html>\n"
    )
