/** Words that say in which form a drug comes, how it is given, or how it is packed: not which drug it is. */
const FORM_WORDS = new Set(
  `aerosol bottle capsule capsules chewable cream delayed disintegrating drops effervescent elixir emulsion enema
  enteric coated extended external flush foam gelcap granules infusion inhalation inhaler injectable injection
  intravenous irrigation liquid lotion lozenge nasal nebulizer nebulized ointment ophthalmic oral otic packet patch
  piggyback powder prefilled premix premixed rectal release solution spray sterile subcutaneous sublingual
  suppository suspension sustained syringe syrup tablet tablets topical transdermal troche vaginal vial`.split(
    /\s+/,
  ),
);
const MAX_WORDS = 4;
const MIN_LETTERS = 4;

/**
 * The name of a drug without strength, form and packing: its first four words of four letters or more, lower-case.
 * A name without such a word is kept as it is (`NS`).
 */
export function normaliseDrugName(name: string): string {
  const lower = name.toLowerCase();
  const words = (lower.match(/[a-z]+/g) ?? []).filter(
    (word) => word.length >= MIN_LETTERS && !FORM_WORDS.has(word),
  );
  return words.length === 0 ? lower.trim() : words.slice(0, MAX_WORDS).join(' ');
}
