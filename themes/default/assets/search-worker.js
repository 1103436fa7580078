// Answers queries from the files under /search/index/, away from the page's own thread. Reads text and ranks
// as `minutebook search` does; the format of the files is in the documentation of the program's `search`
// module.

const READ = 20, PHRASE = 40, SHARE = 0.6, PAGE = 10, FAR = 60;
const TITLE = 16, DECISION = 32, IMPACT = 15;
const PAPER = 0, MATTER = 5, DECIDED = 7;

// Reading of text.

const WORD = /[\p{Alphabetic}\p{N}\p{M}]+(?:(?:['’](?=\p{Alphabetic})|(?<=[0-9])[.,](?=[0-9]))[\p{Alphabetic}\p{N}\p{M}]+)*/gu;
const LETTERS = { '’': "'", ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };

/** A word as the index holds it. */
export function fold(word) {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/[’ßæœøłđ]/g, (letter) => LETTERS[letter])
    .replace(/'s$/, '')
    .replace(/[^\p{Alphabetic}\p{N}.]/gu, '');
}

/** The words of a text in order: each folded, and where it begins and ends. */
export function readWords(text) {
  const words = [];
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0]);
    if (word) words.push({ word, start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/** A query taken apart: words, phrases and excluded words. */
export function parse(typed, stop) {
  const query = { words: [], phrases: [], excluded: [] };
  const add = (list, word) => { if (!stop.has(word) && !list.includes(word)) list.push(word); };
  typed.replace(/[“”„]/g, '"').split('"').forEach((part, position) => {
    if (position % 2) {
      const phrase = readWords(part).map((token) => token.word);
      phrase.forEach((word) => add(query.words, word));
      if (phrase.length > 1) query.phrases.push(phrase);
      return;
    }
    for (const piece of part.split(/\s+/u)) {
      const list = piece.startsWith('-') ? query.excluded : query.words;
      readWords(piece).forEach((token) => add(list, token.word));
    }
  });
  return query;
}

/** How many letters must be put in, left out, changed or swapped; Infinity if more than `most`. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let older = [], old = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(old[j - 1] + (a[i - 1] !== b[j - 1]), old[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return Infinity;
    older = old;
    old = row;
  }
  return old[b.length] <= most ? old[b.length] : Infinity;
}

// The files of the index, each fetched once.

export class Index {
  constructor(url) {
    this.url = url;
    this.files = new Map();
  }

  async open() {
    // Asked for anew each time, so that its stamp names the other files of the same build.
    const answer = await fetch(new URL('index.json', this.url), { cache: 'no-cache' });
    if (!answer.ok) throw new Error(`index.json: ${answer.status}`);
    const head = this.head = await answer.json();
    if (head.format !== 1) throw new Error(`format ${head.format}`);
    this.stop = new Set(head.stop.split(' '));
    this.shards = head.shards.split(' ').filter(Boolean);
    this.columns(await this.bytes('records'));
    return this;
  }

  async bytes(name) {
    if (!this.files.has(name)) {
      const url = new URL(name, this.url);
      url.searchParams.set('v', this.head.stamp);
      this.files.set(name, fetch(url).then(async (answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        const inflated = answer.body.pipeThrough(new DecompressionStream('deflate-raw'));
        return new Uint8Array(await new Response(inflated).arrayBuffer());
      }));
      this.files.get(name).catch(() => this.files.delete(name));
    }
    return this.files.get(name);
  }

  async kept(name, read) {
    const key = `${name} read`;
    if (!this.files.has(key)) {
      this.files.set(key, this.bytes(name).then(read));
      this.files.get(key).catch(() => this.files.delete(key));
    }
    return this.files.get(key);
  }

  columns(bytes) {
    const at = { bytes, at: 0 };
    const column = (length) => Uint32Array.from({ length }, () => number(at));
    const count = number(at);
    this.units = column(count);
    this.kinds = column(count);
    this.bodies = column(count);
    this.days = column(count);
    for (let record = 1; record < count; record++) this.days[record] += this.days[record - 1];
    this.outcomes = column(count);
    const marks = column(this.head.units);
    this.recordOf = new Uint32Array(this.head.units);
    let unit = 0;
    this.units.forEach((units, record) => { this.recordOf.fill(record, unit, unit += units); });
    let family = -1, file = 0, place = 0;
    this.places = Array.from(marks, (mark) => {
      if (mark === 2) [family, file, place] = [family + 1, 0, 0];
      else if (mark === 1) [file, place] = [file + 1, 0];
      else place++;
      return [`texts/${family}-${file}`, place];
    });
  }

  /** The shard that a word stands in, if it stands anywhere. */
  shardOf(word) {
    return [2, 1].map((letters) => word.slice(0, letters).match(/^[a-z0-9]+/)?.[0] ?? '_').find((name) => this.shards.includes(name));
  }

  shard(name) {
    return this.kept(`words/${name}`, (bytes) => {
      const lines = new TextDecoder().decode(bytes).split('\n');
      const starts = lines.shift().split(' ').map(Number);
      const words = new Map(), common = [];
      for (const line of lines) {
        const end = line.search(/[~=-]/);
        const terms = Array.from(line.slice(end).matchAll(/(~?)([=-])([0-9a-z]+)/g), ([, welsh, sign, value]) => {
          if (sign === '=') common.push(parseInt(value, 36));
          return { name, welsh: !!welsh, number: sign === '=' ? common.length - 1 : common.length - 1 - value };
        });
        words.set(line.slice(0, end), terms);
      }
      return { name, starts, words, common };
    });
  }

  /** The units of a term, each with its value. */
  async postings(name, term) {
    const { starts } = await this.shard(name);
    const file = starts.findLastIndex((start) => start <= term);
    const lists = await this.kept(`postings/${name}-${file}`, (bytes) => {
      const at = { bytes, at: 0 }, offsets = [];
      while (at.at < bytes.length) {
        const count = number(at), length = number(at);
        offsets.push([count, at.at, at.at + length]);
        at.at += length + count;
      }
      return { bytes, offsets };
    });
    const [count, start, values] = lists.offsets[term - starts[file]];
    const at = { bytes: lists.bytes, at: start };
    let unit = 0;
    return Array.from({ length: count }, (_, n) => [unit += number(at), lists.bytes[values + n]]);
  }

  async text(unit) {
    const [file, place] = this.places[unit];
    const units = await this.kept(file, (bytes) => JSON.parse(new TextDecoder().decode(bytes)));
    return units[place];
  }

  people() {
    return this.kept('people', (bytes) => JSON.parse(new TextDecoder().decode(bytes)).map(([slug, name, steps]) => {
      let record = 0;
      return { slug, name, records: new Set(steps.map((step) => record += step)) };
    }));
  }
}

function number(at) {
  let value = 0, shift = 0, byte;
  do {
    byte = at.bytes[at.at++];
    value += (byte & 127) * 2 ** shift;
    shift += 7;
  } while (byte > 127);
  return value;
}

// From words to terms.

const length = (word) => [...word].length;

async function meaning(index, word) {
  const found = { senses: new Map(), surfaces: new Set(), instead: null };
  const add = async ({ name, number }, weight) => {
    const key = `${name} ${number}`;
    if (found.senses.has(key)) return;
    found.senses.set(key, { name, number, weight });
    for (const [other, terms] of (await index.shard(name)).words) {
      if (terms.some((term) => term.number === number)) found.surfaces.add(other);
    }
  };
  const own = index.shardOf(word);
  if (own) {
    const { words } = await index.shard(own);
    const terms = words.get(word) ?? [];
    for (const term of terms) await add(term, 1);
    if (length(word) >= 4 && terms.some((term) => term.welsh)) {
      for (const [other, others] of words) {
        if (!other.startsWith(word) && !(length(other) >= 4 && word.startsWith(other))) continue;
        for (const term of others) if (term.welsh) await add(term, 0.6);
      }
    }
  }
  const rows = async (names, fits) => {
    const rows = [];
    for (const { words, common } of await Promise.all(names.map((name) => index.shard(name)))) {
      for (const [other, terms] of words) {
        const away = fits(other);
        if (away !== Infinity) for (const term of terms) rows.push({ away, other, term, common: common[term.number] });
      }
    }
    return rows.sort((a, b) => a.away - b.away || b.common - a.common || (a.other < b.other ? -1 : a.other > b.other ? 1 : 0));
  };
  const near = (start) => index.shards.filter((name) => name.startsWith(start) || start.startsWith(name));
  if (!found.senses.size && length(word) >= 2) {
    const begins = await rows(near(word), (other) => other.startsWith(word) ? 0 : Infinity);
    for (const { term } of begins.slice(0, 8)) await add(term, 0.8);
  }
  const letters = [...word];
  const most = /[0-9]/.test(word) || letters.length < 4 ? 0 : letters.length < 8 ? 1 : 2;
  if (!found.senses.size && most) {
    const far = index.shards.length <= FAR ? index.shards : near(letters[1]);
    for (const names of [own ? [own] : [], near(letters[0]), far]) {
      const slips = await rows(names, (other) => distance(letters, [...other], most));
      if (!slips.length) continue;
      for (const row of slips.filter((row) => row.away === slips[0].away).slice(0, 8)) await add(row.term, 0.8);
      found.instead = slips[0].other;
      break;
    }
  }
  return found;
}

// From terms to records.

function worth(value) {
  return (value & IMPACT) / 15 + (value & TITLE ? 0.5 : 0) + (value & DECISION ? 0.2 : 0);
}

async function weigh(index, { senses }) {
  const units = new Map(), titles = new Set();
  for (const { name, number, weight } of senses.values()) {
    for (const [unit, value] of await index.postings(name, number)) {
      if (value & TITLE) titles.add(index.recordOf[unit]);
      units.set(unit, Math.max(units.get(unit) ?? 0, weight * worth(value)));
    }
  }
  const all = index.head.units, some = units.size;
  return { units, titles, weight: some ? Math.log(1 + (all - some + 0.5) / (some + 0.5)) : 0 };
}

function byPostings(index, words, excluded, together) {
  const sums = new Map();
  words.forEach(({ units, weight }, position) => {
    for (const [unit, value] of units) {
      const record = index.recordOf[unit];
      let sum = sums.get(record);
      if (!sum) sums.set(record, sum = { words: new Float64Array(words.length), units: new Map() });
      sum.words[position] = Math.max(sum.words[position], value);
      sum.units.set(unit, (sum.units.get(unit) ?? 0) + value * weight);
    }
  });
  const all = words.reduce((sum, word) => sum + word.weight, 0);
  const called = (record) => words.reduce((sum, word) => sum + (word.titles.has(record) ? word.weight : 0), 0);
  let hits = [], most = 0;
  for (const [record, sum] of sums) {
    if (excluded.has(record)) continue;
    // A decision is found with its paper, unless it is called by its own name.
    if (index.kinds[record] === DECIDED) {
      const paper = index.kinds.lastIndexOf(PAPER, record);
      if (sums.has(paper) && called(record) <= called(paper)) continue;
    }
    let has = 0, total = 0, unit = -1, best = -1;
    sum.words.forEach((value, position) => {
      if (value > 0) has += words[position].weight;
      total += value * words[position].weight;
    });
    for (const [other, value] of sum.units) {
      if (!together.every((word) => words[word].units.has(other))) continue;
      if (value > best || (value === best && other < unit)) [unit, best] = [other, value];
    }
    if (unit < 0) continue;
    const share = has / all;
    const score = (total + best) / 2 * share * share * (index.kinds[record] === MATTER ? 0.6 : 1);
    most = Math.max(most, share);
    hits.push({ record, unit, score, share });
  }
  return sort(hits.filter((hit) => hit.share >= SHARE * most));
}

/** The best first; of two that are as good, the newer. */
function sort(hits) {
  for (const hit of hits) hit.step = Math.round(Math.log(hit.score) * 50);
  return hits.sort((a, b) => b.step - a.step || b.record - a.record);
}

function placer(meanings) {
  const known = new Map();
  return (word) => {
    if (!known.has(word)) known.set(word, meanings.findIndex((meaning) => meaning.surfaces.has(word)));
    return known.get(word);
  };
}

/** How much of the query stands in a text, and how closely, from 0 to 1. */
function nearness(places, weights, all) {
  const found = [], met = weights.map(() => 0);
  places.forEach((word, at) => { if (word >= 0) { found.push([at, word]); met[word]++; } });
  const distinct = met.filter(Boolean).length;
  const has = weights.reduce((sum, weight, word) => sum + (met[word] ? weight : 0), 0);
  if (distinct < 2) return has / all * (weights.length === 1 ? 1 : 0.5);
  const window = weights.map(() => 0);
  let start = 0, inside = 0, shortest = Infinity;
  for (const [at, word] of found) {
    if (window[word]++ === 0) inside++;
    while (inside === distinct) {
      const [first, other] = found[start++];
      shortest = Math.min(shortest, at - first + 1);
      if (--window[other] === 0) inside--;
    }
  }
  return has / all * (0.5 + 0.5 * Math.min(distinct / shortest, 1));
}

function byText(hit, shown, place, weights) {
  hit.shown = shown;
  hit.passage = -1;
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const places = (text) => readWords(text).map(({ word }) => place(word));
  let best = 0;
  shown.p.forEach(([, decision, text], position) => {
    const near = nearness(places(text), weights, all) * (decision ? 1.1 : 1);
    if (near > best) [best, hit.passage] = [near, position];
  });
  const title = places(shown.t), met = new Set(title.filter((word) => word >= 0));
  const has = weights.reduce((sum, weight, word) => sum + (met.has(word) ? weight : 0), 0);
  const cover = title.filter((word) => word >= 0).length / Math.max(title.length, 1);
  hit.score *= 1 + best + has / all * (0.5 + 0.5 * cover);
}

function hasPhrase(shown, phrase) {
  return [shown.t, ...shown.p.map(([, , text]) => text)].some((text) => {
    const words = readWords(text).map(({ word }) => word);
    return words.some((_, at) => phrase.every((word, n) => words[at + n] === word));
  });
}

/** The part of a text with the most of the words, as pieces: those that were looked for stand in lists. */
export function excerpt(text, place, count) {
  const WORDS = 40, LEAD = 8;
  const words = readWords(text), places = words.map(({ word }) => place(word));
  let from = 0, to = words.length;
  if (words.length > WORDS) {
    const inside = new Array(count).fill(0);
    let distinct = 0, most = 0, first = 0;
    places.forEach((word, at) => {
      if (word >= 0 && inside[word]++ === 0) distinct++;
      const gone = at >= WORDS - LEAD ? places[at - WORDS + LEAD] : -1;
      if (gone >= 0 && --inside[gone] === 0) distinct--;
      if (distinct > most) [most, first] = [distinct, at];
    });
    to = Math.max(Math.min(first + LEAD, words.length), WORDS);
    from = to - WORDS;
  }
  let at = from ? words[from].start : 0;
  const end = to < words.length ? words[to - 1].end : text.length;
  const pieces = at ? ['… '] : [];
  for (let n = from; n < to; n++) {
    if (places[n] < 0) continue;
    pieces.push(text.slice(at, words[n].start), [text.slice(words[n].start, words[n].end)]);
    at = words[n].end;
  }
  pieces.push(text.slice(at, end));
  if (end < text.length) pieces.push(' …');
  return pieces;
}

// From records to an answer.

function yearOf(index, record) {
  const days = index.days[record];
  return days ? String(new Date(Date.UTC(1900, 0, 1 + days)).getUTCFullYear()) : '';
}

/** The values of a record for each filter. */
function values(index, record, filter) {
  const { bodies, sets, outcomes, kinds } = index.head;
  switch (filter) {
    case 'committee': return index.bodies[record] ? sets[index.bodies[record] - 1].map((body) => bodies[body]) : [];
    case 'year': return [yearOf(index, record)];
    case 'outcome': return outcomes.filter((_, bit) => index.outcomes[record] >> bit & 1);
    default: return index.outcomes[record] >> 15 ? [...new Set([kinds[index.kinds[record]], 'decision'])] : [kinds[index.kinds[record]]];
  }
}

const FILTERS = ['committee', 'year', 'outcome', 'kind'];

export async function answer(index, { typed, filters, sort: order, from }, current) {
  const query = parse(typed, index.stop);
  const meanings = await Promise.all(query.words.map((word) => meaning(index, word)));
  const weighed = await Promise.all(meanings.map((meaning) => weigh(index, meaning)));
  if (!current()) return null;
  const excluded = new Set();
  for (const word of query.excluded) {
    const shard = index.shardOf(word);
    for (const term of (shard && (await index.shard(shard)).words.get(word)) || []) {
      for (const [unit] of await index.postings(shard, term.number)) excluded.add(index.recordOf[unit]);
    }
  }
  const weights = weighed.map((word) => word.weight);
  const place = placer(meanings);
  const read = (hits) => Promise.all(hits.filter((hit) => !hit.shown).map(async (hit) => byText(hit, await index.text(hit.unit), place, weights)));
  // Words of phrases must stand in one unit.
  const phrased = (word) => query.phrases.some((phrase) => phrase.includes(word));
  const together = [...query.words.keys()].filter((word) => phrased(query.words[word]));
  let hits = byPostings(index, weighed, excluded, together);
  if (query.phrases.length) {
    hits = hits.slice(0, PHRASE);
    await read(hits);
    hits = hits.filter((hit) => query.phrases.every((phrase) => hasPhrase(hit.shown, phrase)));
  }
  const person = filters.person && (await index.people()).find(({ slug }) => slug === filters.person);
  if (filters.person) hits = hits.filter((hit) => person?.records.has(hit.record));
  const passes = (hit, filter) => !filters[filter] || values(index, hit.record, filter).includes(filters[filter]);
  const counts = {};
  for (const filter of FILTERS) {
    counts[filter] = {};
    const others = FILTERS.filter((other) => other !== filter && filters[other]);
    for (const hit of hits) {
      if (!others.every((other) => passes(hit, other))) continue;
      for (const value of values(index, hit.record, filter)) counts[filter][value] = (counts[filter][value] ?? 0) + 1;
    }
  }
  hits = hits.filter((hit) => FILTERS.every((filter) => passes(hit, filter)));
  if (order === 'date') {
    hits.sort((a, b) => b.record - a.record);
  } else {
    const best = hits.slice(0, query.phrases.length ? PHRASE : READ);
    await read(best);
    hits = [...sort(best), ...hits.slice(best.length)];
  }
  const page = hits.slice(from, from + PAGE);
  await read(page);
  if (!current()) return null;
  return {
    total: hits.length,
    counts,
    instead: meanings.map((meaning) => meaning.instead).filter(Boolean),
    results: page.map(({ record, shown, passage }) => {
      const [anchor, decision, text] = shown.p[passage] ?? ['', 0, shown.p[0]?.[2] ?? ''];
      return {
        url: shown.u, title: shown.t, place: shown.w, parent: shown.o, lang: shown.l, anchor, decision: !!decision,
        kind: index.head.kinds[index.kinds[record]], days: index.days[record],
        outcomes: values(index, record, 'outcome'),
        pieces: excerpt(text, place, query.words.length),
      };
    }),
  };
}

let index, newest = 0;

globalThis.onmessage = async ({ data }) => {
  const { id } = data;
  try {
    if (data.url) index = new Index(data.url).open();
    if (data.people) postMessage({ id, people: (await (await index).people()).map(({ slug, name }) => ({ slug, name })) });
    if (data.typed === undefined) return;
    newest = id;
    const found = await answer(await index, data, () => newest === id);
    if (found) postMessage({ id, from: data.from, found });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
};
