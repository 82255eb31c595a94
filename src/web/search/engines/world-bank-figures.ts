/** A country or a group of countries, by its ISO 3166 code or the bank's own. */
export interface Country {
  readonly id: string;
  readonly name: string;
}

export interface Figure {
  readonly country: string;
  /** As the bank writes it: 2023, 2023Q1 or 2023M04. */
  readonly year: string;
  readonly value: number;
}

/** Figures as a Markdown table, a row for each year, the latest first, a column for each country. */
export function figuresTable(figures: readonly Figure[]): string {
  const countries = [...new Set(figures.map(({ country }) => country))];
  const years = [...new Set(figures.map(({ year }) => year))].toSorted().toReversed();
  const cell = (year: string, country: string): string =>
    figures.find((figure) => figure.year === year && figure.country === country)?.value.toString() ?? "";
  const rows = years.map((year) => [year, ...countries.map((country) => cell(year, country))]);
  const lines = [["Year", ...countries], ["---", ...countries.map(() => "---:")], ...rows];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}
