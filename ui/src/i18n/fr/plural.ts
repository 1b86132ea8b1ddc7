/** `1 service`, `2 000 services`; zero is singular. */
export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString("fr-FR")} ${count < 2 ? one : many}`;
}
