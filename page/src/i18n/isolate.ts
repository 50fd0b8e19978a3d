/**
 * A name inside a sentence, kept from turning the sentence's direction round (Unicode's first strong isolate). Marks that a name
 * brings along itself, and that would leave it, are taken out.
 */
export function isolate(text: string): string {
  return `\u2068${text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`
}
