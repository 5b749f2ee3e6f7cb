// How the text looks while it is written: Markdown's own marks quiet, headings and emphasis as they will be, brackets in
// their colour, and a word beside each heading that begins a section of its own. Colours are the pages' own.
import { HighlightStyle, Language, defineLanguageFacet, languageDataProp, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { Strikethrough, Table, parser } from "@lezer/markdown";

const facet = defineLanguageFacet();
const markdown = new Language(facet, parser.configure([Table, Strikethrough, { props: [languageDataProp.add({ Document: facet }), styleTags({ ListMark: tags.list })] }]), [], "markdown");

const style = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.heading1, fontSize: "1.3em", fontWeight: "600" },
  { tag: tags.heading2, fontSize: "1.2em", fontWeight: "600" },
  { tag: tags.heading3, fontSize: "1.1em", fontWeight: "600" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.link, color: "var(--ink)" },
  { tag: tags.url, color: "var(--accent)" },
  { tag: [tags.monospace, tags.comment], fontFamily: "var(--mono)", fontSize: ".9em" },
  { tag: tags.quote, fontStyle: "italic" },
  { tag: [tags.processingInstruction, tags.contentSeparator], color: "var(--quiet)", fontWeight: "400" },
]);

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "var(--round)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--serif)", fontSize: "1.0625rem", lineHeight: "1.6" },
  ".cm-content": { paddingBlock: ".9rem", caretColor: "var(--ink)" },
  ".cm-line": { paddingInline: "1rem" },
  ".cm-fixed": { fontFamily: "var(--mono)", fontSize: ".9rem" },
  ".cm-bk, .cm-bk *": { color: "var(--bracket)", fontWeight: "600" },
  ".cm-starts": { font: ".75rem var(--sans)", color: "var(--bracket)", backgroundColor: "var(--bracket-soft)", borderRadius: "1rem", padding: ".1rem .5rem", marginInlineStart: ".6rem", whiteSpace: "nowrap" },
  ".cm-specialChar": { color: "var(--del)" },
  ".cm-panels": { backgroundColor: "var(--sunk)", color: "var(--ink)", borderColor: "var(--rule)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--rule)" },
  ".cm-panel.cm-search": { display: "flex", flexWrap: "wrap", gap: ".4rem", alignItems: "center", padding: ".5rem .8rem", fontFamily: "var(--sans)" },
  ".cm-panel.cm-search br": { flexBasis: "100%", width: "0", content: '""' },
  ".cm-panel.cm-search input:not([type=checkbox])": { width: "14rem", margin: "0", fontSize: ".9rem" },
  ".cm-panel.cm-search label": { fontSize: ".85rem", display: "inline-flex", gap: ".3rem", alignItems: "center", fontWeight: "400" },
  ".cm-panel.cm-search .cm-button": { backgroundImage: "none", backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "var(--round)", margin: "0", padding: ".25rem .6rem", fontSize: ".85rem" },
  ".cm-panel.cm-search [name=close]": { color: "var(--ink)", minWidth: "1.6rem", minHeight: "1.6rem", fontSize: "1.1rem" },
  ".cm-searchMatch": { backgroundColor: "var(--mark)", outline: "1px solid var(--bracket)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--bracket-soft)", outline: "2px solid var(--bracket)" },
});

class Starts extends WidgetType {
  constructor(words) {
    super();
    this.words = words;
  }
  eq(other) {
    return other.words === this.words;
  }
  toDOM() {
    const chip = document.createElement("span");
    chip.className = "cm-starts";
    chip.textContent = this.words;
    return chip;
  }
}

const FIXED = Decoration.line({ class: "cm-fixed" });
const BRACKET = Decoration.mark({ class: "cm-bk" });

// Lines that need a face of fixed width, brackets of the negotiation, headings after the section's own.
const signs = (starts, root) => {
  const chip = Decoration.widget({ widget: new Starts(starts), side: 1 });
  const build = (view) => {
    const found = [];
    const tree = syntaxTree(view.state);
    let heading = root;
    for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
      if (!/^(?:ATX|Setext)Heading/.test(node.name)) continue;
      // The chip stands behind the heading's words, which in an underlined heading are not its last line.
      if (heading) found.push([view.state.doc.lineAt(node.from).to, 0, chip]);
      heading = true;
    }
    for (const { from, to } of view.visibleRanges) {
      tree.iterate({ from, to, enter: (node) => {
        if (!/^(?:Table|FencedCode|CodeBlock|HTMLBlock)$/.test(node.name)) return undefined;
        for (let at = node.from; at <= node.to; ) {
          const line = view.state.doc.lineAt(at);
          found.push([line.from, 0, FIXED]);
          at = line.to + 1;
        }
        return false;
      } });
      for (const at of bracketsIn(view.state.sliceDoc(from, to))) found.push([from + at, 1, BRACKET]);
    }
    found.sort((one, other) => one[0] - other[0] || one[2].startSide - other[2].startSide);
    const builder = new RangeSetBuilder();
    for (const [from, length, look] of found) builder.add(from, from + length, look);
    return builder.finish();
  };
  return ViewPlugin.fromClass(class {
    constructor(view) {
      this.decorations = build(view);
      this.tree = syntaxTree(view.state);
    }
    update(update) {
      const tree = syntaxTree(update.state);
      if (!update.docChanged && !update.viewportChanged && tree === this.tree) return;
      this.tree = tree;
      this.decorations = build(update.view);
    }
  }, { decorations: (plugin) => plugin.decorations });
};

// The places of square brackets that are no link, note, task box or escape.
export function bracketsIn(text) {
  const places = [];
  const open = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "[") open.push(at);
    else if (text[at] === "]" && open.length) {
      const start = open.pop();
      const inside = text.slice(start + 1, at);
      if (text[at + 1] !== "(" && text[at + 1] !== "[" && inside[0] !== "^" && !/^[ xX]?$/.test(inside)) places.push(start, at);
    }
  }
  return places.sort((one, other) => one - other);
}

// `starts` is what stands beside such a heading; the plan's `root` has no heading of its own.
export const looks = (starts, root) => [markdown, syntaxHighlighting(style), theme, signs(starts, root), EditorView.lineWrapping];
