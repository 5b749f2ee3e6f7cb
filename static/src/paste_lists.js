// Lists of pasted documents: Word's paragraphs that only look like lists, counted labels, and lists as Markdown.
import { attribute, clean, isElement, nameOf, styleOf } from "./paste_words.js";

const BULLET = /^[•·▪▫◦○●■□➢✓✔§o\-–—*]$/u;

// What Word says of a paragraph that belongs to a list: its level and the label it shows, or null.
export function wordItem(node) {
  if (!isElement(node) || !/^(?:P|DIV|H[1-6])$/.test(nameOf(node))) return null;
  const told = /(?:^|;)mso-list:\s*(?:l\d+\s+)?level(\d+)/.exec(styleOf(node));
  if (!told) return null;
  const label = ignored(node).replace(/[\s\u00a0]+/g, " ").trim();
  return { level: Number(told[1]), label: label && !BULLET.test(label) ? label : "-" };
}

// The label itself, which Word wraps into something other programs shall ignore.
function ignored(node) {
  for (const child of node.childNodes) {
    if (!isElement(child)) continue;
    if (styleOf(child).includes("mso-list:ignore")) return clean(textOf(child));
    const found = ignored(child);
    if (found) return found;
  }
  return "";
}

const textOf = (node) => (node.nodeType === 3 ? node.nodeValue : [...(node.childNodes ?? [])].map(textOf).join(""));

// The label a browser counts for an item of an ordered list.
export function counted(number, style) {
  if (style === "a" || /lower-(?:alpha|latin)/.test(style)) return `(${letters(number)})`;
  if (style === "A" || /upper-(?:alpha|latin)/.test(style)) return `${letters(number).toUpperCase()}.`;
  if (style === "i" || /lower-roman/.test(style)) return `(${roman(number)})`;
  if (style === "I" || /upper-roman/.test(style)) return `${roman(number).toUpperCase()}.`;
  return `${number}.`;
}

export function letters(number) {
  let text = "";
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
  return text || String(number);
}

const ROMAN = [[1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];

export function roman(number) {
  if (!(number > 0 && number < 4000)) return String(number);
  let rest = number;
  return ROMAN.map(([value, sign]) => {
    const times = Math.floor(rest / value);
    rest -= times * value;
    return sign.repeat(times);
  }).join("");
}

const MARKDOWN = /^(?:-|\d{1,9}[.)])$/;

// Items with their levels as parts that blank lines stand between. Bullets and numbers Markdown knows take what is below
// them along, indented; a label such as “(a)” or “1.2” is typed in front of a paragraph, as in imported documents.
export function writeList(items, writeBlocks) {
  const parts = [];
  let open = []; // the labels an item may stand under: level, width of the marker, whether lines follow closely
  for (const item of items) {
    open = open.filter((above) => above.level < item.level);
    const known = MARKDOWN.test(item.label);
    const margin = known ? open.reduce((sum, above) => sum + above.width, 0) : 0;
    const blocks = writeBlocks(item.blocks);
    const width = item.label === "-" ? 2 : item.label.length + 1;
    const [first = "", ...others] = blocks;
    const lines = [`${item.label} ${first}`.trimEnd()].concat(others.map((text) => (known ? indent(text, width) : text)));
    const text = indent(lines.join("\n\n"), margin);
    const last = parts.at(-1);
    const close = known && last !== undefined && last.known && last.blocks < 2 && blocks.length < 2 && follows(last, item);
    if (close) {
      last.text += `\n${text}`;
      last.item = item;
    } else parts.push({ text, known, item, blocks: blocks.length });
    if (known) open.push({ level: item.level, width });
    else open = [];
  }
  return parts.map((part) => part.text);
}

// Bullets, and what stands in lists below others, follow without a blank line; numbered paragraphs keep theirs apart, and
// so do bullets and numbers of one level: they are two lists.
function follows(last, item) {
  if (item.level === last.item.level && (item.label === "-") !== (last.item.label === "-")) return false;
  return item.label === "-" || (item.close && last.item.close) || item.level > 1;
}

const indent = (text, width) => text.replace(/^(?=.)/gm, " ".repeat(width));
