// What is typed is kept: on the server a moment after one stops typing, in this browser while the server does not answer.
// How it stands is always to be seen.
import { Refused } from "./line.js";
import { clock } from "./notices.js";

const PAUSE = 1200;
const AGAIN = 12_000;

export class Keeping {
  constructor(form, line, notices, { read, write }) {
    Object.assign(this, { form, line, notices, read, write });
    this.state = form.querySelector(".state");
    this.known = form.elements.known;
    // In this browser each window keeps a place of its own: two of them do not write over one another.
    this.places = `plenary:${form.dataset.person}:${form.dataset.autosave}`;
    this.place = `${this.places}:${Date.now()}-${Math.random()}`;
    this.opened = this.kept = read();
    this.leaving = false;
    this.timer = 0;
    this.stop = new AbortController();
    if (!this.state.textContent.trim()) this.show("none");
    this.offerWhatStayed();

    // A save carries the words itself: what is kept after it would come back as if it had not been saved.
    form.addEventListener("submit", () => this.leave());
    addEventListener("pageshow", (event) => event.persisted && this.comeBack());
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
    addEventListener("online", () => this.keep());
    addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.read() !== this.kept && !this.keepHere()) event.preventDefault();
    });
  }

  // To be called whenever the text was changed.
  changed() {
    if (this.leaving) this.comeBack();
    if (!this.troubled) this.show(this.read() === this.kept ? this.last ?? "none" : "waiting", this.lastValues);
    this.soon(this.troubled ? 3 * PAUSE : PAUSE);
    if (this.troubled) this.keepHere();
  }

  soon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), pause);
  }

  async keep() {
    if (this.sending || this.leaving || this.read() === this.kept) return;
    clearTimeout(this.timer);
    this.sending = true;
    const now = this.read();
    if (!this.troubled) this.show("keeping");
    try {
      const { at } = await this.send(now);
      this.kept = now;
      this.known.value = at;
      this.last = "kept";
      this.lastValues = { time: clock(at) };
      this.forgetHere();
      this.notices.hide("elsewhere");
      if (this.troubled) this.notices.speak(this.notices.text("kept", this.lastValues));
      this.troubled = false;
      this.show(this.read() === now ? "kept" : "waiting", this.lastValues);
    } catch (trouble) {
      if (!this.leaving) this.meet(trouble);
    } finally {
      this.sending = false;
    }
    if (!this.troubled && !this.leaving && this.read() !== this.kept) this.soon(PAUSE);
  }

  async send(text) {
    const fields = { text, based_on: this.form.elements.based_on.value, known: this.known.value };
    try {
      return await this.line.send(this.form.dataset.autosave, fields, this.stop.signal);
    } catch (trouble) {
      if (!(trouble instanceof Refused) || trouble.status !== 401 || !(await this.line.renew())) throw trouble;
      return this.line.send(this.form.dataset.autosave, fields, this.stop.signal);
    }
  }

  meet(trouble) {
    const refused = trouble instanceof Refused;
    const said = this.keepHere() ? (refused ? "refused" : "local") : "lost";
    this.show(said, { time: clock(Date.now()) });
    if (!this.troubled) this.notices.speak(this.state.textContent);
    this.troubled = true;
    if (refused && trouble.status === 401) this.notices.show("ended");
    if (refused && trouble.status === 409 && trouble.answer) this.choose(trouble.answer);
    else this.soon(AGAIN);
  }

  // The same person types in another window too: neither's words are written over before one is chosen.
  choose({ at, text, based_on: based }) {
    const settle = () => {
      this.known.value = at;
      this.troubled = false;
    };
    this.notices.show("elsewhere", { time: clock(at) }, {
      here: () => {
        settle();
        this.keep();
      },
      there: () => {
        settle();
        this.forgetHere();
        this.form.elements.based_on.value = based;
        this.kept = text;
        this.write(text);
        this.show("kept", { time: clock(at) });
      },
    });
  }

  show(name, values) {
    this.state.textContent = this.notices.text(name, values);
    this.state.dataset.is = name;
  }

  leave() {
    if (this.read() !== this.opened) this.keepHere({ sent: true });
    this.leaving = true;
    clearTimeout(this.timer);
    this.stop.abort();
  }

  comeBack() {
    this.leaving = false;
    this.stop = new AbortController();
    this.soon(PAUSE);
  }

  // In this browser, apart for each person: true where it could be written down.
  keepHere(more = {}) {
    try {
      const based = this.form.elements.based_on.value;
      localStorage.setItem(this.place, JSON.stringify({ text: this.read(), based, at: Date.now(), ...more }));
      return true;
    } catch {
      return false;
    }
  }

  forgetHere() {
    try {
      localStorage.removeItem(this.place);
    } catch {
      // What was never written needs no forgetting.
    }
  }

  // A text that stayed in this browser is offered, unless the page has it, or a save took it along.
  offerWhatStayed() {
    let newest = null;
    try {
      for (const place of Object.keys(localStorage).filter((name) => name.startsWith(this.places))) {
        const stayed = JSON.parse(localStorage.getItem(place));
        const saved = stayed.sent && stayed.based !== this.form.elements.based_on.value && this.form.dataset.own === "yes";
        if (saved || stayed.text === this.read()) localStorage.removeItem(place);
        else if (!newest || stayed.at > newest.stayed.at) newest = { place, stayed };
      }
    } catch {
      return;
    }
    if (!newest) return;
    const { place, stayed } = newest;
    this.notices.show("local", { time: new Date(stayed.at).toLocaleString(document.documentElement.lang) }, {
      take: () => {
        if (stayed.based) this.form.elements.based_on.value = stayed.based;
        this.write(stayed.text);
        localStorage.removeItem(place);
      },
      drop: () => localStorage.removeItem(place),
    });
  }
}
