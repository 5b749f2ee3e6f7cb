// Lists as they are typed: what the next item is called, and items counted anew. Pure: lines in, lines out.
import { letters, roman } from "./paste_lists.js";

const ITEM = /^([ \t]*)((?:[-*+]|\d{1,9}[.)]|\((?:[a-z]{1,2}|[ivxl]{1,6}|\d{1,3})\)|[a-z][.)]|(?:\d{1,3}\.)+\d{1,3}\.?)(?:[ \t]+\[[ xX]\])?)([ \t]+|$)(.*)$/;

// A line of a list taken apart: { indent, label, gap, words }, or null.
export function readItem(line) {
  const found = ITEM.exec(line);
  return found && { indent: found[1], label: found[2], gap: found[3], words: found[4] };
}

// The label that follows: 4. → 5., (a) → (b), (iv) → (v), 1.2 → 1.3; a bullet stays. `before` is the label above this
// one, which tells whether (i) is the ninth letter or the first Roman number.
export function nextLabel(label, before = "") {
  const bullet = /^([-*+])(\s+\[[ xX]\])?$/.exec(label);
  if (bullet) return bullet[2] ? `${bullet[1]} [ ]` : bullet[1];
  const [, open, core, close] = /^(\(?)(.*?)([.)]?)$/.exec(label);
  return open + nextCore(core, before.replace(/[().]/g, "")) + close;
}

function nextCore(core, before) {
  const number = /^(.*?)(\d+)$/.exec(core);
  if (number) return number[1] + (Number(number[2]) + 1);
  const value = romanValue(core);
  const continues = before ? romanValue(before) > 0 && romanValue(before) === value - 1 : value === 1;
  if (value && (core.length > 1 || continues)) return roman(value + 1);
  return letters(letterValue(core) + 1);
}

const letterValue = (text) => [...text].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0);

function romanValue(text) {
  for (let value = 1; value < 100; value += 1) if (roman(value) === text) return value;
  return 0;
}

// Lines with the items of the list around line `at` counted on from its first: [{ line, from, to }] for the labels that
// change. A list ends at a line that is neither an item, nor blank, nor indented below one.
export function renumbered(lines, at) {
  const here = readItem(lines[at] ?? "");
  if (!here || /^[-*+]/.test(here.label)) return [];
  const kind = kindOf(here.label);
  const belongs = (line) => {
    const item = readItem(line);
    if (item && item.indent === here.indent) return kindOf(item.label) === kind ? "item" : kind === "number" && kindOf(item.label) !== "bullet" ? "below" : "end";
    return !line.trim() || /^[ \t]/.test(line) || item ? "below" : "end";
  };
  let first = at;
  for (let index = at - 1; index >= 0; index -= 1) {
    const found = belongs(lines[index]);
    if (found === "end") break;
    if (found === "item") first = index;
  }
  const changes = [];
  let label = readItem(lines[first]).label;
  let before = "";
  for (let index = first + 1; index < lines.length; index += 1) {
    const found = belongs(lines[index]);
    if (found === "end") break;
    if (found !== "item") continue;
    const next = nextLabel(label, before);
    const item = readItem(lines[index]);
    if (item.label !== next) changes.push({ line: index, from: item.label, to: next });
    [before, label] = [label, next];
  }
  return changes;
}

// What labels of one list have in common.
export function kindOf(label) {
  if (/^[-*+]/.test(label)) return "bullet";
  if (/^(?:\d+\.)+\d/.test(label)) return "parts";
  return /\d/.test(label) ? (label.startsWith("(") ? "(number)" : "number") : label.startsWith("(") ? "(letter)" : "letter";
}
