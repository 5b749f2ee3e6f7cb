// The words of a pasted paragraph as Markdown: bold, italic, links, notes and raised figures. Blocks are paste_blocks.js.
// Nothing here asks a browser: elements only have nodeName, nodeType, childNodes, getAttribute and nodeValue.

const SUPERSCRIPT = { 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹", "+": "⁺", "-": "⁻", "(": "⁽", ")": "⁾", n: "ⁿ", i: "ⁱ" };
const SUBSCRIPT = { 0: "₀", 1: "₁", 2: "₂", 3: "₃", 4: "₄", 5: "₅", 6: "₆", 7: "₇", 8: "₈", 9: "₉", "+": "₊", "-": "₋", "(": "₍", ")": "₎" };
const PUNCTUATION = /\\(?=[!-/:-@[-`{-~])|`|(?<=\])\(|\[(?=\^)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\*|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const ESCAPED = { "<": "&lt;", "&": "&amp;" };
const LINKED = /^(?:https?:\/\/|mailto:)[^\s<>]+$/i;
const NOT_SHOWN = new Set(["STYLE", "SCRIPT", "META", "LINK", "TITLE", "HEAD", "TEMPLATE", "NOSCRIPT", "IMG", "SVG", "OBJECT", "DEL", "XML", "BUTTON", "SELECT", "TEXTAREA", "INPUT"]);

export const nameOf = (node) => node.nodeName.toUpperCase();
export const isElement = (node) => node.nodeType === 1;
export const attribute = (node, name) => node.getAttribute?.(name) ?? "";
export const styleOf = (node) => attribute(node, "style").toLowerCase().replace(/\s*([:;])\s*/g, "$1");

// Whether an element is not part of what a reader sees: hidden, struck out by a tracked change, a picture, a comment.
export function isHidden(node) {
  if (!isElement(node)) return node.nodeType !== 3;
  if (NOT_SHOWN.has(nameOf(node))) return true;
  const style = styleOf(node);
  return /(?:^|;)(?:display:none|mso-hide:all|visibility:hidden|mso-element:(?:comment|header|footer))/.test(style);
}

// The runs of an element: stretches of text of one look. `notes` finds the note an anchor calls.
export function runsOf(node, notes, look = {}) {
  if (node.nodeType === 3) return [{ ...look, text: clean(node.nodeValue) }];
  if (isHidden(node)) return [];
  const name = nameOf(node);
  const style = styleOf(node);
  if (style.includes("mso-list:ignore")) return [];
  if (name === "BR") return [{ text: "\n" }];
  if (style.includes("mso-tab-count")) return [{ text: " " }];
  const call = notes.callOf(node);
  if (call !== null) return [{ raw: call }];
  const inside = { ...look, ...lookOf(name, style) };
  if (name === "A") {
    const address = unwrap(attribute(node, "href"));
    if (LINKED.test(address)) inside.href = address;
  }
  return [...node.childNodes].flatMap((child) => runsOf(child, notes, inside));
}

function lookOf(name, style) {
  const look = {};
  if (name === "B" || name === "STRONG") look.bold = true;
  if (name === "I" || name === "EM" || name === "CITE") look.italic = true;
  if (name === "CODE" || name === "TT" || name === "KBD") look.code = true;
  const weight = last(style, /(?:^|;)font-weight:(\w+)/g);
  if (weight) look.bold = /^bold/.test(weight) || Number(weight) >= 600;
  const slant = last(style, /(?:^|;)font-style:(\w+)/g);
  if (slant) look.italic = slant !== "normal";
  const raised = last(style, /(?:^|;)vertical-align:(super|sub|baseline)/g);
  if (name === "SUP" || raised === "super") look.raised = "super";
  if (name === "SUB" || raised === "sub") look.raised = "sub";
  return look;
}

// Of declarations that say different things the last one counts.
const last = (style, pattern) => [...style.matchAll(pattern)].at(-1)?.[1];

// Google Docs leads links over an address of its own.
function unwrap(address) {
  const led = /^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/.exec(address);
  if (!led) return address;
  try {
    return decodeURIComponent(led[1]);
  } catch {
    return address;
  }
}

// What cannot be kept is not taken: NUL, the private use area (where Word's bullets live), halves of characters.
export function clean(text) {
  return text
    .replace(/[\uf0b7\uf0a7\uf0d8\uf076]/g, "•")
    .replace(/\0|[\ue000-\uf8ff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
}

// Runs as one paragraph of Markdown. `plain` (a heading) leaves bold out.
export function writeRuns(runs, { plain = false } = {}) {
  const joined = [];
  for (const run of spaced(runs)) {
    const look = plain ? { ...run, bold: false } : run;
    const last = joined.at(-1);
    if (last && last.raw === undefined && look.raw === undefined && sameLook(last, look)) last.text += look.text;
    else joined.push({ ...look });
  }
  return escapeStart(joined.map(write).join("").replace(/ *\n */g, "\n").replace(/^[ \n\u00a0]+|[ \n\u00a0]+$/g, ""));
}

// White space as a browser shows it: one blank for many, none at the edges; a no-break space alone is kept.
function spaced(runs) {
  let gap = true;
  return runs.map((run) => {
    if (run.raw !== undefined) {
      gap = false;
      return run;
    }
    if (run.text === "\n") {
      gap = true;
      return run;
    }
    let text = run.text.replace(/[ \t\r\n\f]+/g, " ").replace(/[ \u00a0]{2,}/g, " ");
    if (gap) text = text.replace(/^ /, "");
    if (text) gap = text.endsWith(" ");
    return { ...run, text };
  }).filter((run) => run.raw !== undefined || run.text);
}

function sameLook(one, other) {
  // A blank takes the look of what it stands beside, so that bold words with blanks between are one.
  if (!other.text.trim() && !one.href && other.text !== "\n") return true;
  return ["bold", "italic", "code", "raised", "href"].every((key) => (one[key] || "") === (other[key] || ""));
}

function write(run) {
  if (run.raw !== undefined) return run.raw;
  if (!run.text.trim()) return run.text;
  let text = run.code ? codeOf(run.text) : run.text.replace(PUNCTUATION, (found) => ESCAPED[found] ?? `\\${found}`);
  if (run.raised) text = raise(text, run.raised === "super" ? SUPERSCRIPT : SUBSCRIPT);
  if (run.href) {
    const shown = text.trim();
    const address = run.href.replace(/\(/g, "%28").replace(/\)/g, "%29");
    text = shown === run.href ? `<${run.href}>` : around(text, `[`, `](${address})`, /[[\]]/g);
  }
  if (run.italic) text = around(text, "*", "*");
  if (run.bold) text = around(text, "**", "**");
  return text;
}

function codeOf(text) {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${text}${fence}`;
}

function raise(text, table) {
  const inner = text.trim();
  return [...inner].every((sign) => sign in table) ? text.replace(inner, [...inner].map((sign) => table[sign]).join("")) : text;
}

// Marks stand at the words, not at the blanks around them, where they would be no marks.
function around(text, open, close, escape) {
  const [, before, inner, after] = /^(\s*)([^]*?)(\s*)$/.exec(text);
  if (!inner) return text;
  return before + open + (escape ? inner.replace(escape, "\\$&") : inner) + close + after;
}

// What would begin a heading, a quote, a bullet or a rule though it is only words.
function escapeStart(text) {
  return text.replace(/^(?:#{1,6}(?=\s|$)|>|[+*-](?=\s|$)|~~~|(?:[-=]\s?){2,}$)/gm, "\\$&");
}
