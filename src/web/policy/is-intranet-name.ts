/**
 * Last labels that the public DNS does not have or that belong to local networks: special-use names (RFC 6761,
 * 6762, 7686, 8375, 9476), names that ICANN has set aside for private use, and those that containers, clouds and
 * routers hand out. `example` is absent: it leads nowhere at all.
 */
const localLabels = new Set(
  "alt arpa cluster consul corp docker domain home host intern internal intra intranet invalid lan local localdomain localhost mail mesh onion priv private svc test workgroup".split(
    " ",
  ),
);

/** Names of metadata services that stand in public zones. */
const metadataNames = ["metadata.goog", "metadata.tencentyun.com", "metadata.platformequinix.com"];

/** Whether a canonical host name (lower case, as `URL` gives it) can only mean a host on a local network. */
export function isIntranetName(hostname: string): boolean {
  const name = hostname.replace(/\.+$/, "");
  const labels = name.split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || localLabels.has(last)) return true;
  return metadataNames.some((known) => name === known || name.endsWith(`.${known}`));
}
