// The line to the server: forms sent beside the page, with the key that shows they come from it.

export class Refused extends Error {
  // `answer` is what the server said with it, where that was JSON.
  constructor(status, answer = null) {
    super(String(status));
    Object.assign(this, { status, answer });
  }
}

export class Line {
  constructor(form) {
    this.form = form;
    this.key = form.elements.csrf_token;
  }

  // The answer's JSON. Raises Refused with the status of an answer that is none, TypeError where nothing answers.
  async send(address, fields, signal) {
    const answer = await fetch(address, { method: "POST", body: this.body(fields), credentials: "same-origin", redirect: "error", signal });
    if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => null));
    return answer.json();
  }

  body(fields) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ csrf_token: this.key.value, ...fields })) body.append(name, value);
    return body;
  }

  // Says something while the page goes away.
  sayGoodbye(address) {
    navigator.sendBeacon(address, this.body({}));
  }

  // Where somebody signed out and in again in another window, the page has an old key: takes the new one, if it is the
  // same person who is signed in.
  async renew() {
    const answer = await fetch(location.pathname + location.search, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("form.editor");
    if (!form || form.dataset.person !== this.form.dataset.person) return false;
    this.key.value = form.elements.csrf_token.value;
    return true;
  }
}
