/**
 * What people say and what authorities, clinics, banks and insurers write for the same thing: one group a line,
 * everyday words first. General vocabulary; near-synonyms only, since any of a group stands for any other.
 */
export const englishGroups = `
food stamps | SNAP | Supplemental Nutrition Assistance Program
food for babies | WIC | Women, Infants, and Children
welfare | cash assistance | Temporary Assistance for Needy Families | TANF
green card | permanent resident card | lawful permanent resident
permanent resident | green card holder | lawful permanent resident
citizenship | become a citizen | naturalized | U.S. citizen | naturalization
citizenship test | naturalization test | civics test
undocumented | illegal immigrant | unauthorized immigrant
work permit | employment authorization | EAD
asylum | refugee
visa lottery | green card lottery | diversity visa
social security number | SSN
social security card | replacement card
disability benefits | disability pay | SSDI | SSI | Social Security Disability Insurance
supplemental security income | SSI
retirement benefits | pension | retirement
survivor benefits | survivors benefits | death benefits | widow
died | dies | death | deceased | passed away
widow | widower | surviving spouse
husband | wife | spouse
kid | kids | child | children
baby | newborn | infant
mom | mother
dad | father
my parents | parent
old people | elderly | seniors | older adults
lost | stolen | missing
lost | replace | replacement
stolen | theft | stole
get a new | replace | replacement
renew | renewal | expired | expiring
certified copy | official copy | duplicate
birth certificate | vital records
death certificate | vital records
marriage certificate | vital records | marriage license
wedding | married | marriage | spouse
divorced | divorce
change my name | change my last name | name change | change your name | change last name
driver's license | driving license | driver license | DMV | motor vehicle
car | vehicle | motor vehicle | automobile
car title | vehicle title | title of a vehicle | title for a motor vehicle
license plate | vehicle registration | car registration
DMV | department of motor vehicles | motor vehicle office
passport card | passport
hurry | fast | expedite | expedited | urgent | rush
plane | flight | air traveler | airline
plane ticket | airfare | airline ticket
cancelled | canceled | cancellation
luggage | baggage | suitcase
airport security | TSA | Transportation Security Administration
customs | CBP | Customs and Border Protection
scam | scammed | swindle | fraud
scammer | impostor | impersonating | impersonator | pretend | imposter
gift cards | gift card | prepaid cards
stole my identity | stolen identity | identity theft | opened in my name
robocalls | telemarketers | telemarketing | spam calls | unwanted calls | Do Not Call
spam | phishing | junk email
hacked | hacking | cybercrime
report | file a complaint | complain | complaint
complain | complaint | complaints | file a complaint
bank | banks | financial institution | banking
overdraft | overdraft fee | bank fee
credit score | credit report
debt collector | debt collection | collection agency
bankrupt | bankruptcy | chapter 7 | chapter 13
payday loan | cash advance
mortgage | home loan
foreclosed | foreclosure
eviction | evicted | evict
landlord | tenant | rental rules
renter | renting | lease | tenant
rental deposit | security deposit
rent help | rental assistance | help paying rent
housing vouchers | Section 8 | housing choice voucher
public housing | low-income housing | subsidized housing | affordable housing
homeless | homelessness | shelter
electric bill | power bill | heating bill | utility bill | energy bill | LIHEAP | utility bills
phone bill | internet bill | Lifeline
weatherize | weatherization | WAP
owe taxes | back taxes | tax debt | tax bill | taxes owed
cannot pay | can't pay | unable to pay | not be able to pay | pay in installments | payment plan
payment plan | installments | installment agreement
extension | more time to file | file later
tax deadline | due date | deadline to file | tax day
past due | overdue | late
penalty | penalties | fine | fined
tax refund | refund check
where is my refund | check your refund | refund status | track its status
taxes | tax return | income tax
tax forms | W-2 | 1099
IRS | Internal Revenue Service
audit | audited
stimulus check | economic impact payment
unclaimed money | unclaimed funds | unclaimed property | missing money
laid off | lost my job | lose your job | unemployed | fired | lost job
unemployment | unemployment insurance | unemployment benefits | unemployment compensation
fired | wrongful termination | wrongful discharge | termination
quit | resign
boss | employer
minimum wage | lowest wage
overtime | extra hours
unpaid wages | wage complaint | back pay
hurt at work | injured at work | work injury | workers' compensation | injured on the job
unsafe work | workplace safety | OSHA
discrimination | discriminated | unfair treatment
harassed | harassment
maternity leave | paternity leave | parental leave | family and medical leave | FMLA
job | employment | work | earned income
job training | apprenticeship | career training
federal job | government job | USAJOBS
start a business | starting a business | open a business
business loan | small business loan | SBA loan
business license | business permit
grant | grants | free money
student loan | student loans | federal student aid
college money | financial aid | FAFSA | student aid
scholarship | scholarships
health insurance | health coverage | Marketplace | HealthCare.gov
obamacare | Affordable Care Act | Marketplace
Medicaid | low-income health insurance
kids health insurance | CHIP | Children's Health Insurance Program
COBRA | keep your health insurance
sign up | enroll | enrollment | register
doctor | physician | health care provider
drug costs | prescription drugs | Part D | medications
nursing home | long-term care | assisted living
hearing aid | hearing loss
depressed | depression | mental health
kill myself | killing myself | end my life | want to die | suicidal thoughts | suicide | crisis line | 988
addiction | substance abuse | drug treatment | alcohol
shots | vaccines | vaccination | immunizations
heart attack | myocardial infarction
high blood pressure | hypertension
stroke | cerebrovascular accident
cancer | tumor | carcinoma
child care | daycare | day care | Head Start
school lunch | school meals
adopt | adoption
foster | foster care
custody | parental rights
child support | child support order | child support enforcement
does not pay | won't pay | enforce
stepchild | stepchildren
domestic violence | abusive | abused | abuse
elder abuse | abuse of seniors
missing child | kidnapped | abduction
vote | voting | ballot
register to vote | voter registration
felony | felon | convicted
absentee ballot | mail-in voting | vote by mail | absentee voting
voting place | polling place | polls
voter ID | ID to vote | voter identification
how old | years old | age
congressman | congresswoman | representative | member of Congress
senator | senators | Senate
president | White House
judge | court
jury | juror | jury duty
lawyer | attorney | legal aid
free lawyer | legal aid | legal help
sue | small claims | lawsuit
last will and testament | estate
power of attorney | guardianship | conservator
prisoner | inmate | prison | incarcerated
pardon | clemency
criminal record | background check | expunge
veteran | veterans | VA | former service member
military records | service records | DD214
GI Bill | education benefits | veterans education
VA loan | home loan guaranty
join the army | enlist | join the military | joining the military
military draft | the draft | Selective Service
funeral | burial | cemetery
notify | report the death
flood | hurricane | disaster | emergency
disaster help | disaster assistance | FEMA
mail | post | USPS | Postal Service
change my address | change of address | moved | moving | new address
lost mail | missing mail | missing package
recall | recalled | unsafe product
defective | faulty | lemon | broken
refund | money back
warranty | guarantee
online purchase | bought online | online shopping
product | goods | item
company | business | seller
timeshare | vacation scam | travel scam
foreclosed house | government-owned home | HUD homes | real estate owned
auction | government auction | surplus property | seized property
savings bond | savings bonds | Treasury securities
coins | currency
damaged money | mutilated money
copyright | intellectual property
patent | trademark
park pass | national parks | America the Beautiful
camping | campground | recreation
fishing license | hunting license
pet | animal | dog | cat
gun | firearm
drone | unmanned aircraft
sick leave | time off work
vacation days | annual leave | paid leave
salary | pay | wage | wages
raise | pay increase
price | cost | fee
cheap | low-cost | affordable
at no cost | free of charge
poor | low income | low-income
eligible | qualify | eligibility
documents | paperwork | identification
deadline | due date | last day
cancel | terminate
buy | purchase
fix | repair
begin | start | commence
stop | end | cease
help | assistance | aid
`;
