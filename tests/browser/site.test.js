// The sample council as it is published, in a real browser: built and made smaller, under a base path.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./server.js";

const repository = join(import.meta.dirname, "..", "..");
const program = process.env.MINUTEBOOK;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let site, folder, browser, page;
// One page of each kind: [kind, address].
let kinds;

before(async () => {
  assert.ok(program && existsSync(program), "MINUTEBOOK names the program to test; tests/run sets it");
  folder = mkdtempSync(join(tmpdir(), "minutebook-"));
  site = await serve("/papers/");
  site.show(folder);
  const build = spawnSync(program, ["--site", repository, "build", "--output", folder, "--base-url", site.url], { encoding: "utf8" });
  assert.equal(build.status, 0, build.stderr);
  kinds = onePageOfEachKind();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  page = await browser.newPage();
});

after(async () => {
  await browser?.close();
  await site?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function files(ending) {
  return readdirSync(folder, { recursive: true }).map((file) => file.replaceAll("\\", "/")).filter((file) => file.endsWith(ending)).sort();
}

// Expects no faults, and shows at most twenty.
function none(faults) {
  assert.ok(faults.length === 0, `${faults.length} faults\n${faults.slice(0, 20).join("\n")}`);
}

const address = (file) => site.url + encodeURI(file.replace(/(^|\/)index\.html$/, "$1"));

// Of each kind the longest page: it has most on it.
function onePageOfEachKind() {
  const longest = new Map();
  for (const file of files(".html")) {
    const html = readFileSync(join(folder, file), "utf8");
    const kind = /data-page-kind="?([a-z-]+)/.exec(html)?.[1];
    if (kind && kind !== "redirect" && html.length > (longest.get(kind)?.length ?? 0)) longest.set(kind, { file, length: html.length });
  }
  return [...longest].map(([kind, { file }]) => [kind, address(file)]).sort();
}

test("every kind of page is tried", () => {
  assert.ok(kinds.length >= 20, `only ${kinds.length} kinds`);
});

test("every internal link answers, and no page asks another host", async () => {
  const answers = new Map();
  const faults = [];
  for (const file of files(".html")) {
    const html = readFileSync(join(folder, file), "utf8");
    for (const [tag, attribute, quoted, bare] of html.matchAll(/<[a-z][^>]*?\s(href|src)=(?:"([^"]*)"|([^\s">]+))/g)) {
      const value = quoted ?? bare;
      const url = new URL(value.replaceAll("&amp;", "&"), address(file));
      if (!url.href.startsWith(site.url)) {
        const asks = attribute === "src" || /^<link/.test(tag) && !/rel="?(canonical|license|alternate)/.test(tag);
        if (asks || url.host === new URL(site.url).host) faults.push(`${file}: ${value}`);
        continue;
      }
      url.hash = "";
      if (!answers.has(url.href)) answers.set(url.href, { status: (await fetch(url)).status, file });
    }
  }
  for (const [url, { status, file }] of answers) if (status !== 200) faults.push(`${file} links to ${url}, which answers ${status}`);
  none(faults);
  assert.ok(answers.size > 300);
});

test("no page needs a script, asks another host or logs an error", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  const faults = [];
  for (const watched of [plain, page]) {
    watched.on("request", (request) => { if (!request.url().startsWith(site.url)) faults.push(`asks ${request.url()}`); });
    watched.on("console", (message) => { if (message.type() === "error" && !message.text().includes("404")) faults.push(message.text()); });
    watched.on("pageerror", (error) => faults.push(String(error)));
  }
  for (const [kind, url] of kinds) {
    for (const watched of [plain, page]) {
      await watched.goto(url);
      const shown = await watched.locator("main").innerText();
      const heading = await watched.locator("h1").allInnerTexts();
      if (heading.length !== 1 || !heading[0].trim()) faults.push(`${kind}: headings ${JSON.stringify(heading)}`);
      if (shown.trim().length < 20) faults.push(`${kind}: nothing is shown`);
    }
  }
  // From the home page to a decision by links alone.
  await plain.goto(site.url);
  await plain.getByRole("link", { name: /committees/i }).first().click();
  await plain.getByRole("link", { name: "Cabinet", exact: true }).first().click();
  assert.match(plain.url(), /\/committees\/cabinet\/$/);
  await context.close();
  none(faults);
});

test("the keyboard reaches everything, beginning with a link past the navigation", async () => {
  for (const [kind, url] of kinds) {
    await page.goto(url);
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => ({ target: document.activeElement.getAttribute("href"), box: document.activeElement.getBoundingClientRect().toJSON() }));
    assert.equal(first.target, "#main", `${kind}: the first stop is a link past the navigation`);
    assert.ok(first.box.width > 20 && first.box.x >= 0 && first.box.y >= 0, `${kind}: it is seen when it has the focus`);
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => document.activeElement.id === "main" || location.hash === "#main"), `${kind}: it leads to the main part`);
  }
  for (const kind of ["home", "item", "meeting", "search"]) {
    await page.goto(Object.fromEntries(kinds)[kind]);
    const stops = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled).length);
    let reached = 0;
    for (let step = 0; step < stops + 5; step += 1) {
      await page.keyboard.press("Tab");
      const focus = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body || element.dataset.reached) return null;
        element.dataset.reached = "yes";
        const style = getComputedStyle(element);
        const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
        return { name: element.outerHTML.slice(0, 80), seen };
      });
      if (!focus) break;
      reached += 1;
      assert.ok(focus.seen, `${kind}: nobody sees where the focus is: ${focus.name}`);
    }
    assert.ok(reached >= stops, `${kind}: ${reached} of ${stops} are reached`);
  }
});

test("a narrow screen needs no sideways scrolling", async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  const faults = [];
  for (const [kind, url] of kinds) {
    await page.goto(url);
    const wide = await page.evaluate(() => {
      const limit = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= limit) return null;
      const scrolls = (element) => element && (["auto", "scroll"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
      const out = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > limit + 1 && !scrolls(element.parentElement));
      return out.slice(0, 3).map((element) => element.outerHTML.slice(0, 100));
    });
    if (wide) faults.push(`${kind}: ${wide.join("  ")}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  none(faults);
});

test("a printed page has its heading and its words, and no navigation", async () => {
  for (const [kind, url] of kinds.filter(([kind]) => ["item", "meeting", "pack", "resolution", "person", "decisions"].includes(kind))) {
    await page.goto(url);
    await page.emulateMedia({ media: "print" });
    const heading = (await page.locator("h1").innerText()).trim();
    const navigation = await page.evaluate(() => [...document.querySelectorAll("nav, form")]
      .filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 80)));
    assert.deepEqual(navigation, [], `${kind}: what only a screen needs is printed`);
    await page.emulateMedia({ media: null });
    const pdf = await page.pdf({ format: "A4" });
    const words = pdfText(pdf).replace(/\s+/g, "");
    assert.ok(words.includes(heading.replace(/\s+/g, "")), `${kind}: “${heading}” is not printed:\n${words.slice(0, 300)}`);
  }
});

// The text of a PDF, read by the program under test.
function pdfText(pdf) {
  const limits = { time: 20000, memory: 2 ** 30, file: 2 ** 28, inflated: 2 ** 27, text: 2 ** 24 };
  const request = JSON.stringify({ want: "text", shape: "pdf", bytes: pdf.length, limits });
  const run = spawnSync(program, ["extract", request], { input: pdf });
  assert.equal(run.status, 0, String(run.stderr));
  const answer = String(run.stdout);
  return JSON.parse(answer.slice(answer.indexOf("\n") + 1)).passages.map((passage) => passage.text).join(" ");
}

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing to object to (${scheme})`, async () => {
    await page.emulateMedia({ colorScheme: scheme });
    // Only colours differ in the dark.
    const options = { resultTypes: ["violations"], ...(scheme === "dark" && { runOnly: ["color-contrast"] }) };
    const faults = new Map();
    for (const [kind, url] of kinds) {
      await page.goto(url);
      await page.evaluate(axe);
      const { violations } = await page.evaluate((options) => window.axe.run(document, options), options);
      for (const { id, nodes } of violations) {
        for (const node of nodes) {
          const fault = `${id}: ${node.failureSummary.split("\n").slice(1).join(" ").trim()}`;
          faults.set(fault, [...(faults.get(fault) ?? []), `${kind}: ${node.html.slice(0, 100)}`]);
        }
      }
    }
    const said = [...faults].map(([fault, places]) => `${fault}\n  ${places.slice(0, 3).join("\n  ")}\n  (${places.length} times)`);
    assert.ok(said.length === 0, said.join("\n"));
  });
}
