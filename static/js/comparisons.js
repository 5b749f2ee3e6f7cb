// Two things on a page of changes: a stepper that leads from one change to the next ("3 of 17"), and in the reading
// side by side, paragraphs that say the same stand level. Without this script the links between sections remain.
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, pre, tr, li:not(:has(> p)), summary";
const MARKS = "ins, del, .restyled, span.moved, li.told";
const main = document.getElementById("main");

const keptWords = (block) => {
  const copy = block.cloneNode(true);
  for (const gone of copy.querySelectorAll("ins, del, .unseen, a.addr, a.moved")) gone.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
};

// Blocks of the two columns that hold the same kept words, in the order of both.
const pairsOf = (pair) => {
  const [old, now] = [...pair.children].map((side) => [...side.querySelectorAll(BLOCKS)].map((block) => [block, keptWords(block)]));
  if (!now) return [];
  const found = [];
  let from = 0;
  for (const [block, words] of old) {
    if (!words) continue;
    const at = now.findIndex((other, index) => index >= from && other[1] === words);
    if (at < 0) continue;
    found.push([block, now[at][0]]);
    from = at + 1;
  }
  return found;
};

const partners = new Map();
const level = () => {
  const wide = matchMedia("(min-width: 44rem)").matches;
  for (const pair of document.querySelectorAll(".pair:not(.clash .pair)")) {
    const pairs = pairsOf(pair);
    for (const [one, other] of pairs) {
      partners.set(one, other);
      for (const block of [one, other]) if (block.tagName !== "TR") block.style.marginBlockStart = "";
    }
    if (!wide) continue;
    for (const [one, other] of pairs) {
      const apart = one.getBoundingClientRect().top - other.getBoundingClientRect().top;
      const higher = apart > 0 ? other : one;
      if (Math.abs(apart) < 1 || higher.tagName === "TR" || !higher.getClientRects().length) continue;
      const margin = parseFloat(getComputedStyle(higher).marginBlockStart) || 0;
      higher.style.marginBlockStart = `${margin + Math.abs(apart)}px`;
      // Margins of neighbours fall into one another: what is still missing after the first try is added.
      const left = Math.abs(one.getBoundingClientRect().top - other.getBoundingClientRect().top);
      if (left >= 1) higher.style.marginBlockStart = `${margin + Math.abs(apart) + left}px`;
    }
  }
};

if (main?.querySelector(".pair")) {
  let due;
  const soon = () => { cancelAnimationFrame(due); due = requestAnimationFrame(level); };
  level();
  addEventListener("resize", soon);
  document.fonts?.ready.then(soon);
  main.addEventListener("toggle", (event) => {
    const summary = event.target.querySelector?.(":scope > summary");
    for (const [one, other] of partners) {
      const twin = summary === one ? other : summary === other ? one : null;
      if (twin && twin.parentElement.open !== event.target.open) twin.parentElement.open = event.target.open;
    }
    soon();
  }, true);
}

// Marks of one number are one change, wherever they stand in their section; of those without, each is one.
const changesOf = () => {
  const sections = new Map();
  for (const mark of main.querySelectorAll(MARKS)) {
    if (mark.parentElement.closest(MARKS)) continue;
    const section = mark.closest(".change") ?? main;
    if (!sections.has(section)) sections.set(section, new Map());
    const changes = sections.get(section);
    const number = Number(mark.dataset.change ?? changes.size);
    if (!changes.has(number)) changes.set(number, []);
    changes.get(number).push(mark);
  }
  return [...sections.values()].flatMap((changes) => [...changes].sort(([one], [other]) => one - other).map(([, marks]) => marks));
};

const stepper = document.querySelector(".stepper");
if (stepper && main) {
  const changes = changesOf();
  const [before, after] = stepper.querySelectorAll("button");
  const said = stepper.querySelector("output");
  let here = -1;
  const say = () => {
    said.textContent = (here < 0 ? stepper.dataset.all : stepper.dataset.place)
      .replace("{here}", (here + 1).toLocaleString(document.documentElement.lang))
      .replace("{all}", changes.length.toLocaleString(document.documentElement.lang));
    before.disabled = here <= 0;
    after.disabled = here >= changes.length - 1;
  };
  const go = (to) => {
    for (const mark of changes[here] ?? []) mark.classList.remove("here");
    here = Math.max(0, Math.min(changes.length - 1, to));
    for (const mark of changes[here]) {
      mark.closest("details")?.setAttribute("open", "");
      mark.classList.add("here");
    }
    changes[here][0].scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    say();
  };
  before.addEventListener("click", () => go(here - 1));
  after.addEventListener("click", () => go(here + 1));
  if (changes.length > 1) {
    stepper.hidden = false;
    say();
  }
}
