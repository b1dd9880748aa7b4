import { Markup, markup } from "./markup.ts";
import { PAGE_STYLE } from "./pageStyle.ts";

/** A page that needs nothing else: its style within, no script, no network, and a policy that says so. */
export function htmlPage(title: string, content: Markup): string {
  return `${
    markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>`.text
  }\n`;
}

/** What may be wider than the screen scrolls by itself, by keyboard too. */
export function scrollable(label: string, content: Markup): Markup {
  return markup`<div class="wide" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
}
