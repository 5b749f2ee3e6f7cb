// What the page has to tell: one place for each thing, shown when it is so. All words come from the page itself.

export class Notices {
  // `home` is where the focus goes once something was chosen.
  constructor(root, home) {
    this.root = root;
    this.home = home;
    this.words = root.dataset;
    this.say = root.querySelector("[data-say]");
    root.hidden = false;
  }

  // A sentence of the page with its places filled in.
  text(name, values = {}) {
    return fill(this.words[name], values);
  }

  get(name) {
    return this.root.querySelector(`[data-notice="${name}"]`);
  }

  // Shows a notice; what may be chosen in it is answered by `choices`, after which the notice goes.
  show(name, values = {}, choices = {}) {
    const notice = this.get(name);
    const words = notice.matches("p") ? notice : notice.querySelector("p");
    const first = words.firstChild;
    if (first) {
      this.patterns ??= new Map();
      if (!this.patterns.has(name)) this.patterns.set(name, first.data);
      first.data = fill(this.patterns.get(name), values);
    }
    for (const button of notice.querySelectorAll("[data-choose]")) {
      button.onclick = () => {
        notice.hidden = true;
        this.home.focus();
        choices[button.dataset.choose]?.();
      };
    }
    if (!notice.hidden) return notice;
    notice.hidden = false;
    this.speak(words.textContent);
    return notice;
  }

  hide(name) {
    this.get(name).hidden = true;
  }

  // For those who listen: said once, politely.
  speak(words) {
    this.say.textContent = words;
  }
}

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// An hour of the day as the page's language writes it.
export const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
