const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ""));

/** Words that never are, and never start, a name. */
export const functionWords = list(`
  a an the this that these those it its he she they we you i his her their our your my me him them us
  and or but nor so yet if when while where because since although though after before during until unless
  in on at by for from to with as of into onto over under between among through about against within without
  what which who whom whose why how do does did is are was were be been am can could shall should will would may
  might must has have had not no yes both either neither each every any some all most many much more few several
  one two three another other such there here then than also only just even however moreover furthermore
  according including first last new please tell explain describe compare summarize summarise list name give write
  find provide discuss analyze analyse identify research investigate outline show let suppose given like
`);

/** Lower-case words that may stand inside a name: “Bank of England”, “Ludwig van Beethoven”. */
export const nameJoints = list("of the & de la le du des del da di von van der den y al ap bin ibn");

/** Content-free words of questions: dropped when the subject of a question is looked for. */
export const emptyWords = list(`
  a an the this that these those it its he she they we you i his her their our your my me him them us mine
  and or but so if then than as of in on at by for from to with into about
  what which who whom whose when where why how do does did doing done is are was were be been being am can could
  shall should will would may might must has have had having not no there here also just please any some
  get got getting go going want need like know tell say make makes made told asked called
  someone somebody anyone everyone something anything wrong option options choice choices
  through during between among under over within without against per via because while until since before after
  both either neither each every all most more very such only other another same different
  first next then now currently today usually exactly actually main
  never always ever still already yet anymore really keeps
`);

/** Words that say what kind of answer is wanted, and nothing about its subject. */
export const kindWords = list(`
  much many long soon quickly fast often far big large old cost costs price prices fee fees charge charges pay paid
  take takes took last lasts happen happens happened work works mean means
  time amount number way ways step steps process procedure thing things best next kind type types sort
  day days week weeks month months year years hour hours
  requirement requirements required document documents documentation needed eligible eligibility qualify apply
  deadline difference differences reason reasons
`);

/** Words that divide a subject and name none: a question with no others leaves its subject out. */
export const aspectWords = list(`
  purpose benefits benefit risks risk symptoms treatment treatments advantages disadvantages important importance
  cause causes effects effect examples types features side
`);

/** Nouns that stand in a relation to what follows “of” or stands before “'s”, and whose bearer is a person. */
export const personNouns = list(`
  author writer performer singer director producer composer founder president chairman king queen emperor ruler
  leader prime-minister minister spouse wife husband mother father parent child son daughter sibling brother sister
  inventor discoverer creator owner coach manager captain actor actress artist architect painter poet person man
  woman politician player footballer member lyricist screenwriter star host presenter editor commander general
  governor mayor senator chief successor predecessor grandfather grandmother uncle aunt employer teacher student
`);

/** Nouns that name a place. */
export const placeNouns = list(`
  country state city town village county province region district continent island capital birthplace hometown
  place location territory municipality river lake sea mountain range area neighborhood neighbourhood headquarters
`);

/** Parts of something: “the east of X” asks for no other entity than X. */
export const partNouns = list(`
  east west north south part side end beginning start middle center centre rest half top bottom majority number lot
  kind type sort form amount range variety series list set one name role use cost price cause effect effects history
  importance impact difference process terms case way means purpose percentage population meaning definition
  advantages disadvantages benefits risks symptoms treatment structure function functions
`);

/** Nouns that name something by its relation to something else: “X's employer”, “the team that …”. */
export const relationalNouns: ReadonlySet<string> = new Set([
  ...personNouns,
  ...placeNouns,
  ...list(`
    team company band party school university college label employer mater publisher organization organisation
    association institution studio network channel club league agency language currency religion film movie song album
    book novel series show magazine newspaper award brand airline manufacturer developer designer distributor station
    publication group conference franchise dynasty empire order genre character war battle birth citizenship origin
    residence death
  `),
]);
