import type { Inquiry } from "../types";
import { readInquiry } from "../wellFormed";

type Fault = "dataDamaged" | "dataNewer" | "noData";

/** What the page was filled with, or why there is nothing to ask. */
export function readFile(text: string): { inquiry: Inquiry; fault: null } | { inquiry: null; fault: Fault } {
  if (text.trim() === "{}") return { inquiry: null, fault: "noData" };
  try {
    const inquiry = readInquiry(JSON.parse(text));
    if (inquiry === "newer") return { inquiry: null, fault: "dataNewer" };
    return inquiry ? { inquiry, fault: null } : { inquiry: null, fault: "dataDamaged" };
  } catch {
    return { inquiry: null, fault: "dataDamaged" };
  }
}
