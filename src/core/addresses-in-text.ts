/** A character of an address in running text: no white space, quote, bracket, or mark that closes a Chinese sentence. */
const plain = String.raw`[^\s<>"'\x60“”‘’«»{}|\\^()[\]，。；：！？、（）【】《》「」『』]`;

/** Source of a pattern for the characters of an address; a bracket belongs to it only together with its other half. */
export const addressCharacters = `(?:${plain}|\\(${plain}*\\)|\\[${plain}*\\])`;

const webAddress = new RegExp(String.raw`https?://${addressCharacters}+`, "gi");

/** Web addresses in running text as they stand there, with the marks behind them that may belong to the sentence. */
export function writtenAddresses(text: string): readonly string[] {
  return text.match(webAddress) ?? [];
}

/** Web addresses in running text, each once, without the marks that belong to the sentence; each can be parsed. */
export function addressesInText(text: string): readonly string[] {
  return [...new Set(writtenAddresses(text).map(withoutClosing))].filter((url) => URL.canParse(url));
}

/** An address in running text without the punctuation that closes the sentence, or a bracket it did not open. */
export function withoutClosing(address: string): string {
  const opening = address.indexOf("(");
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    const opensBracket = last === ")" && opening !== -1 && opening < end;
    if (!/[.,;:!?*_~)]/.test(last) || opensBracket) break;
  }
  return address.slice(0, end);
}
