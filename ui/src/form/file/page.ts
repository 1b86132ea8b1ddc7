/** The parts of the page as a file: what the build puts together, and what the page itself saves. */
export type Parts = { policy: string; style: string; script: string; data: string; state: string };

export const DATA = "provident-data";
export const STATE = "provident-state";

/** One file that asks for nothing outside. */
export function page({ policy, style, script, data, state }: Parts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Questionnaire</title>
<style>${style}</style>
</head>
<body>
<div id="form"></div>
<script type="application/json" id="${DATA}">${data}</script>
<script type="application/json" id="${STATE}">${state}</script>
<script id="provident-script">${script}</script>
</body>
</html>
`;
}

/** JSON that may stand in a script element: no tag begins or ends in it. */
export function inert(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
