/** A form in which data sets publish tasks with rubrics. */
export interface TaskFormat {
  readonly name: string;
  /** One record in Deepwell's own form, to be checked as such; undefined where it is not of this format. */
  read(record: unknown): object | undefined;
}
