// The search page: takes the query and filters from the address and the form, asks the worker, and shows what
// it finds. Wording and addresses come from the page (`data-…`), so this file is the same in every language.

const form = document.getElementById('search');
const results = document.getElementById('results');
const list = results.querySelector('ol');
const status = document.getElementById('found');
const more = document.getElementById('more');
const browse = document.getElementById('browse');
const field = form.elements.q;
const FILTERS = ['committee', 'year', 'kind', 'outcome'];
const words = results.dataset;
const language = document.documentElement.lang || 'en';
const plural = new Intl.PluralRules(language);
const figures = new Intl.NumberFormat(language);
// Plain English would put the month before the day.
const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

const worker = new Worker(new URL('search-worker.js', import.meta.url), { type: 'module' });
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

let asked = 0, answered = 0, people = [], timer;

/** What the form asks for. */
function request(from = 0) {
  const value = (name) => form.elements[name].value.trim();
  const person = people.find(({ name }) => name === value('person'))?.slug ?? wanted.get('person') ?? '';
  const filters = { person: value('person') ? person : '' };
  for (const name of FILTERS) filters[name] = value(name);
  return { typed: value('q'), filters, sort: value('sort'), from };
}

function ask(from = 0) {
  clearTimeout(timer);
  const query = request(from);
  remember(query);
  if (!query.typed) return show(null);
  asked++;
  // Only a wait that somebody notices is announced.
  timer = setTimeout(() => { if (answered < asked) status.textContent = words.working; }, 400);
  worker.postMessage({ id: asked, ...query });
}

/** The query stands in the page's address, to be sent on and come back to. */
function remember({ typed, filters, sort }) {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries({ q: typed, ...filters, sort })) if (value) parts.set(name, value);
  const text = parts.toString();
  history.replaceState(null, '', text ? `?${text}` : location.pathname);
}

function show(found, from = 0) {
  results.hidden = browse.hidden = false;
  if (!from) list.replaceChildren();
  more.hidden = true;
  if (!found) {
    results.hidden = true;
    status.textContent = '';
    return;
  }
  const query = field.value.trim();
  const said = [found.total
    ? fill(words[`count${plural.select(found.total).replace(/^./, (letter) => letter.toUpperCase())}`] ?? words.countOther, { n: figures.format(found.total), query })
    : `${fill(words.none, { query })} ${words.help}`];
  if (found.instead.length) said.push(fill(words.instead, { words: found.instead.join(', ') }));
  status.textContent = said.join(' ');
  results.hidden = browse.hidden = found.total > 0;
  results.hidden = !found.total;
  const first = found.results.map(row).map((item) => list.appendChild(item))[0];
  if (from) first?.querySelector('a').focus();
  more.hidden = list.children.length >= found.total;
  for (const name of FILTERS) count(form.elements[name], found.counts[name]);
}

/** Says beside each value of a filter how many results it leaves. */
function count(select, counts) {
  for (const option of select.options) {
    if (!option.value) continue;
    option.dataset.name ??= option.textContent;
    const n = counts[option.value] ?? 0;
    option.textContent = `${option.dataset.name} (${figures.format(n)})`;
    option.disabled = !n && !option.selected;
  }
}

function row(found) {
  const item = document.createElement('li');
  item.lang = found.lang;
  const title = item.appendChild(document.createElement('h2'));
  const link = title.appendChild(document.createElement('a'));
  link.href = words.base + found.url + (found.anchor && `#${encodeURI(found.anchor)}`);
  link.textContent = found.title;
  const name = (select, value) => {
    const option = [...form.elements[select].options].find((option) => option.value === value);
    return option && (option.dataset.name ?? option.textContent);
  };
  const facts = [name('kind', found.kind)];
  if (found.parent) facts.push(fill(words.from, { title: found.parent }));
  if (found.place) facts.push(found.place);
  if (found.days) facts.push(day.format(new Date(Date.UTC(1900, 0, 1 + found.days))));
  facts.push(...found.outcomes.map((outcome) => name('outcome', outcome)));
  const page = found.anchor.match(/^page=(\d+)$/);
  if (page) facts.push(fill(words.page, { page: page[1] }));
  if (found.decision) facts.push(words.decision);
  const where = item.appendChild(document.createElement('p'));
  where.className = 'row-facts';
  where.lang = language;
  where.textContent = facts.filter(Boolean).join(' · ');
  const text = item.appendChild(document.createElement('p'));
  for (const piece of found.pieces) {
    if (typeof piece === 'string') text.append(piece);
    else text.appendChild(document.createElement('mark')).textContent = piece[0];
  }
  return item;
}

worker.onmessage = ({ data }) => {
  if (data.people) return named(data.people);
  if (data.id !== asked) return;
  answered = data.id;
  clearTimeout(timer);
  if (data.error) {
    show(null);
    status.textContent = words.broken;
  } else {
    show(data.found, data.from);
  }
};
worker.onerror = () => { status.textContent = words.broken; };

// Names are many, so they come when somebody turns to their field.

function named(found) {
  people = found;
  document.getElementById('people').replaceChildren(...found.map(({ name }) => new Option(name)));
  const slug = wanted.get('person');
  if (slug && !form.elements.person.value) {
    form.elements.person.value = found.find((person) => person.slug === slug)?.name ?? '';
    ask();
  }
}

function askPeople() {
  if (!people.length) worker.postMessage({ people: true });
}

const wanted = new URLSearchParams(location.search);

worker.postMessage({ url: new URL(words.index, location.href).href });
form.hidden = false;
for (const name of ['q', ...FILTERS, 'sort']) if (wanted.has(name)) form.elements[name].value = wanted.get(name);
if (wanted.has('person')) askPeople();
form.elements.person.addEventListener('focus', askPeople);
form.addEventListener('submit', (event) => { event.preventDefault(); ask(); });
form.addEventListener('change', () => ask());
field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
more.addEventListener('click', () => ask(list.children.length));
document.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...list.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement);
  if (!step || !(document.activeElement === field || at >= 0) || !links.length) return;
  event.preventDefault();
  (links[at + step] ?? (at + step < 0 ? field : links[at])).focus();
});
if (field.value) ask();
