// The outline stands open beside the text on a wide page and lies closed above it on a narrow one.
// Without this script it is open everywhere, and scrolls within itself where the page is narrow.
const outline = document.querySelector(".outline details");
if (outline) {
  const narrow = matchMedia("(max-width: 62rem)");
  const fit = () => { outline.open = !narrow.matches; };
  fit();
  outline.dataset.ready = "";
  narrow.addEventListener("change", fit);
}

// Beside a whole text the outline follows what is being read.
const sections = [...document.querySelectorAll("article.text > section[id]")];
if (outline && sections.length) {
  const links = new Map(sections.map((section) => [section, outline.querySelector(`a[href$="#${section.id}"]`)]));
  const seen = new Set();
  let current;
  const follow = new IntersectionObserver((changes) => {
    for (const change of changes) change.isIntersecting ? seen.add(change.target) : seen.delete(change.target);
    const first = sections.find((section) => seen.has(section));
    const link = first && links.get(first);
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    current = link;
    const list = outline.parentElement;
    const [box, frame] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
    if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) list.scrollTop += box.top - frame.top - frame.height / 3;
  }, { rootMargin: "-10% 0px -60% 0px" });
  for (const section of sections) follow.observe(section);
}
