const dark = matchMedia("(prefers-color-scheme: dark)");

/** Light or dark as the reader's system is; paper is light. */
export function followTheme(isPaper = false): void {
  document.documentElement.dataset.theme = dark.matches && !isPaper ? "dark" : "light";
  dark.onchange = () => followTheme();
}
