/*
 * Saves each field by itself while a person types, and keeps on this machine what could not be sent.
 * <form data-autosave-url data-version [data-journal]>; the contract is in docs/design-language.md.
 */
(function () {
  "use strict";

  const PREFIX = "zc-journal:";
  const KEEP_DAYS = 7;
  const PAUSE = 1000;
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 60000;

  function journalOf(key) {
    try {
      const kept = JSON.parse(window.localStorage.getItem(key) || "{}");
      return kept.at && Date.now() - kept.at < KEEP_DAYS * 86400000 ? kept.fields : {};
    } catch (unreadable) {
      return {};
    }
  }

  function keepJournal(key, fields) {
    try {
      if (Object.keys(fields).length) window.localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: fields }));
      else window.localStorage.removeItem(key);
      return true;
    } catch (full) {
      return false;
    }
  }

  function controlsOf(form, name) {
    return Array.from(form.elements).filter((one) => one.name === name && one.type !== "file");
  }

  function valuesOf(form, name) {
    const controls = controlsOf(form, name);
    if (!controls.length) return [];
    if (controls[0].type === "checkbox" || controls[0].type === "radio") return controls.filter((one) => one.checked).map((one) => one.value);
    if (controls[0].multiple) return Array.from(controls[0].selectedOptions).map((one) => one.value);
    return [controls[0].value];
  }

  function putValues(form, name, values) {
    for (const one of controlsOf(form, name)) {
      if (one.type === "checkbox" || one.type === "radio") one.checked = values.includes(one.value);
      else if (one.multiple) for (const option of one.options) option.selected = values.includes(option.value);
      else one.value = values.length ? values[0] : "";
    }
  }

  function clock(savedAt) {
    if (!/T/.test(savedAt || "")) return savedAt || "";
    return new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" }).format(new Date(savedAt));
  }

  function safeFragment(html) {
    const rules = window.trustedTypes ? safeFragment.rules || (safeFragment.rules = window.trustedTypes.createPolicy("zhicheng", { createHTML: (text) => text })) : null;
    const page = new DOMParser().parseFromString(rules ? rules.createHTML(html) : html, "text/html");
    return Array.from(page.body.childNodes);
  }

  function element(tag, text, className) {
    const made = document.createElement(tag);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  class Autosave {
    constructor(form) {
      this.form = form;
      this.key = PREFIX + (document.body.dataset.person || "") + ":" + (form.dataset.journal || form.dataset.autosaveUrl);
      this.unsaved = journalOf(this.key);
      this.timers = {};
      this.wait = FIRST_WAIT;
      this.sending = false;
      this.rejected = {};
      this.choosing = false;
      form.addEventListener("input", (event) => this.noticed(event.target, PAUSE));
      form.addEventListener("change", (event) => this.noticed(event.target, 0));
      form.addEventListener("focusout", (event) => this.left(event.target));
      for (const name of Object.keys(this.unsaved)) putValues(form, name, this.unsaved[name]);
      if (this.pending()) this.send();
    }

    pending() {
      return Object.keys(this.unsaved).length > 0;
    }

    next() {
      return Object.keys(this.unsaved).find((name) => JSON.stringify(this.unsaved[name]) !== this.rejected[name]);
    }

    noticed(control, pause) {
      const name = control.name;
      if (!name || control.type === "file" || control.type === "hidden" || control.closest("[data-no-autosave]")) return;
      this.unsaved[name] = valuesOf(this.form, name);
      this.kept = keepJournal(this.key, this.unsaved);
      if (this.choosing || !this.next()) return;
      this.say("正在保存…", "");
      window.clearTimeout(this.timers[name]);
      this.timers[name] = window.setTimeout(() => this.send(), pause);
    }

    left(control) {
      if (control.name in this.unsaved && !this.sending) this.send();
    }

    say(text, className) {
      for (const line of document.querySelectorAll("[data-saved-state]")) {
        line.textContent = text;
        line.classList.remove("is-saved", "is-unsaved");
        if (className) line.classList.add(className);
      }
    }

    async send() {
      const name = this.next();
      if (this.sending || this.choosing || !name) return;
      this.sending = true;
      const values = this.unsaved[name];
      let outcome = "offline";
      try {
        outcome = await this.post(name, values);
      } catch (noNetwork) {
        outcome = "offline";
      }
      this.sending = false;
      if (outcome === "saved" || outcome === "refused") {
        this.wait = FIRST_WAIT;
        this.send();
      } else if (outcome === "offline") this.tryLater();
    }

    async post(name, values) {
      const body = new URLSearchParams();
      body.append("field", name);
      for (const value of values) body.append("value", value);
      body.append("version", this.form.dataset.version || "");
      body.append("csrfmiddlewaretoken", this.token());
      const answer = await window.fetch(this.form.dataset.autosaveUrl, {
        method: "POST",
        body: body,
        credentials: "same-origin",
        redirect: "manual",
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return this.loginGone(answer.status);
      if (answer.status >= 500 || answer.status === 429) return "offline";
      const told = await answer.json();
      if (answer.status === 409 && told.values) return this.stale(name, values, told);
      if (answer.status >= 400 || told.ok === false) return this.refused(name, values, told);
      return this.saved(name, values, told);
    }

    saved(name, values, told) {
      if (told.version !== undefined) this.form.dataset.version = told.version;
      this.showErrors(name, told.errors || {});
      if (JSON.stringify(this.unsaved[name]) === JSON.stringify(values)) delete this.unsaved[name];
      keepJournal(this.key, this.unsaved);
      this.forgetLoginBar();
      delete this.rejected[name];
      if (!this.pending()) this.say("已保存 " + clock(told.saved_at), "is-saved");
      if (told.derived_html !== undefined) this.putDerived(told.derived_html);
      return "saved";
    }

    refused(name, values, told) {
      this.rejected[name] = JSON.stringify(values);
      if (told.version !== undefined) this.form.dataset.version = told.version;
      this.showErrors(name, told.errors || { [name]: told.message || "这一项现在不能保存" });
      this.say("未保存：" + (told.message || "请看这一项上方的说明") + "。填写的内容已留在本机", "is-unsaved");
      return "refused";
    }

    showErrors(sent, errors) {
      for (const slot of this.form.querySelectorAll("[data-error-for]")) {
        const name = slot.dataset.errorFor;
        if (name !== sent && !(name in errors)) continue;
        slot.textContent = errors[name] || "";
        slot.hidden = !errors[name];
        for (const control of controlsOf(this.form, name)) {
          control.setAttribute("aria-invalid", errors[name] ? "true" : "false");
          control.classList.toggle("is-invalid", Boolean(errors[name]));
        }
      }
    }

    putDerived(html) {
      const place = document.querySelector("[data-autosave-derived]");
      if (place) place.replaceChildren(...safeFragment(html));
    }

    tryLater() {
      this.say(this.kept === false ? "未保存：网络中断，正在重试，请先不要关闭本页" : "未保存：网络中断，正在重试，内容已留在本机", "is-unsaved");
      window.clearTimeout(this.retry);
      this.retry = window.setTimeout(() => this.send(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    }

    token() {
      const input = this.form.querySelector("[name=csrfmiddlewaretoken]") || document.querySelector("[name=csrfmiddlewaretoken]");
      return input ? input.value : "";
    }

    async freshToken() {
      const page = await window.fetch(window.location.href, { credentials: "same-origin", redirect: "manual" });
      if (!page.ok) return false;
      const found = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(await page.text());
      if (!found) return false;
      for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = found[1];
      return true;
    }

    async loginGone(status) {
      if (status === 403 && !this.renewed) {
        this.renewed = true;
        if (await this.freshToken()) return "saved";
      }
      this.say("未保存：登录已过期，内容已留在本机", "is-unsaved");
      this.showLoginBar();
      return "login";
    }

    showLoginBar() {
      if (document.querySelector(".login-bar")) return;
      const bar = element("div", "", "login-bar");
      bar.setAttribute("role", "alert");
      const line = element("p", "登录已过期，内容已留在本机。");
      const link = element("a", "重新登录");
      link.href = document.body.dataset.loginUrl || "/login/";
      link.target = "_blank";
      link.rel = "noopener";
      line.append(link, "后会自动继续保存（在新窗口打开，本页不用关）。");
      bar.append(line);
      document.body.prepend(bar);
    }

    forgetLoginBar() {
      this.renewed = false;
      const bar = document.querySelector(".login-bar");
      if (bar) bar.remove();
    }

    async back() {
      if (!this.pending()) return;
      if (document.querySelector(".login-bar") && !(await this.freshToken().catch(() => false))) return;
      this.send();
    }

    stale(name, values, told) {
      this.choosing = true;
      this.say("未保存：这份内容在别处改过，请选择用哪一个", "is-unsaved");
      const control = controlsOf(this.form, name)[0];
      const theirs = ((told.values || {})[name] || []).concat([]);
      const box = element("div", "", "stale-choice");
      box.setAttribute("role", "alert");
      box.append(element("p", "这一项在另一个窗口或设备上已经改为“" + (theirs.join("、") || "（空）") + "”。您这里填的是“" + (values.join("、") || "（空）") + "”。"));
      const mine = element("button", "用我这里的", "btn");
      const other = element("button", "用已经保存的", "btn");
      for (const button of [mine, other]) button.type = "button";
      const settle = (keepMine) => {
        box.remove();
        this.choosing = false;
        this.form.dataset.version = told.version;
        if (!keepMine) {
          putValues(this.form, name, theirs);
          delete this.unsaved[name];
          keepJournal(this.key, this.unsaved);
          this.say("已采用保存过的内容", "is-saved");
        }
        this.send();
      };
      mine.addEventListener("click", () => settle(true));
      other.addEventListener("click", () => settle(false));
      box.append(mine, " ", other);
      (control.closest(".field") || this.form).append(box);
      return "stale";
    }
  }

  function forgetOnLogout(event) {
    if (!event.target.matches("form[data-logout]")) return;
    for (const key of Object.keys(window.localStorage)) if (key.startsWith(PREFIX)) window.localStorage.removeItem(key);
  }

  const forms = [];

  function start() {
    for (const form of document.querySelectorAll("form[data-autosave-url]")) forms.push(new Autosave(form));
  }

  document.addEventListener("submit", forgetOnLogout);
  window.addEventListener("online", () => forms.forEach((one) => one.back()));
  window.addEventListener("focus", () => forms.forEach((one) => one.back()));
  window.addEventListener("beforeunload", (event) => {
    if (forms.some((one) => one.pending())) event.preventDefault();
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
