// In preview only: keeps an open page up to date, and lays over it what is wrong with its paper.
(() => {
  'use strict';
  const state = document.currentScript.dataset.state;
  const here = location.pathname;
  const memory = 'minutebook-preview ' + here;
  let source = null;
  let hidden = null;

  // Where the reader is: the first thing with an id that is still in view, and how far down it stands.
  const place = () => {
    for (const element of document.querySelectorAll('main [id]')) {
      const top = element.getBoundingClientRect().top;
      if (top >= 0) return { id: element.id, top, y: scrollY };
    }
    return { y: scrollY };
  };

  const restore = () => {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(memory));
      sessionStorage.removeItem(memory);
    } catch { /* Without storage the browser's own memory of the place has to do. */ }
    if (!kept) return;
    const element = kept.id && document.getElementById(kept.id);
    const y = element ? scrollY + element.getBoundingClientRect().top - kept.top : kept.y;
    scrollTo({ top: y, behavior: 'instant' });
  };

  const reload = () => {
    try {
      sessionStorage.setItem(memory, JSON.stringify(place()));
    } catch { /* As above. */ }
    location.reload();
  };

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const count = (number, one, many) => number + ' ' + (number === 1 ? one : many);

  const entry = (problem) => {
    const lines = [
      make('p', {}, make('strong', {}, problem.message)),
      make('p', { class: 'minutebook-file' }, problem.file + ', line ' + problem.line),
    ];
    if (problem.text) {
      const [before, marked, after] = problem.text;
      lines.push(make('pre', {}, before, make('mark', {}, marked), after));
    }
    lines.push(make('p', {}, problem.help));
    return make('li', { class: problem.severity }, ...lines);
  };

  const list = (problems) => make('ol', {}, ...problems.map(entry));

  // A panel for the problems of this page, and below it a line for those of the whole site.
  const frame = make('aside', { id: 'minutebook-preview', 'aria-label': 'Preview' });
  const show = ({ counts, problems }) => {
    const errors = problems.filter((problem) => problem.severity === 'error');
    const warnings = problems.filter((problem) => problem.severity !== 'error');
    frame.replaceChildren();
    if (errors.length > 0 && hidden !== JSON.stringify(errors)) {
      const close = make('button', { type: 'button' }, 'Hide');
      const panel = make('section', { class: 'minutebook-errors', role: 'alert' },
        make('h2', {}, 'This page is shown as it last was, or in part, until this is mended'), close, list(errors));
      close.addEventListener('click', () => {
        hidden = JSON.stringify(errors);
        panel.remove();
      });
      frame.append(panel);
    }
    if (errors.length === 0) hidden = null;
    if (warnings.length > 0) {
      frame.append(make('details', { class: 'minutebook-warnings' },
        make('summary', {}, count(warnings.length, 'thing', 'things') + ' to look at on this page'), list(warnings)));
    }
    const parts = [count(counts.errors, 'error', 'errors'), count(counts.warnings, 'warning', 'warnings')];
    if (counts.names > 0) parts.push(count(counts.names, 'name', 'names') + ' not settled');
    if (counts.drafts > 0) parts.push(count(counts.drafts, 'paper', 'papers') + ' not yet published');
    frame.append(make('p', { class: 'minutebook-line' }, 'Preview: ', make('a', { href: '/_problems' }, parts.join(', '))));
  };

  const listen = () => {
    if (source) return;
    source = new EventSource('/_preview/events?page=' + encodeURIComponent(here) + '&state=' + state);
    source.addEventListener('message', (event) => {
      const news = JSON.parse(event.data);
      if (news.reload) reload();
      else show(news);
    });
  };

  // A browser keeps only a few connections, so pages that nobody sees give theirs up.
  const watch = () => {
    if (document.visibilityState === 'visible') {
      listen();
    } else if (source) {
      source.close();
      source = null;
    }
  };

  document.head.append(make('link', { rel: 'stylesheet', href: '/_preview.css' }));
  document.body.append(frame);
  addEventListener('load', restore);
  addEventListener('pagehide', () => { if (source) source.close(); source = null; });
  addEventListener('pageshow', watch);
  document.addEventListener('visibilitychange', watch);
  watch();
})();
