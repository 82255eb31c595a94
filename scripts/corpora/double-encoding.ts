/** UTF-8 bytes read as Latin-1: a lead byte and its continuation bytes, each shown as a character of its own. */
const doubled = /[\u00c2-\u00f4][\u0080-\u00bf]{1,3}/g;

/** What is left of a no-break space encoded twice, once its second half was trimmed away as white space. */
const halfSpace = /\u00c2(?=[\s<]|$)/g;

/**
 * Undoes UTF-8 that was encoded twice (`elseâ€™s` for `else’s` and the like), wherever the bytes so
 * recovered are valid UTF-8; everything else is left as it is.
 */
export function repairDoubleEncoding(text: string): string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const repaired = text.replace(doubled, (run) => {
    for (let end = run.length; end >= 2; end--) {
      try {
        return decoder.decode(Buffer.from(run.slice(0, end), "latin1")) + run.slice(end);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    }
    return run;
  });
  return repaired.replace(halfSpace, "");
}
