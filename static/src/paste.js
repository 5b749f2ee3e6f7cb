// Pasting: what comes from a word processor or a page of the web becomes Markdown, in one step that can be taken back.
import { isolateHistory, undo } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";
import { toMarkdown } from "./paste_blocks.js";
import { clean } from "./paste_words.js";
import { nextNote } from "./writing.js";

export function pasting(notices) {
  return [
    EditorView.clipboardInputFilter.of((text) => clean(text)),
    EditorView.domEventHandlers({
      paste(event, view) {
        const words = clean(event.clipboardData?.getData("text/plain") ?? "").replace(/\r\n?/g, "\n");
        const text = fromClipboard(event.clipboardData, view.state.doc.toString());
        if (!text || text === words.trim()) return false;
        event.preventDefault();
        insert(view, text);
        notices.show("pasted", {}, {
          undo: () => back(view),
          plain: () => {
            back(view);
            insert(view, words);
          },
        });
        return true;
      },
    }),
    EditorView.updateListener.of((update) => {
      // What was typed since is not to be taken back with it.
      if (update.transactions.some((one) => one.docChanged && !one.isUserEvent("input.paste"))) notices.hide("pasted");
    }),
  ];
}

function fromClipboard(data, text) {
  const html = data?.getData("text/html") ?? "";
  // Code editors colour what they copy; its words are all there is to it.
  if (!html.trim() || /<(?:div|pre)[^>]*style="[^"]*white-space:\s*pre(?![^";]*wrap)/i.test(html)) return "";
  try {
    return toMarkdown(new DOMParser().parseFromString(html, "text/html").body, { firstNote: nextNote(text) }).text;
  } catch (trouble) {
    // Nested deeper than can be followed: its words are taken.
    if (trouble instanceof RangeError) return "";
    throw trouble;
  }
}

function insert(view, text) {
  const { state } = view;
  view.dispatch(state.update(state.replaceSelection(state.toText(text)), {
    userEvent: "input.paste",
    annotations: isolateHistory.of("full"),
    scrollIntoView: true,
  }));
}

function back(view) {
  undo(view);
  view.focus();
}
