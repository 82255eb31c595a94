/** One term of a text and where it stands. */
export interface Token {
  /** What is indexed and looked up: folded, lower-cased, stemmed. */
  readonly term: string;
  /** Place in the sequence of words, from 0; alternatives of one word share it. */
  readonly position: number;
  /** UTF-16 offsets of the surface form in the analysed text. */
  readonly start: number;
  readonly end: number;
}
