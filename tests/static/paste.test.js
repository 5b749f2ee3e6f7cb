// What Word, LibreOffice, Google Docs and web pages put on the clipboard, as Markdown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toMarkdown } from "../../static/src/paste_blocks.js";
import { pasted, read } from "./clipboard.js";

// A list paragraph as Word writes it: its label in something that other programs shall ignore.
const item = (level, label, words, name = "MsoListParagraphCxSpMiddle") =>
  `<p class=${name} style='margin-left:${level * 36}.0pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'>` +
  `<![if !supportLists]><span lang=EN-GB style='mso-fareast-font-family:Calibri'><span style='mso-list:Ignore'>${label}` +
  `<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>` +
  `<span lang=EN-GB>${words}<o:p></o:p></span></p>\n`;

const word = (body) =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- /* Style Definitions */ p.MsoNormal {margin:0cm;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

test("Word: headings, bold and italic, lines broken in the source, empty paragraphs", () => {
  const html = word(`<h2><span lang=EN-GB>Financing<o:p></o:p></span></h2>
<p class=MsoNormal><span lang=EN-GB>Parties <b>shall</b> report <b style='mso-bidi-font-weight:normal'><i>every
two years</i></b>, as agreed.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Nothing else.<o:p></o:p></p>`);
  assert.equal(pasted(html), "## Financing\n\nParties **shall** report ***every two years***, as agreed.\n\nNothing else.");
});

test("Word: numbers stay as typed, lists below them are taken along", () => {
  const html = word(
    item(1, "4.", "The first task:") + item(2, "·", "to count;") + item(2, "·", "to tell;") +
    item(3, "o", "everyone.") + item(1, "5.", "The second."),
  );
  assert.equal(pasted(html), "4. The first task:\n   - to count;\n   - to tell;\n     - everyone.\n\n5. The second.");
});

test("Word: labels Markdown does not know begin paragraphs of their own", () => {
  const html = word(
    item(1, "1.", "Decides to:") + item(2, "(a)", "Establish;") + item(3, "(i)", "By 2008;") + item(2, "(b)", "Invite.") +
    item(1, "1.2", "A number of two parts."),
  );
  assert.equal(
    pasted(html),
    "1. Decides to:\n\n(a) Establish;\n\n(i) By 2008;\n\n(b) Invite.\n\n1.2 A number of two parts.",
  );
});

test("Word: bullets behind numbers of the same level are a list of their own", () => {
  const item = (list, label, words) => `<p style='mso-list:${list} level1 lfo1'><span style='mso-list:Ignore'>${label}</span>${words}</p>`;
  assert.equal(pasted(item("l0", "2.", "Report.") + item("l1", "·", "A point.")), "2. Report.\n\n- A point.");
});

test("Word: numbered headings keep their numbers", () => {
  const html = word(
    `<h3 style='mso-list:l1 level2 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.1<span>&nbsp; </span></span>` +
    `<![endif]>Scope<o:p></o:p></h3>`,
  );
  assert.equal(pasted(html), "### 2.1 Scope");
});

test("Word: footnotes become notes, behind those the text has already", () => {
  const html = word(
    `<p class=MsoNormal>Agreed<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> in 2006.</p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Decision <i>VIII/1</i>.<o:p></o:p></p></div></div>`,
  );
  assert.deepEqual(toMarkdown(read(html), { firstNote: 3 }), {
    text: "Agreed[^3] in 2006.\n\n[^3]: Decision *VIII/1*.",
    kinds: { headings: 0, items: 0, tables: 0, notes: 1 },
  });
});

test("Word: a call whose note was not copied stays a raised number", () => {
  const html = word(`<p>Agreed<a href="#_ftn7" name="_ftnref7"><sup>7</sup></a> then.</p>`);
  assert.equal(pasted(html), "Agreed⁷ then.");
});

test("Word: deletions that are only proposed, hidden words, comments and pictures are left out", () => {
  const html = word(
    `<p class=MsoNormal>One <del cite="mailto:A" datetime="2006-11-06">two</del><ins cite="mailto:A">three</ins><span
style='display:none;mso-hide:all'>secret</span><img src="file:///c:/x.png" alt="A map"> four.</p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p>What?</p></div></div>`,
  );
  assert.equal(pasted(html), "One three four.");
});

test("Word: a table with a spanning cell, and bars in its words", () => {
  const html = word(
    `<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal><b>Indicator</b></p></td><td colspan=2><p>2008 | 2010</p></td></tr>
<tr><td rowspan=2><p>Walks</p><p>a year</p></td><td><p>4</p></td><td><p>6<o:p></o:p></p></td></tr><tr><td>5</td><td>7</td></tr></table>`,
  );
  assert.equal(
    pasted(html),
    "| **Indicator** | 2008 \\| 2010 |  |\n| --- | --- | --- |\n| Walks<br>a year | 4 | 6 |\n|  | 5 | 7 |",
  );
});

test("Word's own bullets, which no font of ours has, are no characters of the text", () => {
  assert.equal(pasted(word(item(1, "\uf0b7", "One") + item(1, "\uf0a7", "Two \uf04a"))), "- One\n- Two");
});

const google = (body) =>
  `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-7c1">${body}</b><br class="Apple-interchange-newline">`;
const span = (words, style = "") => `<span style="font-size:11pt;font-family:Arial;font-weight:400;${style}">${words}</span>`;

test("Google Docs: one bold element around everything is not bold; looks are in styles", () => {
  const html = google(
    `<h1 dir="ltr"><span style="font-weight:700">Aim</span></h1><p dir="ltr">${span("We ")}${span("must", "font-weight:700;")}${span(
      " act, and ",
    )}${span("soon", "font-style:italic;")}${span(".")}</p>`,
  );
  assert.equal(pasted(html), "# Aim\n\nWe **must** act, and *soon*.");
});

test("Google Docs: lists that stand in lists, letters and numbers", () => {
  const li = (level, words, type = "decimal") =>
    `<li dir="ltr" style="list-style-type:${type};" aria-level="${level}"><p dir="ltr" role="presentation">${span(words)}</p></li>`;
  assert.equal(
    pasted(google(`<ol>${li(1, "One")}<ul>${li(2, "inside", "disc")}${li(2, "beside", "disc")}</ul>${li(1, "Two")}</ol>`)),
    "1. One\n   - inside\n   - beside\n2. Two",
  );
  assert.equal(
    pasted(google(`<ol start="3">${li(1, "Three", "lower-alpha")}${li(1, "Four", "lower-alpha")}</ol>`)),
    "(c) Three\n\n(d) Four",
  );
});

test("Google Docs: links that are led over another address", () => {
  const html = google(
    `<p>${span("See ")}<a href="https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fa(b)&sa=D">${span("the list")}</a>${span(".")}</p>`,
  );
  assert.equal(pasted(html), "See [the list](https://example.org/a%28b%29).");
});

test("LibreOffice: lists with paragraphs in them, fonts, notes", () => {
  const html = `<html><head><meta name="generator" content="LibreOffice 7.4"/></head><body lang="en-GB" dir="ltr">
<p style="line-height: 100%"><font face="Liberation Serif, serif"><b>Objective</b></font></p>
<ol start="7"><li><p style="margin-bottom: 0cm">Seven<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p>
<ul><li><p>nested</p></li></ul></li><li><p>Eight</p></li></ol>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>A note.</p></div>
</body></html>`;
  assert.equal(pasted(html), "**Objective**\n\n7. Seven[^1]\n   - nested\n8. Eight\n\n[^1]: A note.");
});

test("Web pages: marks in the words are words, addresses are links, code is code", () => {
  assert.equal(pasted(`<p>2 * 3_4_5 [Kenya: words] &lt;b&gt; &amp;amp; a_ _b</p>`), "2 \\* 3_4_5 [Kenya: words] &lt;b> &amp;amp; a\\_ \\_b");
  assert.equal(pasted(`<p># not a heading</p><p>- not an item</p><p>3. a number as typed</p>`), "\\# not a heading\n\n\\- not an item\n\n3. a number as typed");
  assert.equal(pasted(`<a href="javascript:alert(1)">x</a> <a href="https://example.org/">https://example.org/</a>`), "x <https://example.org/>");
  assert.equal(pasted(`<pre>a\n  b</pre><p>say <code>x\`y</code></p>`), "```\na\n  b\n```\n\nsay ``x`y``");
  assert.equal(pasted(`<blockquote><p>One</p><p>Two</p></blockquote>`), "> One\n>\n> Two");
});

test("White space: a no-break space stays, runs of blanks are one, line breaks stay", () => {
  assert.equal(pasted(`<p> Article&nbsp;3 \n is&nbsp;&nbsp;&nbsp;  kept<br>\n below </p>`), "Article\u00a03 is kept\nbelow");
  assert.equal(pasted(`<p><b>bold </b>word <i> leaning</i></p>`), "**bold** word *leaning*");
  assert.equal(pasted(`<p>CO<sub>2</sub> and 10<sup>th</sup></p>`), "CO₂ and 10th");
});

test("Nothing, and what holds nothing, is nothing", () => {
  for (const html of ["", "<p></p>", "<ul><li></li></ul>".replace("<li></li>", ""), "<table></table>", "<!-- x --><style>p{}</style>"])
    assert.equal(pasted(html), "");
});

test("Hostile nesting does not stop the paste", () => {
  assert.equal(pasted("<div>".repeat(300) + "deep" + "</div>".repeat(300)), "deep");
  assert.match(pasted("<ul><li>x".repeat(60)), /x/);
});
