import { z } from "zod";

const texts = z.record(z.string(), z.object({ value: z.string() }));

const snakSchema = z.object({
  snaktype: z.string(),
  property: z.string(),
  datatype: z.string().optional(),
  datavalue: z.object({ type: z.string(), value: z.unknown() }).optional(),
});
type Snak = z.infer<typeof snakSchema>;

const statementSchema = z.object({
  mainsnak: snakSchema,
  rank: z.string(),
  qualifiers: z.record(z.string(), z.array(snakSchema)).optional().catch(undefined),
});
type Statement = z.infer<typeof statementSchema>;

const entitySchema = z.object({
  id: z.string(),
  labels: texts.optional().catch(undefined),
  descriptions: texts.optional().catch(undefined),
  claims: z.record(z.string(), z.array(statementSchema)).optional().catch(undefined),
  missing: z.unknown().optional(),
});

/** An entity as https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html has it. */
export type Entity = z.infer<typeof entitySchema>;

/** Names of properties and items by their ids. */
export type Labels = ReadonlyMap<string, string>;

/** Undefined for what is no entity, such as one that was deleted and is marked as missing. */
export function readEntity(value: unknown): Entity | undefined {
  const entity = entitySchema.safeParse(value).data;
  return entity?.missing === undefined ? entity : undefined;
}

const mostProperties = 25;
const mostValues = 6;
/** Ids in other catalogues and names of files say nothing to a reader. */
const silentTypes = /^(?:external-id|commonsMedia|geo-shape|tabular-data|musical-notation|entity-schema)$/;
/** Point in time, start, end: what a statement is to be understood by. */
const telling = ["P585", "P580", "P582"];

/** Statements as a Markdown list, a line for each property; those of another age or without a name are left out. */
export function statementLines(entity: Entity, labels: Labels): readonly string[] {
  return told(entity).flatMap(([property, statements]) => {
    const name = labels.get(property);
    const values = statements.flatMap((statement) => valueOf(statement, labels) ?? []);
    return name === undefined || values.length === 0 ? [] : [`- ${name}: ${values.join("; ")}`];
  });
}

/** Ids of the properties, items and units that `statementLines` wants names of, the most wanted first. */
export function mentionedIds(entities: readonly Entity[]): readonly string[] {
  const statements = entities.flatMap(told);
  const properties = statements.map(([property]) => property);
  const snaks = statements.flatMap(([, each]) => each.map(({ mainsnak }) => mainsnak));
  const qualifiers = statements.flatMap(([, each]) => each.flatMap(tellingQualifiers));
  return [
    ...new Set([
      ...properties,
      ...qualifiers.map(({ property }) => property),
      ...snaks.flatMap((snak) => mentionedBy(snak) ?? []),
    ]),
  ];
}

/** What is told of an entity: of each property the preferred values where there are such, nothing that is deprecated. */
function told({ claims = {} }: Entity): readonly (readonly [string, readonly Statement[]])[] {
  return Object.entries(claims)
    .map(([property, statements]) => [property, bestOf(statements).slice(0, mostValues)] as const)
    .filter(([, statements]) => statements.length > 0)
    .slice(0, mostProperties);
}

function bestOf(statements: readonly Statement[]): readonly Statement[] {
  const said = statements.filter(
    ({ mainsnak, rank }) =>
      rank !== "deprecated" && mainsnak.snaktype === "value" && !silentTypes.test(mainsnak.datatype ?? ""),
  );
  const preferred = said.filter(({ rank }) => rank === "preferred");
  return preferred.length > 0 ? preferred : said;
}

function tellingQualifiers({ qualifiers = {} }: Statement): readonly Snak[] {
  return telling.flatMap((property) => (qualifiers[property] ?? []).slice(0, 1));
}

const itemValue = z.object({ id: z.string() });
const timeValue = z.object({ time: z.string(), precision: z.number() });
const quantityValue = z.object({ amount: z.string(), unit: z.string() });
const textValue = z.object({ text: z.string() });
const placeValue = z.object({ latitude: z.number(), longitude: z.number() });

function mentionedBy({ datavalue }: Snak): string | undefined {
  const { id } = itemValue.safeParse(datavalue?.value).data ?? {};
  return id ?? unitId(quantityValue.safeParse(datavalue?.value).data?.unit);
}

function unitId(unit = ""): string | undefined {
  return /\/entity\/(Q\d+)$/.exec(unit)?.[1];
}

function valueOf(statement: Statement, labels: Labels): string | undefined {
  const value = snakText(statement.mainsnak, labels);
  const context = tellingQualifiers(statement).flatMap((snak) => {
    const [name, when] = [labels.get(snak.property), snakText(snak, labels)];
    return name === undefined || when === undefined ? [] : [`${name} ${when}`];
  });
  return value === undefined || context.length === 0 ? value : `${value} (${context.join(", ")})`;
}

function snakText({ datavalue }: Snak, labels: Labels): string | undefined {
  const value = datavalue?.value;
  if (typeof value === "string") return value;
  const item = itemValue.safeParse(value).data;
  if (item !== undefined) return labels.get(item.id) ?? item.id;
  const time = timeValue.safeParse(value).data;
  if (time !== undefined) return dateOf(time);
  const quantity = quantityValue.safeParse(value).data;
  if (quantity !== undefined) {
    const unit = labels.get(unitId(quantity.unit) ?? "");
    return [quantity.amount.replace(/^\+/, ""), unit].filter(Boolean).join(" ");
  }
  const place = placeValue.safeParse(value).data;
  if (place !== undefined) return `${place.latitude}, ${place.longitude}`;
  return textValue.safeParse(value).data?.text;
}

/** `+2024-04-11T00:00:00Z` as far as its precision goes: 11 is a day, 10 a month, 9 a year; less is told as circa. */
function dateOf({ time, precision }: z.infer<typeof timeValue>): string | undefined {
  const [, sign, year = "", month = "", day = ""] = /^([+-])0*(\d+)-(\d{2})-(\d{2})T/.exec(time) ?? [];
  if (sign === undefined) return undefined;
  const era = sign === "-" ? " BCE" : "";
  if (precision >= 11) return `${year}-${month}-${day}${era}`;
  if (precision === 10) return `${year}-${month}${era}`;
  return `${precision === 9 ? "" : "circa "}${year}${era}`;
}
