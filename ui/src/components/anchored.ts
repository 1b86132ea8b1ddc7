// Puts an opened list under (or above) the control it belongs to, in the top layer, so that
// no scrolling area and no dialog cuts it off.

import type { Attachment } from "svelte/attachments";

const GAP = 4;

/** `leastRem` is the least width, in rem. */
export function anchored(anchor: () => HTMLElement | undefined, leastRem = 0): Attachment<HTMLElement> {
  return (panel) => {
    panel.popover = "manual";
    panel.showPopover();
    const place = () => {
      const at = anchor()?.getBoundingClientRect();
      if (!at) return;
      const below = window.innerHeight - at.bottom - GAP;
      const above = at.top - GAP;
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const most = 18 * rem;
      const isBelow = below >= Math.min(panel.scrollHeight, most) || below >= above;
      panel.style.position = "fixed";
      panel.style.margin = "0";
      panel.style.minWidth = `${Math.max(at.width, leastRem * rem)}px`;
      panel.style.maxWidth = `min(90vw, ${Math.max(at.width, 28 * rem)}px)`;
      panel.style.maxHeight = `${Math.min(most, Math.max(isBelow ? below : above, 96) - GAP)}px`;
      panel.style.left = `${Math.max(GAP, Math.min(at.left, window.innerWidth - panel.offsetWidth - GAP))}px`;
      panel.style.top = isBelow ? `${at.bottom + GAP}px` : `${at.top - GAP - panel.offsetHeight}px`;
    };
    place();
    const watcher = new ResizeObserver(place);
    watcher.observe(panel);
    const moved = (event: Event) => event.target !== panel && place();
    window.addEventListener("scroll", moved, true);
    window.addEventListener("resize", place);
    return () => {
      watcher.disconnect();
      window.removeEventListener("scroll", moved, true);
      window.removeEventListener("resize", place);
    };
  };
}
