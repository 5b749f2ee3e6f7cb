// Choosing words in the text offers to comment on them, or to put them in brackets: the words, what stands around
// them and their paragraph go to the form by its address. Without this script the forms themselves ask for the words.
const article = document.querySelector("article[data-comment], article[data-bracket]");
if (article) {
  const around = 60;
  const offer = document.createElement("div");
  offer.className = "on-words";
  offer.hidden = true;
  const { comment, commentWords, bracket, bracketWords } = article.dataset;
  const ways = [[comment, commentWords, "button primary"], [bracket, bracketWords, "button"]]
    .filter(([target]) => target)
    .map(([target, words, className]) => {
      const link = document.createElement("a");
      Object.assign(link, { className, textContent: words });
      offer.append(link);
      return [target, link];
    });
  document.body.append(offer);

  const place = () => {
    const chosen = getSelection();
    const words = chosen.toString().trim();
    if (!words || words.length > 2000 || !article.contains(chosen.anchorNode) || !article.contains(chosen.focusNode)) {
      offer.hidden = true;
      return;
    }
    const range = chosen.getRangeAt(0);
    const block = (range.startContainer.parentElement ?? article).closest("p, li, h1, h2, h3, h4, h5, h6, table, blockquote") ?? article;
    const before = document.createRange();
    before.setStart(article, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const after = document.createRange();
    after.setStart(range.endContainer, range.endOffset);
    after.setEnd(article, article.childNodes.length);
    const paragraph = /p-(\d+)$/.exec(block.querySelector("a.addr")?.id ?? "");
    for (const [target, link] of ways) {
      const address = new URL(target, location.href);
      address.searchParams.set("quote", words);
      address.searchParams.set("prefix", before.toString().slice(-around));
      address.searchParams.set("suffix", after.toString().slice(0, around));
      if (paragraph) address.searchParams.set("paragraph", paragraph[1]);
      link.href = address;
    }
    const box = range.getBoundingClientRect();
    offer.style.insetBlockStart = `${scrollY + box.bottom + 8}px`;
    offer.style.left = `${Math.max(8, Math.min(scrollX + box.left, innerWidth - 340))}px`;
    offer.hidden = false;
  };
  document.addEventListener("selectionchange", place);
}

// On a wide page each remark stands beside its words, pushed down where the one above needs the place.
const text = document.querySelector("article.text");
const notes = document.querySelector(".three > .notes");
if (text && notes) {
  const wide = matchMedia("(min-width: 62.01rem)");
  // They are moved without their place in the page: nothing that stands under them jumps.
  const beside = () => {
    const parts = [...notes.querySelectorAll(":scope > :not(h2)")];
    for (const part of parts) part.style.translate = "";
    notes.style.minBlockSize = "";
    if (!wide.matches) return;
    const heights = parts.map((part) => {
      const mark = text.querySelector(`mark[data-passage="${CSS.escape(part.id.replace("comment-", ""))}"]`);
      return mark ? mark.getBoundingClientRect().top - part.getBoundingClientRect().top : 0;
    });
    const whole = notes.getBoundingClientRect().height;
    let down = 0;
    for (const [at, part] of parts.entries()) {
      down = Math.max(down, Math.round(heights[at]));
      if (down) part.style.translate = `0 ${down}px`;
    }
    if (down) notes.style.minBlockSize = `${whole + down}px`;
  };
  let due;
  const soon = () => { cancelAnimationFrame(due); due = requestAnimationFrame(beside); };
  // A remark that was linked to is on another page of the margin where there are many: the server knows on which.
  const pageOf = (key) => {
    const address = new URL(location);
    address.searchParams.set("comment", key);
    address.hash = `comment-${key}`;
    return address;
  };
  const land = () => {
    const key = /^#comment-(\d+)$/.exec(location.hash)?.[1];
    if (!key) return;
    const note = document.getElementById(`comment-${key}`);
    if (note) {
      const closed = note.closest("details:not([open])");
      if (closed) closed.open = true;
      note.scrollIntoView({ block: "nearest" });
    } else if (new URL(location).searchParams.get("comment") !== key) location.replace(pageOf(key));
  };
  beside();
  notes.dataset.placed = "";
  land();
  addEventListener("hashchange", land);
  addEventListener("resize", soon);
  addEventListener("load", soon);
  document.fonts?.ready.then(soon);
  notes.addEventListener("toggle", soon, true);

  // Choosing a passage leads to its remark; the remark's quote leads back.
  for (const mark of text.querySelectorAll("mark[data-passage]")) {
    const note = document.getElementById(`comment-${mark.dataset.passage}`);
    // Where passages lie in one another, the innermost is meant.
    mark.addEventListener("click", (event) => {
      if (!getSelection().isCollapsed || mark.closest("a") || event.target.closest("mark[data-passage]") !== mark) return;
      if (!note) return location.assign(pageOf(mark.dataset.passage));
      note.scrollIntoView({ block: "nearest" });
      note.tabIndex = -1;
      note.focus({ preventScroll: true });
    });
    if (!note) continue;
    mark.addEventListener("mouseenter", () => note.classList.add("now"));
    mark.addEventListener("mouseleave", () => note.classList.remove("now"));
    note.addEventListener("mouseenter", () => mark.classList.add("now"));
    note.addEventListener("mouseleave", () => mark.classList.remove("now"));
    note.querySelector("blockquote")?.addEventListener("click", () => mark.scrollIntoView({ block: "center" }));
  }
}

// A paragraph's number is its address: choosing it copies the whole of it.
const told = document.querySelector("[data-copied]");
if (told && navigator.clipboard) {
  let away;
  document.addEventListener("click", async (event) => {
    const address = event.target.closest?.("article.text a.addr");
    if (!address || event.ctrlKey || event.metaKey || event.shiftKey) return;
    try {
      await navigator.clipboard.writeText(address.href);
    } catch {
      return;
    }
    told.textContent = told.dataset.copied;
    clearTimeout(away);
    away = setTimeout(() => { told.textContent = ""; }, 2500);
  });
}
