// Who else is here, whether somebody saved meanwhile, and when the sign-in ends: asked now and then while one looks.
import { Refused } from "./line.js";

const EVERY = 25_000;
const WARN = 6; // minutes before the end

export class Presences {
  constructor(form, line, notices) {
    Object.assign(this, { form, line, notices });
    this.others = notices.root.querySelector(".others");
    this.ask();
    setInterval(() => this.ask(), EVERY);
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
    addEventListener("pagehide", () => line.sayGoodbye(form.dataset.end));
  }

  async ask(fields = {}) {
    if (document.hidden && !fields.stay) return;
    // An answer that comes after a later question was asked is told no more: things may have changed between.
    const turn = (this.turn = (this.turn ?? 0) + 1);
    try {
      const found = await this.line.send(this.form.dataset.presence, fields);
      if (turn === this.turn) this.tell(found);
    } catch (trouble) {
      if (turn === this.turn && trouble instanceof Refused && trouble.status === 401) {
        if (await this.line.renew().catch(() => false)) this.ask(fields);
        else {
          this.notices.hide("ending");
          this.notices.show("ended");
        }
      }
    }
  }

  tell({ others, newest, saved_by: name, minutes_left: minutes }) {
    const words = others.length ? this.notices.text("here", { names: others.join(", ") }) : "";
    if (this.others.textContent !== words) {
      this.others.textContent = words;
      if (words) this.notices.speak(words);
    }
    this.notices.hide("ended");
    const based = Number(this.form.elements.based_on.value);
    if (newest && based && newest > based) {
      const shown = this.notices.show("newer", { name });
      shown.querySelector("a").href = `${this.form.dataset.comparison}?from=${based}&to=${newest}`;
    }
    if (minutes < WARN) this.notices.show("ending", { minutes: Math.max(minutes, 1) }, { stay: () => this.ask({ stay: "yes" }) });
    else this.notices.hide("ending");
  }
}
