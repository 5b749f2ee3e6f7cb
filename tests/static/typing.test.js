// Lists and tables as they are typed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nextLabel, readItem, renumbered } from "../../static/src/lists.js";
import { cellsOf, nextCell } from "../../static/src/tables.js";

test("the label of the next item", () => {
  const next = { "-": "-", "* [x]": "* [ ]", "4.": "5.", "9)": "10)", "(a)": "(b)", "(z)": "(aa)", "(3)": "(4)", "a)": "b)", "1.2": "1.3", "1.9.": "1.10.", "(ii)": "(iii)", "(i)": "(ii)" };
  for (const [label, expected] of Object.entries(next)) assert.equal(nextLabel(label), expected, label);
  assert.equal(nextLabel("(i)", "(h)"), "(j)");
  assert.equal(nextLabel("(v)", "(iv)"), "(vi)");
  assert.equal(nextLabel("(v)", "(u)"), "(w)");
  assert.equal(nextLabel("(c)", "(b)"), "(d)");
  assert.equal(nextLabel("(x)", "(ix)"), "(xi)");
});

test("what is an item", () => {
  assert.deepEqual(readItem("  (b) words"), { indent: "  ", label: "(b)", gap: " ", words: "words" });
  assert.equal(readItem("- ").words, "");
  for (const line of ["2006 was a year", "-5 degrees", "(see above) words", "*bold* words", "[Kenya: words]", "| a | b |"])
    assert.equal(readItem(line), null, line);
});

test("items counted anew, over blank lines and what stands below an item", () => {
  const lines = ["Words", "3. a", "", "3. b", "   - inside", "", "(a) letter", "", "9. c", "", "End", "1. other"];
  assert.deepEqual(renumbered(lines, 3), [{ line: 3, from: "3.", to: "4." }, { line: 8, from: "9.", to: "5." }]);
  assert.deepEqual(renumbered(["(a) x", "", "(c) y", "", "(d) z"], 4), [{ line: 2, from: "(c)", to: "(b)" }, { line: 4, from: "(d)", to: "(c)" }]);
  assert.deepEqual(renumbered(["- a", "- b"], 0), []);
  assert.deepEqual(renumbered(["words"], 0), []);
  assert.deepEqual(renumbered(["1. a", "2. b"], 1), []);
});

test("cells, with bars that are words", () => {
  assert.deepEqual(cellsOf("| a | b \\| c |  |"), [{ start: 2, end: 3 }, { start: 6, end: 12 }, { start: 15, end: 15 }]);
});

test("from cell to cell, over the rule, and to a new row", () => {
  const lines = ["| a | b |", "| --- | --- |", "| c | d |"];
  assert.deepEqual(nextCell(lines, 0, 2, 1), { line: 0, start: 6, end: 7 });
  assert.deepEqual(nextCell(lines, 0, 7, 1), { line: 2, start: 2, end: 3 });
  assert.deepEqual(nextCell(lines, 2, 2, -1), { line: 0, start: 6, end: 7 });
  assert.deepEqual(nextCell(lines, 2, 7, 1), { line: 2, row: "|  |  |" });
  assert.equal(nextCell(lines, 0, 2, -1), null);
  assert.equal(nextCell(["words"], 0, 2, 1), null);
});
