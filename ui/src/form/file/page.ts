/** The parts of the page as a file: what the build puts together, and what the page itself saves. */
export type Parts = { policy: string; style: string; script: string; data: string; state: string };

export const DATA = "provident-data";
export const STATE = "provident-state";

const WITHOUT_SCRIPTS = `<p lang="en">This questionnaire needs JavaScript. Save the file and open it in a browser such as Firefox, Chrome, Edge or Safari.</p>
<p lang="fr">Ce questionnaire a besoin de JavaScript. Enregistrez le fichier et ouvrez-le dans un navigateur tel que Firefox, Chrome, Edge ou Safari.</p>`;

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
<script type="application/json" id="${DATA}">${data}</script>
<script type="application/json" id="${STATE}">${state}</script>
<script id="provident-script">${script}</script>
</head>
<body>
<div id="form"></div>
<noscript>${WITHOUT_SCRIPTS}</noscript>
</body>
</html>
`;
}

/** JSON that may stand in a script element: no tag begins or ends in it. */
export function inert(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
