// The editor's one convenience: what is typed is kept on the server as it is typed. Everything else is the form.
const form = document.querySelector("form.editor");
if (form) {
  const text = form.elements.text;
  const state = form.querySelector(".state");
  const pause = 1500;
  let timer = 0;
  let kept = text.value;
  let sending = false;
  let leaving = false;
  let line = new AbortController();

  const keep = async () => {
    if (sending || leaving || text.value === kept) return;
    sending = true;
    const now = text.value;
    state.textContent = form.dataset.keeping;
    const body = new FormData(form);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, credentials: "same-origin", signal: line.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const { at } = await answer.json();
      kept = now;
      const time = new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      state.textContent = `${form.dataset.kept} ${time}`;
    } catch {
      if (leaving) return;
      state.textContent = form.dataset.offline;
      timer = setTimeout(keep, 10 * pause);
    } finally {
      sending = false;
      if (text.value !== kept && state.textContent !== form.dataset.offline) schedule();
    }
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, pause);
  };

  // A save carries the words itself: what is kept after it would come back as if it had not been saved.
  const leave = () => {
    leaving = true;
    clearTimeout(timer);
    line.abort();
  };
  const stay = () => {
    leaving = false;
    line = new AbortController();
    schedule();
  };

  text.addEventListener("input", () => (leaving ? stay() : schedule()));
  document.addEventListener("visibilitychange", () => document.hidden && keep());
  form.addEventListener("submit", leave);
  addEventListener("pageshow", (event) => { if (event.persisted) stay(); });
  addEventListener("beforeunload", (event) => { if (!leaving && text.value !== kept) event.preventDefault(); });
  text.addEventListener("keydown", (event) => {
    if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[value=save]"));
    }
  });
}
