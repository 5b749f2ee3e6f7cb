// What the tools and keys do to the text: marks, notes, lists, tables. Each is a command as CodeMirror knows them.
import { insertNewlineAndIndent, isolateHistory } from "@codemirror/commands";
import { EditorSelection } from "@codemirror/state";
import { kindOf, nextLabel, readItem, renumbered } from "./lists.js";
import { emptyRow, isRow, nextCell } from "./tables.js";

// Puts marks around what is chosen, or around the word one stands in; takes them away where they stand already.
export const mark = (open, close = open) => (view) => {
  const { state } = view;
  view.dispatch(state.update(state.changeByRange((range) => {
    const at = range.empty ? state.wordAt(range.head) ?? range : range;
    const { from, to } = at;
    const before = state.sliceDoc(from - open.length, from);
    const after = state.sliceDoc(to, to + close.length);
    // One star inside two is bold, and no italic to be taken away.
    const doubled = open === "*" && state.sliceDoc(from - 2, from) === "**" && state.sliceDoc(from - 3, from) !== "***";
    if (before === open && after === close && !doubled) {
      return {
        changes: [{ from: from - open.length, to: from }, { from: to, to: to + close.length }],
        range: EditorSelection.range(range.anchor - open.length, range.head - open.length),
      };
    }
    return {
      changes: [{ from, insert: open }, { from: to, insert: close }],
      range: EditorSelection.range(range.anchor + open.length, range.head + open.length),
    };
  }), { userEvent: "input", scrollIntoView: true }));
  return true;
};

// A link: the chosen words become its words, and the address is what is typed next.
export function link(view) {
  const { from, to } = view.state.selection.main;
  const words = view.state.sliceDoc(from, to);
  const isAddress = /^(?:https?:\/\/|mailto:)\S+$/.test(words);
  const insert = isAddress ? `[](${words})` : `[${words}](https://)`;
  const at = isAddress || !words ? from + 1 : from + insert.length - 1;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: at }, userEvent: "input", scrollIntoView: true });
  return true;
}

// The number a new footnote takes: one more than the highest the text has.
export function nextNote(text) {
  return 1 + Math.max(0, ...[...text.matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1])));
}

// A footnote: its call where one writes, its words at the end of the text, where one goes on writing.
export function footnote(view) {
  const { state } = view;
  const call = `[^${nextNote(state.doc.toString())}]`;
  const at = state.selection.main.to;
  const text = state.doc.toString();
  const tail = text.length - text.trimEnd().length;
  const end = text.length - tail;
  const last = state.doc.lineAt(end).text;
  const note = `${/^\[\^[^\]]+\]:/.test(last) ? "\n" : "\n\n"}${call}: `;
  const place = Math.max(end, at);
  const changes = [{ from: at, insert: call }, { from: place, insert: note }];
  if (!tail) changes.push({ from: place, insert: "\n" });
  view.dispatch({ changes, selection: { anchor: place + call.length + note.length }, userEvent: "input", scrollIntoView: true });
  return true;
}

// The lines chosen become items; items become plain lines again.
export function list(view) {
  const { state } = view;
  const { from, to } = state.selection.main;
  const lines = [];
  for (let number = state.doc.lineAt(from).number; number <= state.doc.lineAt(to).number; number += 1) lines.push(state.doc.line(number));
  const words = lines.length > 1 ? lines.filter((line) => line.text.trim()) : lines;
  const bullets = words.every((line) => /^\s*- /.test(line.text));
  const changes = words.map((line) => {
    const indent = /^\s*/.exec(line.text)[0].length;
    return bullets ? { from: line.from + indent, to: line.from + indent + 2 } : { from: line.from + indent, insert: "- " };
  });
  const set = state.changes(changes);
  view.dispatch({ changes: set, selection: state.selection.map(set, 1), userEvent: "input", scrollIntoView: true });
  return true;
}

// Counts the items of the list one stands in anew, from its first on.
export function renumber(view) {
  const { doc, selection } = view.state;
  const lines = [...doc.iterLines()];
  const changes = renumbered(lines, doc.lineAt(selection.main.head).number - 1).map(({ line, from, to }) => {
    const start = doc.line(line + 1).from + /^[ \t]*/.exec(lines[line])[0].length;
    return { from: start, to: start + from.length, insert: to };
  });
  if (changes.length) view.dispatch({ changes, userEvent: "input.renumber", annotations: isolateHistory.of("full") });
  return true;
}

// Enter in a list: the next item with its label; on an item without words the list ends there.
export function goOnWithList(view) {
  const { state } = view;
  const { main } = state.selection;
  if (!main.empty || state.selection.ranges.length > 1) return false;
  const line = state.doc.lineAt(main.head);
  if (isRow(line.text)) return false;
  const item = readItem(line.text);
  const begins = item && line.from + item.indent.length + item.label.length + item.gap.length;
  if (!item || main.head < begins) return false;
  if (!item.words.trim()) {
    view.dispatch({ changes: { from: line.from, to: line.to }, userEvent: "delete", scrollIntoView: true });
    return true;
  }
  const above = labelAbove(state.doc, line.number, item);
  // Items with a blank line between them go on so; a first “(a)” or “4.” is a paragraph of its own as well.
  const apart = above ? above.apart : !/^[-*+]/.test(item.label) && /^\s*$/.test(line.number > 1 ? state.doc.line(line.number - 1).text : "x");
  const next = nextLabel(item.label, above?.label);
  const words = state.sliceDoc(main.head, line.to);
  const insert = `${apart ? "\n\n" : "\n"}${item.indent}${next}${item.gap || " "}`;
  const skip = /^[ \t]*/.exec(words)[0].length;
  view.dispatch({
    changes: { from: main.head, to: main.head + skip, insert },
    selection: { anchor: main.head + insert.length },
    userEvent: "input",
    scrollIntoView: true,
  });
  return true;
}

function labelAbove(doc, number, { indent, label }) {
  for (let above = number - 1; above > 0 && above > number - 60; above -= 1) {
    const text = doc.line(above).text;
    const item = readItem(text);
    if (item?.indent === indent && kindOf(item.label) === kindOf(label)) return { label: item.label, apart: !doc.line(number - 1).text.trim() };
    if (text.trim() && !item && !/^[ \t]/.test(text)) return null;
  }
  return null;
}

// Enter anywhere else keeps the indent of the line.
export const newLine = (view) => goOnWithList(view) || insertNewlineAndIndent(view);

// Tab in a table leads to the next cell; in a list it moves the item in or out. Elsewhere it is the browser's.
export const tab = (step) => (view) => {
  const { doc, selection } = view.state;
  const line = doc.lineAt(selection.main.head);
  if (isRow(line.text)) return goToCell(view, doc, line, step);
  const item = readItem(line.text);
  if (!item || !/^(?:[-*+]|\d+[.)])/.test(item.label)) return false;
  const width = step > 0 ? 3 : Math.min(item.indent.length, 3);
  const change = step > 0 ? { from: line.from, insert: " ".repeat(width) } : { from: line.from, to: line.from + width };
  if (width) view.dispatch({ changes: change, userEvent: step > 0 ? "input.indent" : "delete.dedent" });
  return true;
};

function goToCell(view, doc, line, step) {
  const next = nextCell([...doc.iterLines()], line.number - 1, view.state.selection.main.head - line.from, step);
  if (!next) return step < 0;
  if (next.row) {
    view.dispatch({ changes: { from: line.to, insert: `\n${next.row}` }, selection: { anchor: line.to + 3 }, userEvent: "input", scrollIntoView: true });
  } else {
    const start = doc.line(next.line + 1).from;
    view.dispatch({ selection: { anchor: start + next.start, head: start + next.end }, scrollIntoView: true });
  }
  return true;
}

// A small table to be filled in, below the line one stands in.
export function table(view) {
  const { doc, selection } = view.state;
  const line = doc.lineAt(selection.main.head);
  const before = line.text.trim() ? "\n\n" : line.number > 1 && doc.line(line.number - 1).text.trim() ? "\n" : "";
  const insert = `${before}${emptyRow(2)}\n| --- | --- |\n${emptyRow(2)}\n`;
  view.dispatch({ changes: { from: line.to, insert }, selection: { anchor: line.to + before.length + 2 }, userEvent: "input", scrollIntoView: true });
  return true;
}
