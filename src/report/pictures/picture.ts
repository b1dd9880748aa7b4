/** A picture with what stands around it. All texts are plain: whoever puts them into markup escapes them. */
export interface Picture {
  /** Names its file (`latency.svg`) and its place in the page. */
  readonly key: string;
  /** What is seen, in a sentence without a full stop. */
  readonly title: string;
  /** What it shows and how to read it. */
  readonly caption: string;
  /** The picture's markup, for a page that has the colours. */
  readonly svg: string;
  /** The figures behind it. */
  readonly table: PictureTable;
}

export interface PictureTable {
  readonly columns: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[];
}
