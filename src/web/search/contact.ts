/** The email address of a `mailto:` address, for APIs that want one; undefined where the contact is a page. */
export function emailOf(contactUrl: string | undefined): string | undefined {
  const email = /^mailto:([^?]+)/i.exec(contactUrl ?? "")?.[1];
  return email === undefined ? undefined : decodeURIComponent(email);
}

/** How a contact with an email address is set. */
export const contactExample = "DEEPWELL_CONTACT_URL=mailto:name@example.org";
