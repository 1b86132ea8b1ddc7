// A list of sub-processors as a tree, and the part of it that a word finds.

import { folded } from "../../components/match";
import type { SubProcessorView } from "../../ipc/bindings/SubProcessorView";

export interface Branch {
  node: SubProcessorView;
  children: Branch[];
}

/** Each under the one that engages it, as far as that one is among them. */
export function branches(nodes: readonly SubProcessorView[]): Branch[] {
  const all = new Map(nodes.map((node) => [node.id, { node, children: [] as Branch[] }]));
  const roots: Branch[] = [];
  for (const branch of all.values()) {
    const parent = branch.node.sub_processor.parent;
    const above = parent === null ? undefined : all.get(parent);
    (above?.children ?? roots).push(branch);
  }
  return roots;
}

/** Those that hold every word typed, with the ones above them. */
export function found(nodes: readonly SubProcessorView[], typed: string): SubProcessorView[] {
  const wanted = folded(typed).split(/\s+/).filter((word) => word !== "");
  if (wanted.length === 0) return [...nodes];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const kept = new Set<string>();
  for (const node of nodes) {
    const { name, address, service, contact } = node.sub_processor;
    const text = folded([name, address, service, contact, node.linked_name].filter((part) => part).join(" "));
    if (!wanted.every((word) => text.includes(word))) continue;
    for (let at: SubProcessorView | undefined = node; at && !kept.has(at.id); at = at.sub_processor.parent === null ? undefined : byId.get(at.sub_processor.parent)) kept.add(at.id);
  }
  return nodes.filter((node) => kept.has(node.id));
}

/** One of these and all under it. */
export function within(nodes: readonly SubProcessorView[], id: string): Set<string> {
  const all = new Set([id]);
  let before = 0;
  while (all.size > before) {
    before = all.size;
    for (const { id: one, sub_processor: { parent } } of nodes) if (parent !== null && all.has(parent)) all.add(one);
  }
  return all;
}
