import { problems } from "@threshold/contract/errors";
import type { Listed } from "./docs.routes.ts";

export const docsStyle =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;background:#fbfaf7;color:#1c2733}" +
  "table{border-collapse:collapse;width:100%}td,th{text-align:start;padding:.3rem .6rem;border-bottom:1px solid #d9d5cb}" +
  "a{color:#0f5c63}code{font-size:.95em}";

/** A plain page for people: the routes, who may call them, and every error. Nothing in it comes from a request. */
export function docsPage(listed: readonly Listed[]): string {
  const routes = listed.map(({ method, url, access }) => row(`<code>${method}</code>`, `<code>${url}</code>`, access));
  const errors = Object.entries(problems).map(([name, { code, status, line }]) =>
    row(code, String(status), name, line),
  );
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    '<title>Threshold API</title><link rel="stylesheet" href="/api/docs/style.css"></head><body>',
    '<h1>Threshold API</h1><p>With all schemas: <a href="/api/docs/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>',
    `<h2>Routes</h2><table><tr><th>Method</th><th>Path</th><th>Who</th></tr>${routes.join("")}</table>`,
    `<h2>Errors</h2><table><tr><th>Code</th><th>Status</th><th>Name</th><th>Meaning</th></tr>${errors.join("")}</table>`,
    "</body></html>",
  ].join("\n");
}

const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
