// Footnotes of a pasted document: a call and a note that lead to each other, whatever program wrote them.
import { attribute, isElement, nameOf } from "./paste_words.js";

const HOLDS = new Set(["DIV", "LI", "P", "ASIDE", "TD"]);

// The notes of a document. A call without its note, as a part of a document has them, stays a raised number.
export function findNotes(root, firstNote) {
  const anchors = [];
  const parents = new Map();
  const walk = (node) => {
    for (const child of node.childNodes ?? []) {
      if (!isElement(child)) continue;
      parents.set(child, node);
      if (nameOf(child) === "A" && attribute(child, "href").includes("#")) anchors.push(child);
      walk(child);
    }
  };
  walk(root);
  const named = new Map();
  for (const anchor of anchors) for (const name of namesOf(anchor, parents)) if (!named.has(name)) named.set(name, anchor);

  const calls = new Map();
  const bodies = new Map();
  const backs = new Set();
  for (const anchor of anchors) {
    const other = named.get(targetOf(anchor));
    if (!other || other === anchor || backs.has(anchor) || calls.has(other)) continue;
    if (named.get(targetOf(other)) !== anchor) continue;
    const body = bodyOf(other, parents, root);
    if (!body) continue;
    const note = { number: firstNote + calls.size, body };
    calls.set(anchor, note);
    bodies.set(body, note);
    backs.add(other);
  }
  return {
    callOf: (node) => (backs.has(node) ? "" : calls.has(node) ? `[^${calls.get(node).number}]` : null),
    isBody: (node) => bodies.has(node),
    inOrder: () => [...calls.values()],
  };
}

const targetOf = (anchor) => attribute(anchor, "href").split("#").pop();

// An anchor answers to its own name and id, and to those of what stands right around it.
function namesOf(anchor, parents) {
  const names = [attribute(anchor, "name"), attribute(anchor, "id")];
  const around = parents.get(anchor);
  if (around && nameOf(around) === "SUP") names.push(attribute(around, "id"));
  return names.filter(Boolean);
}

// The element that is nothing but the note: the box the program made for it, else the paragraph of the anchor.
function bodyOf(anchor, parents, root) {
  let found = null;
  for (let node = parents.get(anchor); node && node !== root; node = parents.get(node)) {
    if (!HOLDS.has(nameOf(node))) continue;
    if (!found) found = node;
    if (/^(?:ftn|edn|sdfootnote|sdendnote|fn)\W?\d+$/i.test(attribute(node, "id"))) return node;
  }
  return found;
}
