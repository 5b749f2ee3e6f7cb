// The bar of tools: one stop for the Tab key, arrows from tool to tool; a tool acts on the text and gives it the focus.

export function tools(bar, view, commands) {
  const buttons = [...bar.querySelectorAll("button")];
  const choose = (chosen) => buttons.forEach((button) => { button.tabIndex = button === chosen ? 0 : -1; });
  choose(buttons[0]);
  bar.addEventListener("focusin", (event) => choose(event.target));
  bar.addEventListener("keydown", (event) => {
    const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const at = buttons.indexOf(document.activeElement);
    const next = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons[(next + buttons.length) % buttons.length].focus();
  });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    commands[button.dataset.act](view);
    // Finding has a field of its own, and the preview is only looked at.
    if (!["find", "preview"].includes(button.dataset.act)) view.focus();
  });
}
