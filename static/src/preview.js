// The text as it will look, beside the one that is written, and scrolling along with it. The server renders it.
import { Refused } from "./line.js";

const PAUSE = 500;
const PLACE = "plenary:preview";

export class Preview {
  constructor(form, line, notices, view, button) {
    Object.assign(this, { form, line, notices, view, button });
    this.pane = document.querySelector("section.preview");
    this.text = this.pane.querySelector(".text");
    this.splits = form.querySelector(".splits");
    this.lines = [];
    this.pane.tabIndex = 0; // it scrolls, and is to be scrolled by keyboard
    view.dom.parentElement.after(this.pane);
    view.scrollDOM.addEventListener("scroll", () => this.follow(), { passive: true });
    this.open(this.wanted());
  }

  // Open where there is room for it beside the text, or as it was left last time.
  wanted() {
    const left = stored(() => localStorage.getItem(PLACE));
    return left ? left === "open" : matchMedia("(min-width: 70rem)").matches;
  }

  toggle() {
    this.open(this.pane.hidden);
    stored(() => localStorage.setItem(PLACE, this.pane.hidden ? "closed" : "open"));
  }

  open(open) {
    this.pane.hidden = !open;
    this.form.classList.toggle("beside", open);
    this.button.setAttribute("aria-pressed", String(open));
    this.view.requestMeasure();
    if (open) this.ask();
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    if (this.pane.hidden) return;
    this.stop?.abort();
    this.stop = new AbortController();
    try {
      this.show(await this.line.send(this.form.dataset.preview, { text: this.view.state.doc.toString() }, this.stop.signal));
    } catch (trouble) {
      if (trouble.name === "AbortError") return;
      this.tell(trouble instanceof Refused && trouble.status === 413 ? "" : this.notices.text("unreachable"));
    }
  }

  show({ html, splits = [], problem = "" }) {
    this.text.innerHTML = html;
    // Addresses are of the text's lines here, and lead nowhere.
    this.lines = [];
    for (const link of this.text.querySelectorAll("a.addr")) {
      this.lines.push({ line: Number(link.id.replace(/^\D+/, "")), block: link.parentElement });
      if (link.classList.contains("typed")) {
        link.removeAttribute("href");
        link.removeAttribute("id");
      } else link.remove();
    }
    for (const part of this.text.querySelectorAll("[id]")) part.removeAttribute("id");
    this.tell(problem);
    this.tellSplits(splits);
    this.follow();
  }

  tell(problem) {
    const place = this.notices.get("problem");
    place.textContent = problem;
    place.hidden = !problem;
  }

  tellSplits(titles) {
    const items = titles.map((title) => {
      const item = document.createElement("li");
      item.textContent = title || this.notices.text("untitled");
      return item;
    });
    this.splits.querySelector("ul").replaceChildren(...items);
    this.splits.hidden = !titles.length;
    if (!titles.length) this.form.elements.split.checked = false;
  }

  // Brings the block whose line is at the head of the editor to the head of the preview, and what is between in between.
  follow() {
    if (this.pane.hidden || !this.lines.length) return;
    const { scrollTop, scrollHeight, clientHeight } = this.view.scrollDOM;
    if (scrollTop + clientHeight >= scrollHeight - 2 && scrollTop > 0) {
      this.pane.scrollTop = this.pane.scrollHeight;
      return;
    }
    const block = this.view.lineBlockAtHeight(scrollTop);
    const share = block.height ? (scrollTop - block.top) / block.height : 0;
    const at = this.view.state.doc.lineAt(block.from).number + Math.min(Math.max(share, 0), 1);
    const after = this.lines.findIndex(({ line }) => line > at);
    const before = this.lines[Math.max((after < 0 ? this.lines.length : after) - 1, 0)];
    const next = after < 0 ? null : this.lines[after];
    const top = (place) => place.block.getBoundingClientRect().top - this.pane.getBoundingClientRect().top + this.pane.scrollTop;
    const start = scrollTop < 4 ? 0 : top(before);
    const part = next && next.line > before.line ? (at - before.line) / (next.line - before.line) : 0;
    this.pane.scrollTop = scrollTop < 4 ? 0 : start + Math.max(part, 0) * (top(next ?? before) - start) - 16;
  }
}

function stored(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
