// Brings the control of a field of a form into view and focus.

const CONTROL = "input:not([type=hidden]):not([disabled]), textarea, [role=combobox], button";

/** Focuses the field with this path, or the nearest one above it: `data.2.category`, `data.2`, `data`. */
export function focusField(root: ParentNode, path: string): boolean {
  for (let at = path; at; at = at.slice(0, Math.max(at.lastIndexOf("."), 0))) {
    const field = root.querySelector<HTMLElement>(`[data-field="${CSS.escape(at)}"]`);
    const control = field?.querySelector<HTMLElement>(CONTROL);
    if (field && control) {
      field.scrollIntoView({ block: "center" });
      control.focus({ preventScroll: true });
      return true;
    }
  }
  return false;
}
