// On the conflict page, who writes in a pair's field means what is written there.
for (const field of document.querySelectorAll(".own textarea")) {
  field.addEventListener("input", () => {
    field.closest(".own").querySelector("input").checked = true;
  });
}
