// The search page's script against the program: they read text alike, answer alike, and the page works.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { chromium } from "playwright-core";
import { serve } from "./server.js";

const repository = join(import.meta.dirname, "..", "..");
const program = process.env.MINUTEBOOK;
const { cases } = JSON.parse(readFileSync(join(repository, "tests/search/cases.json"), "utf8"));

let site, folder, browser, script, index;

before(async () => {
  assert.ok(program && existsSync(program), "MINUTEBOOK names the program to test; tests/run sets it");
  folder = mkdtempSync(join(tmpdir(), "minutebook-"));
  site = await serve("/papers/");
  site.show(folder);
  const build = spawnSync(program, ["--site", repository, "build", "--output", folder, "--base-url", site.url], { encoding: "utf8" });
  assert.equal(build.status, 0, build.stderr);
  script = await import(`data:text/javascript,${encodeURIComponent(readFileSync(join(folder, "assets/search-worker.js"), "utf8"))}`);
  index = await new script.Index(`${site.url}search/index/`).open();
});

after(async () => {
  await browser?.close();
  await site?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const inflated = (kind) => readdirSync(join(folder, "search/index", kind)).sort()
  .map((name) => inflateRawSync(readFileSync(join(folder, "search/index", kind, name))).toString("utf8"));

test("words are read as the program reads them", () => {
  for (const [text, words] of JSON.parse(readFileSync(join(repository, "tests/search/words.json"), "utf8"))) {
    assert.deepEqual(script.readWords(text).map(({ word }) => word), words, text);
  }
});

test("every word of every text is in the dictionary, and every word of the dictionary in a text", () => {
  const known = new Set(inflated("words").flatMap((shard) => shard.split("\n").slice(1).map((line) => line.match(/^[^~=-]+/)[0])));
  const read = new Set();
  for (const unit of inflated("texts").flatMap((file) => JSON.parse(file))) {
    for (const text of [unit.t, unit.w, unit.o, ...unit.p.map(([, , words]) => words)]) {
      script.readWords(text).forEach(({ word }) => read.add(word));
    }
  }
  const words = [...read].filter((word) => !index.stop.has(word));
  assert.ok(words.length > 3000);
  assert.deepEqual(words.filter((word) => !known.has(word)), []);
  // Short names of committees, months and years are found, but stand in no text.
  const month = (language) => (_, n) => new Date(2000, n).toLocaleString(language, { month: "long" });
  const others = new Set(["en", "cy"].flatMap((language) => Array.from({ length: 12 }, month(language)).map(script.fold)));
  const missing = [...known].filter((word) => !read.has(word) && !others.has(word) && !/^20\d\d$/.test(word));
  assert.deepEqual(missing, []);
});

test("queries are answered as the program answers them", async () => {
  for (const { query } of [...cases, { query: "llyfrgell" }, { query: '"casting vote" -budget' }, { query: "comittee" }]) {
    const { results } = await script.answer(index, { typed: query, filters: {}, sort: "", from: 0 }, () => true);
    const found = results.map(({ url, anchor }) => url + (anchor && `#${encodeURI(anchor)}`));
    const told = spawnSync(program, ["search", "--output", folder, query], { encoding: "utf8" });
    assert.equal(told.status, 0, told.stderr);
    assert.deepEqual(found, told.stdout.split("\n").filter((line) => line.startsWith("/")), query);
  }
});

test("the page searches as somebody types, narrows, and keeps its address", async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  await page.goto(site.url);
  await page.fill("input[type=search]", "libary closure");
  await page.press("input[type=search]", "Enter");
  await page.waitForSelector("#results li");
  assert.match(page.url(), /\/papers\/search\/\?q=libary\+closure$/);
  assert.match(await page.textContent("[role=status]"), /library/);
  const all = await page.locator("#results li").count();
  await page.selectOption("select[name=committee]", "communities-scrutiny-committee");
  await page.waitForFunction((all) => document.querySelectorAll("#results li").length < all, all);
  assert.match(page.url(), /committee=communities-scrutiny-committee/);
  await page.press("#q", "ArrowDown");
  const href = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.match(href, /^\/papers\/committees\/communities-scrutiny-committee\//);
  assert.equal((await page.goto(new URL(href, site.url).href)).status(), 200);
  await page.goto(`${site.url}search/?q=qzxwvkj`);
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent.includes("qzxwvkj"));
  assert.equal(await page.locator("#browse").isVisible(), true);
  assert.deepEqual(faults, []);
});
