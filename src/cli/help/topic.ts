/** A page of `poolsim help`. */
export interface Topic {
  readonly name: string;
  readonly title: string;
  /** Lines of at most 80 columns, a line end after the last. */
  readonly text: string;
}
