// Clipboards for tests: HTML read as browsers read it, with the few properties the converter asks of an element.
import { parse } from "parse5";
import { toMarkdown } from "../../static/src/paste_blocks.js";

function element(node) {
  const kind = { "#text": 3, "#comment": 8, "#document": 9, "#documentType": 10 }[node.nodeName] ?? 1;
  return {
    nodeName: node.nodeName,
    nodeType: kind,
    nodeValue: node.value ?? null,
    childNodes: (node.childNodes ?? []).map(element),
    getAttribute: (name) => node.attrs?.find((one) => one.name === name)?.value ?? null,
  };
}

// The body of a document, as DOMParser gives it.
export function read(html) {
  const find = (node) => (node.nodeName === "body" ? node : (node.childNodes ?? []).map(find).find(Boolean));
  return find(element(parse(html)));
}

export const pasted = (html, settings) => toMarkdown(read(html), settings).text;
