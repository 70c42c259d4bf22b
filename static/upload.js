// Many files at once: dropped, chosen or a whole folder, sent some at a time, each with what became of it. Without this, the
// form itself takes up to 200. What was answered is stored; sending all again adds nothing twice.
"use strict";
(() => {
  const form = document.querySelector("form.upload");
  const field = form?.querySelector("input[type=file]");
  if (!field) return;

  // one request: few enough files that progress shows, few enough bytes that the server holds little
  const FILES = 20;
  const BYTES = 4 * 1024 * 1024;
  const LARGEST = 20 * 1024 * 1024;
  // a screen reader is told how it stands every so often, not every file
  const CALM = 15000;
  const WAITING = "waiting";
  const AGAIN = new Set(["refused", "not sent"]);

  const make = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  const many = (n, one, more) => `${n.toLocaleString("en")} ${n === 1 ? one : more}`;

  form.querySelector(".at-once")?.replaceChildren("Any number of files, or a folder; up to 20 MB each.");
  const folder = make("input", { type: "file", webkitdirectory: "", class: "hidden", tabindex: "-1", "aria-label": "Choose a folder" });
  const choose = make("button", { type: "button" }, "Choose a folder");
  choose.addEventListener("click", () => folder.click());
  folder.addEventListener("change", () => {
    const files = [...folder.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
    folder.value = "";
    start(files);
  });
  form.querySelector(".drop").after(make("p", { class: "row" }, choose, folder));

  // what a file manager puts into folders is no article
  const isHidden = (name) => name.split("/").some((part) => part.startsWith(".") || part === "Thumbs.db" || part === "desktop.ini" || part === "__MACOSX");

  // ---- the list -------------------------------------------------------------------------------------------------------

  let batch = null;

  class Batch {
    constructor() {
      this.items = [];
      this.state = "idle";
      this.title = make("h2", { id: "sending" });
      this.bar = make("progress", { "aria-labelledby": "sending" });
      this.line = make("p", { class: "note" });
      this.said = make("p", { class: "hidden", role: "status" });
      this.trouble = make("p", { role: "alert" });
      this.stop = make("button", { type: "button" }, "Stop");
      this.stop.addEventListener("click", () => this.halt());
      this.again = make("button", { type: "button" }, "");
      this.again.addEventListener("click", () => this.retry());
      this.refused = make("ol", { class: "files" });
      this.refusedBox = make("details", { open: "" }, make("summary"), this.refused);
      this.list = make("ol", { class: "files", tabindex: "0", role: "list", "aria-label": "All files, in the order they are sent" });
      this.listBox = make("details", { open: "" }, make("summary"), this.list);
      this.box = make("section", { class: "sending", "aria-labelledby": "sending" }, this.title, this.bar, this.line, this.said, this.trouble,
        make("p", { class: "row" }, this.stop, this.again, make("a", { href: "/articles" }, "All articles")), this.refusedBox, this.listBox);
      this.last = 0;
    }

    put(files) {
      for (const { file, name } of files) {
        const state = make("span", { class: "tag" }, WAITING);
        const rest = make("span");
        const row = make("li", {}, make("bdi", {}, name), " ", state, " ", rest);
        this.items.push({ file, name, row, state, rest, is: WAITING });
        this.list.append(row);
      }
      this.show();
    }

    count(...states) {
      return this.items.filter((item) => states.includes(item.is)).length;
    }

    set(item, is, reason, articles = [], leftOut = [], notices = []) {
      item.is = is;
      item.state.textContent = is === "already_there" ? "already there" : is;
      item.rest.replaceChildren();
      for (const article of articles.slice(0, 50)) {
        item.rest.append(make("a", { href: article.address }, make("bdi", {}, article.shown_as)), article.member ? ` (${article.member}) ` : " ");
        if (article.other_language) item.rest.append(`seems to be in ${article.other_language}: claims are only extracted from English `);
      }
      if (articles.length > 50) item.rest.append(`and ${many(articles.length - 50, "article", "articles")} more `);
      if (reason) item.rest.append(reason);
      item.rest.className = reason ? "wrong" : "";
      item.told?.remove();
      item.told = null;
      const reasons = leftOut.map(({ member, reason: why }) => `${member}: ${why}`);
      if (reason) reasons.push(reason);
      if (leftOut.length > 0) item.rest.append(`${leftOut.length} left out `);
      for (const notice of notices) item.rest.append(make("span", { class: "note" }, notice), " ");
      if (reasons.length > 0) {
        item.told = make("li", {}, make("bdi", {}, item.name), ...reasons.map((why) => make("p", { class: "wrong" }, why)));
        this.refused.append(item.told);
      }
    }

    show() {
      const all = this.items.length;
      const left = this.count(WAITING, "sending");
      const done = all - left;
      const counts = [`${this.count("stored").toLocaleString("en")} stored`];
      if (this.count("already_there") > 0) counts.push(`${this.count("already_there").toLocaleString("en")} already there`);
      if (this.count("refused") > 0) counts.push(`${this.count("refused").toLocaleString("en")} refused`);
      if (this.count("not sent") > 0) counts.push(`${this.count("not sent").toLocaleString("en")} not sent`);
      const words = {
        sending: `Adding ${many(all, "file", "files")}`,
        stopping: "Stopping after the files that are on their way",
        stopped: `Stopped: ${many(left, "file is", "files are")} not sent`,
        broken: this.silent ? "claimbook does not answer" : "claimbook cannot go on",
        done: `${many(all, "file", "files")}: ${counts.join(", ")}`,
      };
      this.title.textContent = words[this.state] ?? words.sending;
      this.bar.max = Math.max(all, 1);
      this.bar.value = done;
      this.line.textContent = `${done.toLocaleString("en")} of ${many(all, "file", "files")}: ${counts.join(", ")}${this.hidden ? `; ${many(this.hidden, "hidden file", "hidden files")} left out` : ""}.`;
      this.stop.hidden = this.state !== "sending";
      const again = this.count(...AGAIN);
      this.again.hidden = this.state === "sending" || this.state === "stopping" || (left === 0 && again === 0);
      this.again.textContent = left > 0 ? "Go on" : `Try ${many(again, "file", "files")} again`;
      this.refusedBox.hidden = this.refused.childElementCount === 0;
      this.refusedBox.firstElementChild.textContent = `Not stored (${this.refused.childElementCount.toLocaleString("en")})`;
      this.listBox.firstElementChild.textContent = `All files (${all.toLocaleString("en")})`;
      const ended = this.state !== "sending" && this.state !== "stopping";
      if (ended || Date.now() - this.last > CALM) {
        this.last = Date.now();
        this.said.textContent = ended ? `${this.title.textContent}.` : this.line.textContent;
      }
    }

    blame(words) {
      this.trouble.textContent = words;
      this.trouble.className = words ? "wrong" : "";
    }

    halt() {
      this.state = "stopping";
      this.show();
    }

    retry() {
      if (this.count(WAITING) === 0) {
        for (const item of this.items.filter((one) => AGAIN.has(one.is))) this.set(item, WAITING);
      }
      this.run();
    }

    // the next files of one request: at least one
    next() {
      const waiting = [];
      let bytes = 0;
      for (const item of this.items) {
        if (item.is !== WAITING) continue;
        if (waiting.length > 0 && (waiting.length === FILES || bytes + item.file.size > BYTES)) break;
        waiting.push(item);
        bytes += item.file.size;
      }
      return waiting;
    }

    async run() {
      if (this.state === "sending" || this.state === "stopping") return;
      this.state = "sending";
      this.blame("");
      this.show();
      for (let waiting = this.next(); waiting.length > 0; waiting = this.next()) {
        if (this.state === "stopping") break;
        const body = new FormData();
        const sent = [];
        for (const item of waiting) {
          if (item.file.size > LARGEST) {
            this.set(item, "refused", "This is larger than 20 MiB, the most that one file may have. Cut it into smaller files and send those.");
            continue;
          }
          try {
            // one that was moved or may not be read is told as that, and does not look like a server that is gone
            await item.file.slice(0, 1).arrayBuffer();
          } catch {
            this.set(item, "not sent", "The browser cannot read this file. Perhaps it was moved, or you may not read it.");
            continue;
          }
          this.set(item, "sending");
          body.append("file", item.file, item.file.name);
          sent.push(item);
        }
        this.show();
        if (sent.length > 0 && !(await this.send(body, sent))) return;
        this.show();
      }
      this.state = this.count(WAITING) > 0 ? "stopped" : "done";
      this.show();
    }

    async send(body, sent) {
      let answer = null;
      try {
        const response = await fetch("/upload.json", { method: "POST", body });
        answer = await response.json();
      } catch {
        answer = null;
      }
      const files = answer?.files;
      if (Array.isArray(files) && files.length === sent.length) {
        sent.forEach((item, i) => this.set(item, files[i].outcome, files[i].reason, files[i].articles, files[i].left_out, files[i].notices));
        return true;
      }
      for (const item of sent) this.set(item, WAITING);
      this.state = "broken";
      this.silent = !answer?.error;
      this.show();
      this.blame(
        answer?.error
          ? `${answer.error.title}. ${answer.error.message}`
          : "If it has ended, start it again; then go on. What is stored stays stored, and nothing is stored twice.",
      );
      return false;
    }
  }

  const busy = () => batch !== null && batch.state !== "done" && batch.count(WAITING, "sending") > 0;

  const start = (files) => {
    const kept = files.filter(({ name }) => !isHidden(name));
    if (files.length === 0) return;
    if (batch === null || !busy()) {
      batch?.box.remove();
      batch = new Batch();
      // where whoever dropped them sees it
      form.before(batch.box);
      batch.box.scrollIntoView({ block: "nearest" });
    }
    batch.hidden = (batch.hidden ?? 0) + files.length - kept.length;
    batch.put(kept);
    if (batch.state !== "stopped" && batch.state !== "broken") batch.run();
  };

  // what has not been sent is lost with the page, so leaving it is asked about
  addEventListener("beforeunload", (event) => {
    if (busy()) event.preventDefault();
  });

  form.addEventListener("submit", (event) => {
    if (field.files.length < 2 || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    const files = [...field.files].map((file) => ({ file, name: file.name }));
    field.value = "";
    start(files);
  });

  // ---- dropping, anywhere on the page ---------------------------------------------------------------------------------

  const inside = async (entry, path) => {
    const name = path + entry.name;
    if (entry.isFile) {
      const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
      return file ? [{ file, name }] : [];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
      if (some.length === 0) break;
      found.push(...some);
    }
    found.sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
    const files = [];
    for (const one of found) files.push(...(await inside(one, `${name}/`)));
    return files;
  };

  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragover", (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  addEventListener("drop", async (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    const dropped = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    const entries = dropped.map((item) => item.webkitGetAsEntry?.() ?? null);
    const plain = [...event.dataTransfer.files];
    if (plain.length === 1 && !entries[0]?.isDirectory) {
      // one file waits for the button, so that its title and date can be typed
      field.files = event.dataTransfer.files;
      return;
    }
    if (entries.some((entry) => entry?.isDirectory)) {
      const files = [];
      for (const entry of entries) if (entry) files.push(...(await inside(entry, "")));
      start(files);
    } else {
      start(plain.map((file) => ({ file, name: file.name })));
    }
  });
})();
