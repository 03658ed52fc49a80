/* Puts the hint of the chosen kind of identity paper above the number. */
(function () {
  "use strict";
  const select = document.querySelector("[data-id-kind]");
  const shown = document.getElementById("id_id_number_helptext");
  if (!select || !shown) return;
  const show = () => {
    const hint = document.querySelector('[data-hint-of="' + CSS.escape(select.value) + '"]');
    if (hint) shown.textContent = hint.textContent;
  };
  select.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
})();
