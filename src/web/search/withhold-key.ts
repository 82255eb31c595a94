/** A text in which a key, as it is or as it stands in a URL, is replaced, so that it can be shown. */
export function withholdKey(text: string, key: string | undefined): string {
  if (key === undefined || key === "") return text;
  return text.replaceAll(key, "[key]").replaceAll(encodeURIComponent(key), "[key]");
}
