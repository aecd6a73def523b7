import { createHash } from 'node:crypto';

/** What the page may say of the gateway. Where CFW is, who calls it and with what is not part of it. */
export interface LandingPageFacts {
  /** Whether the rows come from the embedded simulator. */
  readonly simulated: boolean;
  /** Whether browsers get GraphiQL. */
  readonly graphiql: boolean;
  /** Whether callers may read the schema. */
  readonly introspection: boolean;
}

// Colours are the browser's own, so that they follow its light or dark setting and its contrast settings.
const STYLE = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
main { max-width: 40rem; margin: 10vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
li { margin: 0.5rem 0; }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
.state { border-left: 4px solid; padding-left: 1rem; }
`;

/** The page has no script and loads nothing; the browser is told to hold it to that. */
export const LANDING_PAGE_POLICY = `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The page at `/`: what this is and where to go from here. */
export function landingPage({ simulated, graphiql, introspection }: LandingPageFacts): string {
  const state = simulated
    ? 'It runs on the <strong>embedded simulator</strong>: the rows are made up, and no credentials are needed.'
    : 'It runs on <strong>CFW</strong>.';
  const links = [
    ...(graphiql ? [link('graphql', 'GraphiQL', 'explore the graph, with examples to run')] : []),
    ...(introspection ? [link('schema.graphql', 'Schema', 'every type and field, with units and sources')] : []),
    link('README.md', 'README', 'the first query, recipes, operation'),
    link('health', 'Health', 'whether the process is up'),
    link('ready', 'Readiness', 'whether it takes traffic'),
    link('metrics', 'Metrics', 'for Prometheus'),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CFW GraphQL gateway</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>CFW GraphQL gateway</h1>
<p>Firewalls, packet capture tasks, blacklists and whitelists of Huawei Cloud Firewall (CFW) as one GraphQL API.
Operations go to <code>/graphql</code> by POST or GET.</p>
<p class="state">${state}</p>
<nav aria-label="Parts of the gateway">
<ul>
${links.join('\n')}
</ul>
</nav>
</main>
</body>
</html>
`;
}

/** The path is relative, so that it stays below a prefix that a proxy takes off. */
function link(path: string, name: string, what: string): string {
  return `<li><a href="${path}">${name}</a>: ${what}</li>`;
}
