// Times jsdiff or diff-match-patch on two files (best of three short runs) and prints signs and sizes.
const fs = require("fs");
const path = require("path");
const [, , folder, which, oldFile, newFile] = process.argv;
const one = fs.readFileSync(oldFile, "utf8");
const two = fs.readFileSync(newFile, "utf8");
let work;
if (which === "jsdiff") {
  const { diffWords } = require(path.join(folder, "diff"));
  work = () => diffWords(one, two).map((p) => [p.added ? "+" : p.removed ? "-" : "=", p.value.length]);
} else {
  const Engine = require(path.join(folder, "diff-match-patch"));
  work = () => {
    const engine = new Engine();
    engine.Diff_Timeout = 0;
    const parts = engine.diff_main(one, two);
    engine.diff_cleanupSemantic(parts);
    return parts.map(([sign, text]) => [sign === 0 ? "=" : sign > 0 ? "+" : "-", text.length]);
  };
}
let best = Infinity;
let marks;
for (let i = 0; i < 3; i++) {
  const start = process.hrtime.bigint();
  marks = work();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  best = Math.min(best, seconds);
  if (seconds > 2) break;
}
console.log(JSON.stringify({ seconds: best, marks }));
