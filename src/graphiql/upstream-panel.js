// The Upstream panel under GraphiQL: what the operation in the editor will cost at CFW at most (`X-Explain: plan`), and
// what the last one did cost, from `extensions.explain` of its answer. It is inlined into the page, listens to the page's
// own requests, and keeps nothing.
{
  const MEANING = {
    LOST: 'no row that the cursor remembers is left; the page starts at the offset that is the best guess',
    REALIGNED: 'rows came or went since the cursor was made; its row was found again',
    NONE: 'the rows are where the cursor left them',
  };

  const panel = document.getElementById('upstream');
  const summary = panel.querySelector('[role=status]');
  const toggle = panel.querySelector('button');
  const plan = document.getElementById('upstream-plan');
  const body = document.getElementById('upstream-body');
  const allowed = panel.dataset.explain === 'true';
  const refusal = 'Explain is switched off on this gateway.';

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

  /** Every `drift` that the answer carries, with the path of its connection. */
  const driftsIn = (value, path = []) => {
    if (value === null || typeof value !== 'object') return [];
    return Object.entries(value).flatMap(([key, inner]) =>
      key === 'drift' && Object.hasOwn(MEANING, inner)
        ? [{ path: path.join('.'), drift: inner }]
        : driftsIn(inner, [...path, key]),
    );
  };

  /** No attempt and yet an answer: another request had the same call under way. */
  const joined = ({ status, attempts }) => attempts === 0 && status !== null;

  const outcome = (call) => {
    if (call.status !== 200) return 'failed';
    if (joined(call)) return 'joined';
    return call.attempts > 1 ? 'retried' : 'plain';
  };

  const sharing = (call) => {
    if (joined(call)) return 'joined a call under way';
    return call.sharedWith === 0 ? 'no' : `with ${count(call.sharedWith, 'other request')}`;
  };

  const row = (call, span) => {
    const bar = element('div', { className: `upstream-bar upstream-${outcome(call)}` });
    bar.style.marginLeft = `${(100 * call.startMs) / span}%`;
    bar.style.width = `${(100 * call.durationMs) / span}%`;
    const cells = [call.offset, call.limit, call.status ?? 'no answer', call.attempts, sharing(call)];
    const times = [`${call.startMs} ms`, `${call.durationMs} ms`];
    return element(
      'tr',
      {},
      element('th', { scope: 'row', textContent: call.operation }),
      ...[...cells, ...times].map((textContent) => element('td', { textContent })),
      element('td', { className: 'upstream-track' }, bar),
    );
  };

  const timeline = (calls) => {
    const span = Math.max(1, ...calls.map(({ startMs, durationMs }) => startMs + durationMs));
    const titles = [
      'CFW call',
      'Offset',
      'Limit',
      'Status',
      'Attempts',
      'Shared',
      'Began',
      'Took',
      `0 to ${Math.ceil(span)} ms`,
    ];
    const head = element('tr', {}, ...titles.map((textContent) => element('th', { scope: 'col', textContent })));
    const inOrder = calls.toSorted((one, other) => one.startMs - other.startMs);
    return element(
      'table',
      {},
      element('caption', { textContent: 'Calls to CFW, in the order in which they began' }),
      element('thead', {}, head),
      element('tbody', {}, ...inOrder.map((call) => row(call, span))),
    );
  };

  /** An event of a subscription: the poll that saw it was made for all who follow. */
  const showPolls = (polls) => {
    const facts = polls.flatMap(({ list, calls, followers, durationMs }) => [
      `polled ${list}`,
      count(calls.length, 'call'),
      `for ${count(followers, 'follower')}`,
      `${durationMs} ms`,
    ]);
    summary.textContent = `${facts.join(' · ')} · ${new Date().toLocaleTimeString()}`;
    const calls = polls.flatMap(({ calls, durationMs }) =>
      calls.map((call) => ({ ...call, startMs: 0, durationMs, sharedWith: 0 })),
    );
    body.replaceChildren(timeline(calls));
  };

  const show = ({ data, extensions }) => {
    if (data?.__schema) return;
    const explain = extensions?.explain;
    if (explain?.polls) return showPolls(explain.polls);
    if (!explain) {
      summary.textContent = allowed ? 'The operation did not run, or ran without X-Explain.' : refusal;
      body.replaceChildren();
      return;
    }
    const drifts = driftsIn(data);
    const worst = Object.keys(MEANING).find((kind) => drifts.some(({ drift }) => drift === kind));
    // The plan knows nothing of calls that fail and are made again.
    const again = explain.calls.reduce((sum, { attempts }) => sum + Math.max(attempts - 1, 0), 0);
    const facts = [
      `${count(explain.windows, 'window')} asked`,
      `${count(explain.upstreamCalls, 'call')} made${again === 0 ? '' : `, ${again} of them again`}`,
      `${count(explain.savedCalls, 'call')} saved`,
      `drift ${worst ?? 'not asked for'}`,
    ];
    summary.textContent = facts.join(' · ');
    const moved = drifts.filter(({ drift }) => drift !== 'NONE');
    const notes = moved.map(({ path, drift }) =>
      element('p', {}, element('b', {}, path), ` ${drift}: ${MEANING[drift]}.`),
    );
    const none = element('p', { textContent: 'Answered without a call to CFW.' });
    body.replaceChildren(...notes, explain.calls.length > 0 ? timeline(explain.calls) : none);
  };

  /** Shows each event of a stream when it comes. */
  const showEvents = async (stream) => {
    const reader = stream.getReader();
    let unread = '';
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      const messages = (unread + value).split('\n\n');
      unread = messages.pop();
      for (const message of messages) {
        const [, data] = /^data: (\{.*\})$/m.exec(message) ?? [];
        if (data !== undefined) show(JSON.parse(data));
      }
    }
  };

  summary.textContent = allowed ? 'Run an operation to see the calls it makes to CFW.' : refusal;

  toggle.addEventListener('click', () => {
    body.hidden = !body.hidden;
    toggle.ariaExpanded = String(!body.hidden);
  });

  const send = window.fetch;

  /** The operation in the editor, as GraphiQL stores it a moment after it was changed. */
  const edited = () => {
    const { tabs = [], activeTabIndex = 0 } = JSON.parse(localStorage.getItem('graphiql:tabState') ?? '{}');
    const { query, variables, operationName } = tabs[activeTabIndex] ?? {};
    if (!query) return '';
    // For a moment the name may be that of the operation before.
    const isNamed = new RegExp(`^\\s*(query|mutation|subscription)\\s+${operationName}\\b`, 'm').test(query);
    const named = isNamed ? { operationName } : {};
    return JSON.stringify({ query, variables: JSON.parse(variables || '{}'), ...named });
  };

  const grouped = (number) => number.toLocaleString('en');
  /** Whose plan is shown, or is being asked for. */
  let planned = '';
  /** The page's own headers: who asks, and for which project. */
  let headers = { 'content-type': 'application/json' };

  /** Asks what the operation would cost. What is not finished yet has no price. */
  const showPlan = async () => {
    const operation = edited();
    if (operation === planned) return;
    planned = operation;
    plan.replaceChildren();
    if (operation === '') return;
    const asking = new Headers(headers);
    asking.set('x-explain', 'plan');
    asking.set('accept', 'application/json');
    const response = await send(location.pathname, { method: 'POST', headers: asking, body: operation });
    const { calls, rows } = (await response.json()).extensions?.explain?.plan ?? {};
    if (planned !== operation) return;
    plan.textContent =
      calls === undefined ? '' : `at most ${grouped(calls)} call${calls === 1 ? '' : 's'}, ${grouped(rows)} rows`;
  };

  // GraphiQL tells nobody when it has stored something: a storage event goes to other pages only. Variables that are
  // being typed are no JSON for a while.
  if (allowed) setInterval(() => showPlan().catch(() => plan.replaceChildren()), 500);

  window.fetch = async (...request) => {
    if (request[1]?.method === 'POST') headers = request[1].headers;
    const response = await send(...request);
    if (/json/.test(response.headers.get('content-type'))) {
      response
        .clone()
        .json()
        .then(show)
        .catch(() => {});
    } else if (/event-stream/.test(response.headers.get('content-type'))) {
      showEvents(response.clone().body.pipeThrough(new TextDecoderStream())).catch(() => {});
    }
    return response;
  };
}
