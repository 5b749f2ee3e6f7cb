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
