/**
 * What people say has happened to them or what they want, and the words in which authorities speak of it: one group a
 * line, everyday words first. General vocabulary; near-synonyms only, since any of a group stands for any other.
 */
export const englishEventGroups = `
who can get | who can receive | who is entitled | can I get | do I qualify | am I eligible | qualify | eligible | eligibility
kick me out | kicked out | throw me out | thrown out | evict | eviction
behind on rent | can't pay rent | cannot pay rent | can't pay my rent | rental assistance
behind on my mortgage | can't pay my mortgage | lose my house | keep my house | keep my home | foreclosure
won't fix | does not fix | doesn't fix | refuses to fix | won't repair | disagreement with your landlord | dispute with a landlord
locked up | in jail | in prison | behind bars | imprisoned | inmate | prisoner
were in prison | went to prison | ex-convict | convicted of a felony | felony
mistake | mistakes | wrong information | incorrect | error | errors
fight | challenge | disagree | contest | dispute | appeal
breaks down | breaking down | broke down | stopped working | defective | warranty
flooded | flood | storm damage | tornado | wildfire | hurricane | natural disaster | disaster
burned down | house fire | fire | disaster
hits me | beats me | hit me | beaten | hurts me | domestic violence
hurts a child | hurting a child | beats a child | child abuse and neglect | child abuse
can't work | cannot work | unable to work | can't work any more | disability
lowest pay | lowest hourly pay | lowest hourly wage | federal minimum wage | minimum wage
having a baby | have a baby | had a baby | birth of a child | family and medical leave | FMLA
time off | days off | leave from work | unpaid leave | leave
pay for college | money for college | money for school | college costs | student aid | financial aid
never came | never arrives | never arrived | did not arrive | undelivered | delivery
suitcase | bags | luggage | baggage
bring my parents | bring my family | bring my wife | bring my husband | sponsor a family member | sponsor
stay longer | stay past | stay longer than | extend your stay | extend
live here | lived here | lawful permanent resident | residency
divorce papers | proof of divorce | divorce certificate | divorce decree
pay back | pay off | paying back | repay | repayment
stops paying | stopped paying | refuses to pay | does not pay | collecting
learning disability | special needs | disabled child | special education
hospital bill | hospital bills | doctor bill | doctor bills | medical debt | medical bills
keep my insurance | keep my health insurance | keep your health coverage | keep their group health insurance | COBRA
lose my insurance | lost my insurance | loss of coverage
show at the polls | show to vote | bring to vote | ID to vote | voter ID | voter identification
moved | move to a new address | change your address | new address
taken by the police | arrested | arrest | detained
deported | sent back | kicked out of the country | removal | deportation
crossing the border | enter the country | port of entry | admission
illegally | without papers | unauthorized
get married | got married | getting married | marriage
dead relative | dead person | deceased relative | deceased person | deceased
who do I tell | who do I have to tell | who to tell | notify
nobody claimed | forgotten money | unclaimed money
money back | my money back | refund | reimbursed | reimbursement
ripped off | cheated | deceived | deceptive | fraud
threatens me | threatening | threat | harassment
ticket | traffic ticket | citation | traffic violation
noise | loud neighbors | nuisance
contractor | handyman | home repair | home improvement
tainted food | bad food | food poisoning | unsafe food
toy | toys | children's products | unsafe product
bad check | fake check | counterfeit check
fake money | counterfeit money | counterfeit currency
stranger opened | in my name | opened in my name | identity theft
block my credit | lock my credit | freeze my credit | credit freeze | security freeze
files the government keeps | government files | my government records | Privacy Act | records about your personal information
my data | personal data | personal information
prepare for | get ready for | emergency plan
power is out | power outage | blackout | utility outage
water bill | gas bill | utility bill | utility bills
grow old | retire | retiring | retirement
old age pension | Social Security | retirement benefits
too young | underage | minor | minors
how many days | deadline | time limit
apply late | missed the deadline | late filing | file late
pull my child out | homeschool | home school
bully | bullied | bullying
teacher | school staff | educator
fake website | phishing | spoofed website
hack | hacked my account | account was hacked | compromised account
lawyer for free | can't afford a lawyer | free lawyer | legal aid
sue | take to court | small claims court
rent a room | lease | rental
own a business | my own business | small business | business owner
borrow | loan | loans
import | bring into the country | import license
ship abroad | export | exports
travel abroad | going abroad | international travel
pet | bring my dog | pets
`;
