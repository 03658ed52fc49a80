/* What every page shares: one submit per click, print, focus on errors, upload with progress, officers' keys. */
(function () {
  "use strict";

  function submitOnce(event) {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    for (const button of form.querySelectorAll("button, input[type=submit]")) button.setAttribute("aria-disabled", "true");
  }

  function allowAgain() {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  }

  function sizeWords(bytes) {
    return bytes >= 1048576 ? (bytes / 1048576).toFixed(1) + " MB" : Math.ceil(bytes / 1024) + " KB";
  }

  function showError(input, text) {
    const slot = document.querySelector('[data-error-for="' + CSS.escape(input.name) + '"]');
    if (slot) {
      slot.textContent = text;
      slot.hidden = !text;
    }
    input.setAttribute("aria-invalid", text ? "true" : "false");
    input.classList.toggle("is-invalid", Boolean(text));
  }

  function checkSize(input) {
    const most = Number(input.dataset.maxBytes || 0);
    const big = most && Array.from(input.files).find((file) => file.size > most);
    showError(input, big ? input.dataset.tooBig || "“" + big.name + "”有 " + sizeWords(big.size) + "，超过了 " + sizeWords(most) + "，请压缩或分开扫描后再选" : "");
    return !big;
  }

  const STATUS_WORDS = { 401: "登录已过期，请重新登录后再上传", 403: "登录已过期，请刷新页面后再上传", 413: "文件太大，没有上传成功" };

  function arrive(address) {
    const next = new URL(address, window.location.href);
    const here = next.pathname + next.search === window.location.pathname + window.location.search;
    window.location.assign(next);
    if (here && next.hash) window.location.reload(); // else only the fragment would change
  }

  function upload(form, input) {
    const bar = form.querySelector(".upload-progress");
    const request = new XMLHttpRequest();
    const failed = (text) => {
      if (bar) bar.hidden = true;
      allowAgain();
      showError(input, text);
    };
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Requested-With", "fetch");
    request.upload.addEventListener("progress", (event) => {
      if (!bar || !event.lengthComputable) return;
      bar.hidden = false;
      bar.value = Math.round((event.loaded / event.total) * 100);
    });
    request.addEventListener("error", () => failed("网络中断，没有上传成功，请再试一次"));
    request.addEventListener("load", () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch (notJson) {
        if (request.status < 400) return window.location.assign(request.responseURL);
      }
      if (request.status < 400 && answer.ok !== false) return arrive(answer.redirect || window.location.href);
      return failed(answer.error || answer.message || STATUS_WORDS[request.status] || "没有上传成功，请再试一次");
    });
    request.send(new FormData(form));
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const input = form.querySelector("input[type=file]");
    if (input && !Array.from(form.querySelectorAll("input[type=file]")).every(checkSize)) event.preventDefault();
    submitOnce(event);
    if (input && form.matches("[data-upload]") && !event.defaultPrevented) {
      event.preventDefault();
      upload(form, input);
    }
  });

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches("input[type=file]")) return;
    if (checkSize(input) && input.dataset.sendAtOnce !== undefined) input.form.requestSubmit();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  window.addEventListener("pageshow", allowAgain);

  function keysAreOn() {
    return window.localStorage.getItem("zc-keys") !== "off";
  }

  function pressKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !keysAreOn()) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const wanted = event.key.toLowerCase();
    const target = Array.from(document.querySelectorAll("[data-key]")).find((one) => one.dataset.key.toLowerCase() === wanted);
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.click();
  }

  document.addEventListener("keydown", pressKey);

  function start() {
    const errors = document.querySelector("[data-takes-focus]");
    if (errors) errors.focus();
    const keys = document.querySelector("[data-shortcuts-switch]");
    if (!keys) return;
    keys.checked = keysAreOn();
    keys.addEventListener("change", () => window.localStorage.setItem("zc-keys", keys.checked ? "on" : "off"));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
