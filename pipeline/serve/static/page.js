"use strict";
// The query page. What the graph says is shown as text and never as markup.
(async () => {
  const LABELS = {
    it: {
      intro: "Interroga il grafo in SPARQL, o scegli una domanda.", questions: "Domande", run: "Esegui",
      stop: "Ferma", download: "Scarica come", save: "Scarica", language: "English", running: "In corso…",
      stopped: "Fermata.", none: "Nessuna risposta.", yes: "Sì", no: "No",
      rows: (n, ms) => `${n} ${n === 1 ? "riga" : "righe"} in ${ms} ms`, triples: (ms) => `Triple, in ${ms} ms`,
      cut: (n) => ` – risposta troncata al limite di ${n}`, first: (n) => ` – qui le prime ${n}`,
      empty: (names) => ` – senza le colonne vuote: ${names}`, unreachable: "Il server non risponde.",
      limits: (s, n) => `Sola lettura, senza SERVICE. Una query si ferma dopo ${s} secondi; una risposta ha al massimo ${n} righe o triple. Ctrl-Invio esegue. Endpoint: ${new URL("sparql", location.href)}`,
    },
    en: {
      intro: "Query the graph in SPARQL, or choose a question.", questions: "Questions", run: "Run",
      stop: "Stop", download: "Download as", save: "Download", language: "Italiano", running: "Running…",
      stopped: "Stopped.", none: "No answer.", yes: "Yes", no: "No",
      rows: (n, ms) => `${n} ${n === 1 ? "row" : "rows"} in ${ms} ms`, triples: (ms) => `Triples, in ${ms} ms`,
      cut: (n) => ` – the answer was cut at the limit of ${n}`, first: (n) => ` – here the first ${n}`,
      empty: (names) => ` – without the empty columns: ${names}`, unreachable: "The server does not answer.",
      limits: (s, n) => `Read-only, without SERVICE. A query is stopped after ${s} seconds; an answer has at most ${n} rows or triples. Ctrl-Enter runs. Endpoint: ${new URL("sparql", location.href)}`,
    },
  };
  const ROW_FORMS = { CSV: "text/csv", TSV: "text/tab-separated-values", JSON: "application/sparql-results+json", XML: "application/sparql-results+xml" };
  const TRIPLE_FORMS = { Turtle: "text/turtle", "N-Triples": "application/n-triples", "JSON-LD": "application/ld+json", "RDF/XML": "application/rdf+xml" };
  const SHOWN = 500;
  const byId = (id) => document.getElementById(id);
  const make = (tag, text, properties = {}) => Object.assign(document.createElement(tag), { textContent: text }, properties);

  const settings = await (await fetch("settings.json")).json();
  let language = navigator.language.startsWith("it") ? "it" : "en";
  let chosen = null;
  let running = null;
  let filling = Promise.resolve(true);
  const label = (key, ...given) => {
    const found = LABELS[language][key];
    return typeof found === "function" ? found(...given) : found;
  };

  Yasqe.defaults.autocompleters = [];  // they would ask prefix.cc
  const editor = new Yasqe(byId("editor"), {
    showQueryButton: false, createShareableLink: null, pluginButtons: () => null,
    extraKeys: { "Ctrl-Enter": () => run(), "Cmd-Enter": () => run() },
    value: `${Object.entries(settings.prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join("\n")}\n\nSELECT DISTINCT ?a ?b WHERE {\n  ?x news:met ?y .\n  ?x rdfs:label ?a .\n  ?y rdfs:label ?b\n}`,
  });

  function translate() {
    document.documentElement.lang = language;
    for (const element of document.querySelectorAll("[data-label]")) {
      element.textContent = label(element.dataset.label, settings.timeLimit, settings.maxRows);
    }
    byId("language").textContent = label("language");
    byId("queries").replaceChildren(...settings.queries.map((query) => {
      const button = make("button", query[language], { type: "button" });
      button.dataset.query = query.name;
      button.setAttribute("aria-pressed", String(chosen === query));
      button.addEventListener("click", () => choose(query));
      const item = make("li", "");
      item.append(button);
      return item;
    }));
  }

  function choose(query) {
    chosen = query;
    const form = byId("parameters");
    form.replaceChildren(...query.parameters.map(({ name, meaning }) => {
      const field = make("label", `${name} `);
      const input = make("input", "", { name, type: "text", autocomplete: "off" });
      input.addEventListener("change", fill);
      field.append(make("small", meaning), input);
      return field;
    }));
    const submit = make("button", "", { type: "submit" });
    submit.dataset.label = "run";
    form.append(submit);
    translate();
    form.hidden = query.parameters.length === 0;
    fill();
    if (!query.parameters.length || query.parameters.every(({ meaning }) => meaning.includes("optional"))) run();
  }

  // The server knows what the graph has under a name, and writes the SPARQL; nothing typed becomes part of it.
  function fill() {
    const query = chosen;
    const given = new URLSearchParams([...byId("parameters").querySelectorAll("input")]
      .filter((input) => input.value.trim()).map((input) => [input.name, input.value.trim()]));
    filling = fetch(`question/${encodeURIComponent(query.name)}?${given}`).then(async (response) => {
      const text = await response.text();
      if (query !== chosen) return false;
      if (response.ok) editor.setValue(`# ${query[language]}\n${text}`);
      else say(text.trim(), "error");
      return response.ok;
    }).catch(() => { say(label("unreachable"), "error"); return false; });
  }

  function say(text, kind = "") {
    byId("status").textContent = text;
    byId("status").className = kind;
  }

  async function ask(accept) {
    running?.abort();
    const mine = running = new AbortController();
    byId("stop").disabled = false;
    byId("result").setAttribute("aria-busy", "true");
    say(label("running"));
    try {
      const response = await fetch("sparql", {
        method: "POST", body: editor.getValue(), signal: mine.signal,
        headers: { "Content-Type": "application/sparql-query", Accept: accept },
      });
      const text = await response.text();
      if (!response.ok) { say(text.trim(), "error"); return null; }
      return { text, type: response.headers.get("Content-Type").split(";")[0], cut: response.headers.get("X-Intreccio-Truncated") };
    } catch (error) {
      say(error.name === "AbortError" ? label("stopped") : label("unreachable"), "error");
      return null;
    } finally {
      if (running === mine) {
        running = null;
        byId("stop").disabled = true;
        byId("result").setAttribute("aria-busy", "false");
      }
    }
  }

  async function run() {
    byId("result").setAttribute("aria-busy", "true");
    const filled = await filling;
    filling = Promise.resolve(true);
    if (!filled) { byId("result").setAttribute("aria-busy", "false"); return; }
    const begin = performance.now();
    byId("result").replaceChildren();
    const answer = await ask("application/sparql-results+json, text/turtle;q=0.9");
    if (!answer) return;
    const took = Math.round(performance.now() - begin);
    if (answer.type === "text/turtle") {
      byId("result").replaceChildren(make("pre", answer.text));
      offer(TRIPLE_FORMS);
      say(label("triples", took) + (answer.cut ? label("cut", answer.cut) : ""), answer.cut ? "cut" : "");
      return;
    }
    offer(ROW_FORMS);
    const found = JSON.parse(answer.text);
    if ("boolean" in found) say(found.boolean ? label("yes") : label("no"));
    else show(found.head.vars, found.results.bindings, took, answer.cut);
  }

  function show(names, rows, took, cut) {
    const filled = names.filter((name) => rows.some((row) => row[name] && row[name].value !== ""));
    const empty = names.filter((name) => !filled.includes(name));
    const table = make("table", "");
    const head = table.createTHead().insertRow();
    for (const name of filled) head.append(make("th", name, { scope: "col" }));
    const body = table.createTBody();
    for (const row of rows.slice(0, SHOWN)) {
      const line = body.insertRow();
      for (const name of filled) line.insertCell().append(cell(row[name]));
    }
    byId("result").replaceChildren(table);
    say((rows.length ? label("rows", rows.length, took) : label("none"))
      + (rows.length > SHOWN ? label("first", SHOWN) : "")
      + (rows.length && empty.length ? label("empty", empty.join(", ")) : "")
      + (cut ? label("cut", cut) : ""), cut ? "cut" : "");
  }

  function cell(term) {
    if (!term) return "";
    if (term.type === "triple") return JSON.stringify(term.value);
    if (term.type !== "uri") return term.value;
    const link = make("button", short(term.value), { type: "button", className: "iri", title: term.value });
    link.addEventListener("click", () => { editor.setValue(`DESCRIBE <${term.value}>`); run(); });
    return link;
  }

  function short(iri) {
    for (const [name, start] of [...Object.entries(settings.prefixes), ["id", settings.data]]) {
      if (iri.startsWith(start)) return `${name}:${iri.slice(start.length)}`;
    }
    return iri;
  }

  function offer(forms) {
    if (byId("form").options[0]?.textContent === Object.keys(forms)[0]) return;
    byId("form").replaceChildren(...Object.entries(forms).map(([name, value]) => make("option", name, { value })));
  }

  async function save() {
    const answer = await ask(byId("form").value);
    if (!answer) return;
    const name = byId("form").selectedOptions[0].textContent.toLowerCase().replace("/", "-");
    const link = make("a", "", { href: URL.createObjectURL(new Blob([answer.text], { type: answer.type })), download: `intreccio.${name}` });
    link.click();
    URL.revokeObjectURL(link.href);
    say(answer.cut ? label("cut", answer.cut) : "", answer.cut ? "cut" : "");
  }

  byId("run").addEventListener("click", run);
  byId("stop").addEventListener("click", () => running?.abort());
  byId("save").addEventListener("click", save);
  byId("parameters").addEventListener("submit", (event) => { event.preventDefault(); fill(); run(); });
  byId("language").addEventListener("click", () => { language = language === "it" ? "en" : "it"; translate(); });
  offer(ROW_FORMS);
  translate();
  document.body.dataset.ready = "true";
})();
