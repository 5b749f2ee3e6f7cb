// Pasted HTML as Markdown: headings, paragraphs, lists with the numbers typed or counted, tables, notes. It reads what
// Word, LibreOffice, Google Docs and web pages put on the clipboard; the manner is that of imported documents.
import { attribute, isElement, isHidden, nameOf, runsOf, styleOf, writeRuns } from "./paste_words.js";
import { findNotes } from "./paste_notes.js";
import { counted, wordItem, writeList } from "./paste_lists.js";

const BLOCKS = new Set(["ADDRESS", "ARTICLE", "ASIDE", "BLOCKQUOTE", "BODY", "CENTER", "DD", "DIV", "DL", "DT", "FIGURE", "FIGCAPTION", "FOOTER", "FORM", "H1", "H2", "H3", "H4", "H5", "H6", "HEADER", "HR", "HTML", "LI", "MAIN", "NAV", "OL", "P", "PRE", "SECTION", "TABLE", "TBODY", "THEAD", "TR", "UL"]);

// Markdown of what stands in `root`, and what it holds: { text, kinds: { headings, items, tables, notes } }.
// Notes are numbered from `firstNote` on, so that they do not meet those the text has already.
export function toMarkdown(root, { firstNote = 1 } = {}) {
  const notes = findNotes(root, firstNote);
  const kinds = { headings: 0, items: 0, tables: 0, notes: 0 };
  const reader = { notes, kinds };
  const parts = writeBlocks(blocksOf(root, reader));
  for (const note of notes.inOrder()) {
    kinds.notes += 1;
    const [first = "", ...others] = writeBlocks(blocksOf(note.body, reader));
    parts.push([`[^${note.number}]: ${first}`, ...others.map(indent)].join("\n\n"));
  }
  return { text: parts.join("\n\n"), kinds };
}

function blocksOf(node, reader) {
  const blocks = [];
  let runs = [];
  const flush = () => {
    for (const text of writeRuns(runs).split(/\n{2,}/)) if (text) blocks.push({ kind: "paragraph", text });
    runs = [];
  };
  for (const child of node.childNodes) {
    if (isHidden(child) || reader.notes.isBody(child)) continue;
    if (isElement(child) && holdsBlocks(child)) {
      flush();
      blocks.push(...blockOf(child, reader));
    } else runs.push(...runsOf(child, reader.notes));
  }
  flush();
  return blocks;
}

// A span may hold blocks too: Google Docs puts a whole document into one <b>.
function holdsBlocks(node) {
  return BLOCKS.has(nameOf(node)) || [...node.childNodes].some((child) => isElement(child) && holdsBlocks(child));
}

function blockOf(node, reader) {
  const name = nameOf(node);
  const level = headingLevel(node, name);
  const item = wordItem(node);
  if (level) {
    const words = writeRuns(runsOf(node, reader.notes), { plain: true }).replace(/\n/g, " ");
    if (!words) return [];
    reader.kinds.headings += 1;
    const number = item && item.label !== "-" ? `${item.label} ` : "";
    return [{ kind: "heading", text: `${"#".repeat(level)} ${number}${words}` }];
  }
  if (item) {
    const blocks = paragraphOf(node, reader);
    reader.kinds.items += blocks.length;
    return blocks.length ? [{ kind: "item", ...item, blocks }] : [];
  }
  if (name === "UL" || name === "OL") return listOf(node, reader);
  if (name === "TABLE") return tableOf(node, reader);
  // Word draws a line over its notes, a third of the page wide.
  if (name === "HR" && attribute(node, "width") === "33%") return [];
  if (name === "HR") return [{ kind: "rule", text: "---" }];
  if (name === "PRE") return codeOf(node);
  if (name === "BLOCKQUOTE") {
    const inside = writeBlocks(blocksOf(node, reader)).join("\n\n");
    return inside ? [{ kind: "quote", text: inside.replace(/^/gm, "> ").replace(/ +$/gm, "") }] : [];
  }
  return blocksOf(node, reader);
}

function paragraphOf(node, reader) {
  const text = writeRuns(runsOf(node, reader.notes));
  return text ? [{ kind: "paragraph", text }] : [];
}

function headingLevel(node, name) {
  const told = /^H([1-6])$/.exec(name)?.[1] ?? /^MsoHeading([1-6])\b/.exec(attribute(node, "class"))?.[1];
  if (told) return Number(told);
  if (/^MsoTitle\b/.test(attribute(node, "class"))) return 1;
  const spoken = attribute(node, "role") === "heading" && Number(attribute(node, "aria-level") || 2);
  return spoken && spoken <= 6 ? spoken : 0;
}

function codeOf(node) {
  const text = textOf(node).replace(/\n$/, "");
  return text.trim() ? [{ kind: "code", text: `\`\`\`\n${text}\n\`\`\`` }] : [];
}

const textOf = (node) => (node.nodeType === 3 ? node.nodeValue : nameOf(node) === "BR" ? "\n" : [...node.childNodes].map(textOf).join(""));

// A list of HTML as items; one that stands in a list directly, as Google Docs nests them, belongs to the item before.
function listOf(node, reader, level = 1) {
  const ordered = nameOf(node) === "OL";
  const items = [];
  let number = Number(attribute(node, "start") || 1);
  for (const child of node.childNodes) {
    if (!isElement(child) || isHidden(child)) continue;
    const name = nameOf(child);
    if (name === "UL" || name === "OL") {
      items.push(...listOf(child, reader, level + 1));
      continue;
    }
    if (name !== "LI") continue;
    if (/(?:^|;)list-style-type:none/.test(styleOf(child)) && !hasWords(child)) continue;
    number = Number(attribute(child, "value") || number);
    const own = Number(attribute(child, "aria-level") || attribute(child, "data-aria-level")) || level;
    const inside = blocksOf(child, reader);
    const nested = inside.filter((block) => block.kind === "item").map((block) => ({ ...block, level: Math.max(block.level, own + 1) }));
    const label = ordered ? counted(number, attribute(node, "type") || styleOf(child) || styleOf(node)) : "-";
    items.push({ kind: "item", level: own, label, blocks: inside.filter((block) => block.kind !== "item"), close: true }, ...nested);
    number += 1;
    reader.kinds.items += 1;
  }
  return items;
}

const hasWords = (node) => (node.nodeType === 3 ? node.nodeValue.trim() !== "" : [...node.childNodes].some(hasWords));

// Rows that are as wide as the widest, cells that span more leave empty ones behind. A table of one cell is only a frame.
function tableOf(node, reader) {
  const rows = rowsOf(node);
  const taken = new Map();
  let width = 0;
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row) {
      while (taken.has(`${y} ${x}`)) x += 1;
      const wide = span(cell, "colspan");
      const tall = Math.min(span(cell, "rowspan"), rows.length - y);
      for (let dy = 0; dy < tall; dy += 1) for (let dx = 0; dx < wide; dx += 1) taken.set(`${y + dy} ${x + dx}`, "");
      const text = writeBlocks(blocksOf(cell, reader)).join("\n").split("\n").map((line) => line.trim()).filter(Boolean).join("<br>");
      taken.set(`${y} ${x}`, text.replace(/\|/g, "\\|"));
      x += wide;
      width = Math.max(width, x);
    }
  });
  if (rows.length === 1 && rows[0].length === 1) return blocksOf(rows[0][0], reader);
  if (!width) return [];
  reader.kinds.tables += 1;
  const line = (y) => `| ${Array.from({ length: width }, (_, x) => taken.get(`${y} ${x}`) ?? "").join(" | ")} |`;
  const lines = rows.map((_, y) => line(y));
  lines.splice(1, 0, `|${" --- |".repeat(width)}`);
  return [{ kind: "table", text: lines.join("\n") }];
}

const span = (cell, name) => Math.min(Math.max(Number(attribute(cell, name)) || 1, 1), 100);

function rowsOf(node) {
  return [...node.childNodes].filter(isElement).flatMap((child) => {
    if (/^T(?:BODY|HEAD|FOOT)$/.test(nameOf(child))) return rowsOf(child);
    if (nameOf(child) !== "TR") return [];
    return [[...child.childNodes].filter((cell) => isElement(cell) && /^T[DH]$/.test(nameOf(cell)))];
  });
}

function writeBlocks(blocks) {
  const parts = [];
  for (let index = 0; index < blocks.length; index += 1) {
    if (blocks[index].kind !== "item") {
      parts.push(blocks[index].text);
      continue;
    }
    let end = index;
    while (end < blocks.length && blocks[end].kind === "item") end += 1;
    parts.push(...writeList(blocks.slice(index, end), writeBlocks));
    index = end - 1;
  }
  return parts;
}

const indent = (text) => text.replace(/^(?=.)/gm, "    ");
