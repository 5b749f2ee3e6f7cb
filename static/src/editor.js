// The editor: the form's text field becomes a desk for writing. The field stays the form's own; without this script, or
// where it fails, the form does all that matters.
import { defaultKeymap, history, historyKeymap, redo, undo } from "@codemirror/commands";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap } from "@codemirror/view";
import { Keeping } from "./keeping.js";
import { Line } from "./line.js";
import { looks } from "./looks.js";
import { Notices } from "./notices.js";
import { pasting } from "./paste.js";
import { Presences } from "./presences.js";
import { Preview } from "./preview.js";
import { tools } from "./tools.js";
import { footnote, link, list, mark, newLine, renumber, tab, table } from "./writing.js";

function open(form) {
  const field = form.elements.text;
  const label = form.querySelector("#text-label");
  const notices = new Notices(form.querySelector(".notices"), { focus: () => view.focus() });
  const line = new Line(form);
  let keeping = null;
  let preview = null;

  const save = () => {
    form.requestSubmit(form.querySelector("button[value=save]"));
    return true;
  };
  const commands = {
    bold: mark("**"), italic: mark("*"), bracket: mark("[", "]"), link, footnote, list, renumber, table, undo, redo,
    find: openSearchPanel, preview: () => preview.toggle() ?? true,
  };
  const keys = [
    { key: "Mod-s", run: save, preventDefault: true },
    { key: "Mod-b", run: commands.bold },
    { key: "Mod-i", run: commands.italic },
    { key: "Mod-k", run: link },
    { key: "Mod-Shift-b", run: commands.bracket, preventDefault: true },
    { key: "Mod-Shift-f", run: footnote, preventDefault: true },
    { key: "Mod-Shift-l", run: list, preventDefault: true },
    { key: "Mod-Shift-o", run: renumber, preventDefault: true },
    { key: "Mod-Shift-e", run: commands.preview, preventDefault: true },
    { key: "Enter", run: newLine },
    { key: "Tab", run: tab(1), shift: tab(-1) },
  ];

  // The field holds what the form sends; a browser keeps a text of LF lines in it as it is.
  const written = EditorView.updateListener.of((update) => {
    if (!update.docChanged) return;
    field.value = update.state.doc.toString();
    keeping?.changed();
    preview?.changed();
  });

  const desk = document.createElement("div");
  desk.className = "editor-desk";
  desk.id = "text-desk";
  const view = new EditorView({
    doc: field.value,
    parent: desk,
    extensions: [
      EditorView.cspNonce.of(form.dataset.nonce),
      EditorState.phrases.of(JSON.parse(notices.words.phrases)),
      EditorState.tabSize.of(4),
      history(),
      search({ top: true }),
      highlightSelectionMatches({ minSelectionLength: 4 }),
      highlightSpecialChars(),
      looks(notices.text("starts"), form.dataset.root === "yes"),
      pasting(notices),
      // The bar with what the form does stands over the foot of the window: the line one writes on stays above it.
      EditorView.scrollMargins.of(() => ({ bottom: form.querySelector(":scope > .acts").offsetHeight })),
      written,
      Prec.high(keymap.of(keys)),
      keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.contentAttributes.of({
        "aria-labelledby": "text-label",
        "aria-describedby": field.getAttribute("aria-describedby"),
        "aria-invalid": field.getAttribute("aria-invalid") ?? "false",
        tabindex: "0",
        lang: field.lang,
        dir: field.dir,
        spellcheck: "true",
        autocorrect: "on",
        autocapitalize: "sentences",
      }),
    ],
  });

  field.before(desk);
  field.hidden = true;
  label.removeAttribute("for");
  label.addEventListener("click", () => view.focus());
  form.classList.add("desked");
  form.querySelector(".tools-row").hidden = false;
  form.querySelector("button[value=preview]").hidden = true;

  keeping = new Keeping(form, line, notices, {
    read: () => field.value,
    write: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
  });
  preview = new Preview(form, line, notices, view, form.querySelector('[data-act="preview"]'));
  new Presences(form, line, notices);
  tools(form.querySelector(".tools-bar"), view, commands);
  // The form was refused for its text: a page without this script has the focus in the field.
  if (field.autofocus) view.focus();
}

const form = document.querySelector("form.editor");
if (form?.dataset.nonce) open(form);
