// While a form's long work goes on, the page says so. A form that is on its way is not sent twice.
const forms = [...document.querySelectorAll("form")].filter((form) => form.querySelector(".working"));

for (const form of forms) {
  const place = form.querySelector(".working");
  form.addEventListener("submit", (event) => {
    if ("sent" in form.dataset) return event.preventDefault();
    form.dataset.sent = "";
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", place.dataset.words);
    place.replaceChildren(bar, ` ${place.dataset.words}`);
  });
  // Who comes back finds the form as it was before it was sent.
  addEventListener("pageshow", () => {
    delete form.dataset.sent;
    place.replaceChildren();
  });
}
