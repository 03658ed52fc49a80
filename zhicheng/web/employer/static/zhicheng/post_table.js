/* The post table while it is typed: vacancies and totals at once, and one more row for a person. */
(function () {
  "use strict";

  const form = document.querySelector("[data-post-table]");
  if (!form) return;

  function figure(row, level) {
    const input = form.querySelector("#id_" + row + "_" + level);
    const value = input && input.value.trim() !== "" ? Number(input.value) : 0;
    return Number.isFinite(value) ? value : 0;
  }

  function put(selector, value, wrong) {
    const out = form.querySelector(selector);
    if (!out) return;
    out.textContent = String(value);
    out.closest("td").classList.toggle("is-wrong", Boolean(wrong));
  }

  function reckon() {
    const levels = Array.from(form.querySelectorAll("[data-vacant]"), (one) => one.dataset.vacant);
    let vacant = 0;
    for (const level of levels) {
      const free = figure("approved", level) - figure("occupied", level);
      vacant += free;
      put('[data-vacant="' + level + '"]', free, free < 0);
      const offered = form.querySelector("#id_offered_" + level);
      offered.closest("td").classList.toggle("is-wrong", figure("offered", level) > Math.max(free, 0));
    }
    put('[data-total="vacant"]', vacant, vacant < 0);
    const posts = Number(form.querySelector("#id_posts").value || 0);
    for (const row of ["approved", "occupied", "offered"]) {
      const total = levels.reduce((sum, level) => sum + figure(row, level), 0);
      put('[data-total="' + row + '"]', total, row === "approved" && total !== posts);
    }
  }

  function renumber(row, from, to) {
    for (const one of [row, ...row.querySelectorAll("*")]) {
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        const value = one.getAttribute(name);
        if (value) one.setAttribute(name, value.replace("candidates-" + from, "candidates-" + to));
      }
    }
  }

  function addPerson() {
    const people = form.querySelector("[data-people]");
    const total = form.querySelector("#id_candidates-TOTAL_FORMS");
    const count = Number(total.value);
    const row = people.lastElementChild.cloneNode(true);
    renumber(row, count - 1, count);
    for (const input of row.querySelectorAll("input, select")) input.value = "";
    for (const fault of row.querySelectorAll(".post-fault")) fault.remove();
    people.append(row);
    total.value = String(count + 1);
    const first = row.querySelector("input:not([type=hidden])");
    if (first) first.focus();
  }

  const add = form.querySelector("[data-add-person]");
  add.hidden = false;
  form.querySelector("[data-no-script]").hidden = true;
  add.addEventListener("click", addPerson);
  form.addEventListener("input", reckon);
  reckon();
})();
