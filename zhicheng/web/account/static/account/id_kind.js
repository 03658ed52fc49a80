/* Shows the hint of the chosen kind of identity paper. */
(function () {
  "use strict";
  const select = document.querySelector("[data-id-kind]");
  if (!select) return;
  const show = () => {
    for (const hint of document.querySelectorAll("[data-hint-of]")) hint.hidden = hint.dataset.hintOf !== select.value;
  };
  select.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
})();
