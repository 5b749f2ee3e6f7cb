// Pipe tables as they are typed: where the cells of a row are, and where the next one is. Pure: lines in, places out.

const RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

export const isRow = (line) => /^\s*\|.*\|\s*$/.test(line);
export const isRule = (line) => RULE.test(line) && line.includes("|");

// The ranges of a row's cells, without the blanks around their words; an escaped bar is a word.
export function cellsOf(line) {
  const bars = [];
  for (let index = 0; index < line.length; index += 1) {
    if (line[index] === "\\") index += 1;
    else if (line[index] === "|") bars.push(index);
  }
  return bars.slice(1).map((end, index) => {
    const start = bars[index] + 1;
    const inner = line.slice(start, end);
    const words = inner.trim();
    if (!words) return { start: Math.min(start + 1, end), end: Math.min(start + 1, end) };
    const from = start + inner.indexOf(words);
    return { start: from, end: from + words.length };
  });
}

// Where Tab (step 1) or Shift-Tab (step -1) leads from column `column` of line `at`: { line, start, end }; { row } is a
// row to be added below; null leads out of the table, or there is none.
export function nextCell(lines, at, column, step) {
  if (!isRow(lines[at] ?? "")) return null;
  const cells = cellsOf(lines[at]);
  let index = cells.findIndex((cell) => column <= cell.end);
  if (index < 0) index = cells.length - 1;
  index += step;
  if (cells[index]) return { line: at, ...cells[index] };
  for (let line = at + step; isRow(lines[line] ?? ""); line += step) {
    if (isRule(lines[line])) continue;
    const found = cellsOf(lines[line]);
    return { line, ...found[step > 0 ? 0 : found.length - 1] };
  }
  return step > 0 ? { line: at, row: emptyRow(cells.length) } : null;
}

export const emptyRow = (width) => `|${"  |".repeat(width)}`;
