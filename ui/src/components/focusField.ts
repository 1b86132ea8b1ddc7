// Brings the control of a field of a form into view and focus.

const MAIN_CONTROLS = ["input.control, textarea.control, button.control, .control input", "input[type=radio]", "input, textarea, button"];

/** Focuses the field with this path, or the nearest one above it: `data.2.category`, `data.2`, `data`. */
export function focusField(root: ParentNode, path: string): boolean {
  for (let at = path; at; at = at.slice(0, Math.max(at.lastIndexOf("."), 0))) {
    const field = root.querySelector<HTMLElement>(`[data-field="${CSS.escape(at)}"]`);
    const control = field && mainControl(field);
    if (control) {
      field.scrollIntoView({ block: "center" });
      control.focus({ preventScroll: true });
      return true;
    }
  }
  return false;
}

/** The control itself, before the toggles that stand beside its label. */
function mainControl(field: HTMLElement): HTMLElement | null {
  for (const selector of MAIN_CONTROLS) {
    const control = field.querySelector<HTMLElement>(selector);
    if (control) return control;
  }
  return null;
}
