/** What ties a control to its question. */
export interface Input {
  id: string;
  describedBy?: string | undefined;
  isInvalid?: boolean;
}
